"""Disjoint groups of numbers that can be joined (union-find with path halving)."""

from __future__ import annotations


class Groups:
    """`n` numbers, each a group of its own at first.

    Examples
    --------
    >>> groups = Groups(3)
    >>> groups.join(0, 2)
    >>> groups.root(2) == groups.root(0), groups.root(1) == groups.root(0)
    (True, False)
    """

    __slots__ = ("_parents", "members")

    def __init__(self, n: int) -> None:
        self._parents = list(range(n))
        self.members = [[index] for index in range(n)]
        """The numbers of each group, at its root."""

    def root(self, index: int) -> int:
        """The number that stands for the group."""
        while self._parents[index] != index:
            self._parents[index] = self._parents[self._parents[index]]
            index = self._parents[index]
        return index

    def join(self, a: int, b: int) -> None:
        """Make the groups of `a` and `b` one."""
        low, high = sorted((self.root(a), self.root(b)))
        if low != high:
            self._parents[high] = low
            self.members[low] += self.members[high]
