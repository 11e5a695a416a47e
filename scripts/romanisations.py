"""Whether a name in Latin letters is a romanisation of one in its own script.

Each letter has the Latin spellings that are in use for it (BGN/PCGN, ISO 9, the press of the
region); a name is a romanisation of another if it can be spelled so, letter by letter.
"""

from __future__ import annotations

import re
from functools import lru_cache

_AZERBAIJANI = (
    "a a|ə a|ə e|c j|c c|c dj|c dzh|ç ch|ç c|g g|g gy|ğ gh|ğ g|h h|h g|x kh|x x|x h|ı i|ı y|i i|"
    "i y|j j|j zh|k k|k g|q g|q q|q k|q gh|o o|ö o|ö e|ö yo|ş sh|ş s|u u|u ou|ü u|ü yu|ü iu|v v|"
    "y y|y i|y"
)
_RUSSIAN = (
    "а a|б b|в v|г g|г gh|г h|д d|е e|е ye|ё e|ё yo|ж zh|ж j|з z|и i|и y|й y|й i|й|к k|л l|м m|н n|"
    "о o|п p|р r|с s|т t|у u|у ou|ф f|х kh|х h|х x|ц ts|ц c|ч ch|ч tch|ш sh|щ shch|ъ|ы y|ы i|ь|"
    "э e|ю yu|ю iu|ю u|я ya|я ia|я a|дж dzh|дж dj|дж j|ый y|ий y"
)
_ARMENIAN = (
    "ա a|բ b|գ g|դ d|ե e|ե ye|զ z|է e|ը y|ը e|ը|թ t|ժ zh|ժ j|ի i|լ l|խ kh|խ x|ծ ts|ծ tz|կ k|հ h|"
    "ձ dz|ղ gh|ղ g|ճ ch|ճ tch|մ m|յ y|յ h|յ|ն n|շ sh|ո o|ո vo|չ ch|պ p|ջ j|ջ dj|ռ r|ռ rr|ս s|վ v|"
    "տ t|ր r|ց ts|ու u|ու ou|փ p|ք k|ք q|օ o|ֆ f|և ev|և yev"
)
_TABLES = {"az": _AZERBAIJANI, "ru": _RUSSIAN, "hy": _ARMENIAN}
_APOSTROPHES = re.compile("['’‘ʼʻ`ʹ]")


def is_of(latin: str, own: str, lang: str) -> bool:
    """Whether `latin` spells `own`, a name in Azerbaijani, Russian or Armenian letters."""
    wanted = _APOSTROPHES.sub("", latin).lower()
    return _pattern(_APOSTROPHES.sub("", own).lower(), lang).fullmatch(wanted) is not None


@lru_cache(maxsize=4096)
def _pattern(own: str, lang: str) -> re.Pattern[str]:
    table = _letters(lang)
    at, parts = 0, []
    while at < len(own):
        pair = own[at : at + 2]
        if len(pair) == 2 and pair in table:
            # A pair may also be read letter by letter: "դու", "дж".
            single = "".join(_choice(table.get(char, {char})) for char in pair)
            parts.append(f"(?:{_choice(table[pair])}|{single})")
            at += 2
            continue
        char = own[at]
        parts.append("[ -]?" if char in " -" else _choice(table.get(char, {char})))
        at += 1
    return re.compile("".join(parts))


@lru_cache
def _letters(lang: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pair in _TABLES[lang].split("|"):
        letter, _, spelled = pair.partition(" ")
        found.setdefault(letter, set()).add(spelled)
    return found


def _choice(spellings: set[str]) -> str:
    return "(?:" + "|".join(re.escape(one) for one in sorted(spellings, reverse=True)) + ")"
