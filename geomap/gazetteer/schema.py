"""A small validator for gazetteer/schema.json, so that checking needs no further package.

It knows the words of JSON Schema (2020-12) that schema.json uses, and refuses any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Path = tuple[str | int, ...]
Problem = tuple[Path, str]
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "null": type(None),
    "number": (int, float), "integer": int,
}  # fmt: skip
_SAID = {"$schema", "title", "description", "$defs"}


def problems(value: Any, schema: dict[str, Any], part: str) -> Iterator[Problem]:
    """What in a value breaks one of the schema's definitions.

    Parameters
    ----------
    value
        Parsed JSON.
    schema
        The whole schema.
    part
        A name in its ``$defs``.

    Returns
    -------
    The path of keys and indexes into `value`, and what is wrong there.

    Examples
    --------
    >>> schema = {"$defs": {"row": {"type": "object", "required": ["id"]}}}
    >>> list(problems({}, schema, "row"))
    [((), "'id' is missing")]
    """
    yield from _check(value, {"$ref": f"#/$defs/{part}"}, schema["$defs"], ())


def _check(value: Any, rule: dict[str, Any], defs: dict[str, Any], at: Path) -> Iterator[Problem]:
    for word, wanted in rule.items():
        if word in _SAID:
            continue
        if word == "$ref":
            yield from _check(value, defs[wanted.rpartition("/")[2]], defs, at)
        elif word == "oneOf":
            yield from _one_of(value, wanted, defs, at)
        elif word in ("properties", "items", "prefixItems", "additionalProperties"):
            yield from _inside(value, word, rule, defs, at)
        else:
            yield from _plain(value, word, wanted, at)


def _one_of(value: Any, rules: list[Any], defs: dict[str, Any], at: Path) -> Iterator[Problem]:
    tried = [list(_check(value, rule, defs, at)) for rule in rules]
    if [] not in tried:
        # The alternative that fits best is the one that was meant.
        yield from min(tried, key=len)


def _inside(
    value: Any, word: str, rule: dict[str, Any], defs: dict[str, Any], at: Path
) -> Iterator[Problem]:
    wanted = rule[word]
    if isinstance(value, dict) and word == "properties":
        for key, inner in wanted.items():
            if key in value:
                yield from _check(value[key], inner, defs, (*at, key))
    elif isinstance(value, dict) and word == "additionalProperties":
        for key in value.keys() - rule.get("properties", {}).keys():
            if wanted is False:
                yield at, f"{key!r} is no key of the format"
            else:
                yield from _check(value[key], wanted, defs, (*at, key))
    elif isinstance(value, list) and word in ("items", "prefixItems"):
        rules = [wanted] * len(value) if word == "items" else wanted
        for number, (row, inner) in enumerate(zip(value, rules, strict=False)):
            yield from _check(row, inner, defs, (*at, number))


def _plain(value: Any, word: str, wanted: Any, at: Path) -> Iterator[Problem]:
    if word == "required":
        if isinstance(value, dict):
            yield from ((at, f"{key!r} is missing") for key in wanted if key not in value)
        return
    if word not in _BREAKS:
        raise NotImplementedError(f"the schema says {word!r}, which is not known here")
    kinds, breaks, says = _BREAKS[word]
    if isinstance(value, kinds) and breaks(value, wanted):
        shown = ", ".join(map(str, wanted)) if isinstance(wanted, list) else wanted
        yield at, says.format(value=value, wanted=shown)


def _is_not(value: Any, wanted: str | list[str]) -> bool:
    kinds = wanted if isinstance(wanted, list) else [wanted]
    return isinstance(value, bool) or not any(isinstance(value, _TYPES[kind]) for kind in kinds)


_ANY = (object,)
_NUMBER = (int, float)
_Rule = tuple[tuple[type, ...], Callable[[Any, Any], bool], str]
_BREAKS: dict[str, _Rule] = {
    "type": (_ANY, _is_not, "{value!r} is no {wanted}"),
    "enum": (_ANY, lambda value, wanted: value not in wanted, "{value!r} is none of {wanted}"),
    "const": (_ANY, lambda value, wanted: value != wanted, "{value!r} must be {wanted!r}"),
    "pattern": ((str,), lambda v, w: not re.search(w, v), "{value!r} does not look like {wanted}"),
    "minLength": ((str,), lambda v, w: len(v) < w, "is empty"),
    "minItems": ((list,), lambda v, w: len(v) < w, "has fewer than {wanted}"),
    "maxItems": ((list,), lambda v, w: len(v) > w, "has more than {wanted}"),
    "uniqueItems": ((list,), lambda v, _: len(set(map(str, v))) < len(v), "names one twice"),
    "minimum": (_NUMBER, lambda v, w: v < w, "{value} is less than {wanted}"),
    "maximum": (_NUMBER, lambda v, w: v > w, "{value} is more than {wanted}"),
    "exclusiveMinimum": (_NUMBER, lambda v, w: v <= w, "{value} is not more than {wanted}"),
}
