from datetime import date

import pytest

from geomap import edtf
from geomap.errors import DateError


@pytest.mark.parametrize(
    ("value", "low", "high", "precision"),
    [
        ("2020-11-09", date(2020, 11, 9), date(2020, 11, 9), "day"),
        ("2020-11", date(2020, 11, 1), date(2020, 11, 30), "month"),
        ("2020", date(2020, 1, 1), date(2020, 12, 31), "year"),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "decade"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "century"),
        ("2020-24", date(2020, 12, 1), date(2021, 2, 28), "season"),
        ("2020-11-10/..", date(2020, 11, 10), None, "open"),
        ("[2020-11-09..2020-11-10]", date(2020, 11, 9), date(2020, 11, 10), "interval"),
        ("1990/1993~", date(1990, 1, 1), date(1994, 12, 31), "interval"),
        ("2023-07-15~", date(2023, 7, 13), date(2023, 7, 17), "day"),
        ("XXXX-11-09", None, None, "undated"),
        (None, None, None, "undated"),
    ],
)
def test_bounds_and_precision(value, low, high, precision):
    assert edtf.bounds(value) == (low, high)
    assert edtf.precision(value) == precision


@pytest.mark.parametrize("value", ["", "..", "2020-13", "2021-02-29", "autumn 2020", "2020/2019"])
def test_what_is_not_a_date_is_refused(value):
    with pytest.raises(DateError):
        edtf.bounds(value)
