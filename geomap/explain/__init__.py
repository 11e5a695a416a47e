"""How a report was read: for each event and each place not pinned the rule that decided."""

from geomap.explain.account import Account, Line, account
from geomap.explain.page import page
from geomap.explain.terminal import lines

__all__ = ["Account", "Line", "account", "lines", "page"]
