"""The rules of the grammar, as text.

A rule is written with class names of the lexicon in capitals, other words in lower case, names
of pieces in angle brackets, and regular-expression syntax between them.
"""

from __future__ import annotations

PUNCTUATION = {
    "DASH": "[-\u2010\u2011\u2012\u2013\u2014\u2212]",
    "COMMA": ",",
    "DOT": r"\.",
    "APOS": "['\u2018\u2019`]",
    "COLON": ":",
    "SLASH": "/",
    "OPEN": r"\(",
    "ANY": ".",
}

PIECES = {
    "<day>": "(?:DAY|ZERO|NTH)",
    "<month>": "(?:MONTH|HOMONYM)",
    "<weekday>": "(?:WEEKDAY|WEEKDAY_SHORT) DOT? COMMA?",
    "<era>": "(?:ERA|b DOT c DOT e DOT?|b DOT c DOT?|a DOT d DOT?)",
    "<oldyear>": "(?:INTEGER <era>|ERA INTEGER)",
    "<year>": "(?:INTEGER <era>|YEAR)",
    "<number>": (
        "(?:(?:a|NUMBER)? HUNDRED (?:and? NUMBER DASH? NUMBER?)?|NUMBER DASH NUMBER"
        "|NUMBER DASH? and DASH? a? DASH? half|NUMBER|INTEGER DOT INTEGER|INTEGER|ZERO)"
    ),
    "<count>": (
        "(?:<number>(?: (?:or|to|DASH|and) <number>)?|a few|a couple of|the? SOME of?"
        "|half (?:a|an)?|another <number>?|one and a half|a|an)"
    ),
    "<about>": (
        "(?:ABOUT|more than|less than|at least|at most|no more than|no less than|up to"
        "|as (?:much|many|little|few) as|a little (?:more|less|over|under) than?|well over)"
    ),
    "<whole>": "(?:part|parts|half|stage|stages|days|weeks|months|years|hours)",
    "<part>": (
        "(?:the? very? (?:EARLY|END|ORDINAL half|rest|remainder|turn) <whole>? of the?"
        "|the? very? EARLY <whole>? in the?|LATER_IN in the?|the? very? EARLY DASH?)"
    ),
    "<hours>": "(?:<part>? the? EARLY? PARTDAY hours? (?:of|from|between)|the? EARLY hours of)",
    "<which>": (
        "(?:the? very? (?:PAST|NEXT|THAT|THIS|THAT PAST|THAT NEXT|THIS PAST|THIS NEXT|that same))"
    ),
    "<ofyear>": "(?:of? <which> year)",
    "<decade>": "(?:the? OLD_DECADE <era>|the? APOS? (?:DECADE|NINETIES) <era>?)",
    "<century>": "(?:the? (?:NTH|ORDINAL) DASH? (?:century|centuries) <era>?)",
    "<season>": "(?:the? SEASON)",
    "<quarter>": "(?:the? (?:ORDINAL|NTH) DASH? quarter)",
    "<spelt>": "(?:the ORDINAL (?:day)? of)",
    "<dmy>": (
        "(?:(?:the? <weekday>? the? <day> of?|<weekday>? <spelt>)"
        " <month> DOT? COMMA? (?:of|in)? <year>)"
    ),
    "<mdy>": "(?:<weekday>? <month> DOT? the? <day> (?:COMMA? of|COMMA)? <year>)",
    "<iso>": "(?:YEAR DASH TWO DASH TWO|YEAR SLASH TWO SLASH TWO)",
    "<numeric>": "(?:TWO SLASH TWO SLASH (?:YEAR|TWO)|TWO DOT TWO DOT YEAR)",
    "<dm>": "(?:(?:the? <weekday>? the? <day> of?|<weekday>? <spelt>) <month>)",
    "<md>": "(?:<weekday>? <month> DOT? the? <day>(?! COLON| DOT TWO))",
    "<my>": "(?:<month> DOT? COMMA? (?:of|in)? (?:the year)? <year>)",
    "<sy>": "(?:<season> COMMA? (?:of|in)? <year> (?:(?:DASH|SLASH) TWO)?|YEAR SEASON)",
    "<full>": "(?:<dmy>|<mdy>|<iso>|<numeric>)",
    "<point>": (
        "(?:<full>|<dm> <ofyear>?|<my>|<md> <ofyear>?|<sy>"
        "|<season> <ofyear>|<month> <ofyear>|<quarter> of (?:<year>|<which> year)"
        "|HOLIDAY (?:day|eve)? COMMA? (?:of|in)? <year>"
        "|<decade>|<century>|<season>|<quarter>|the (?:year|years) <year>|<oldyear>|<year>|<month>"
        "|HOLIDAY day?)"
    ),
    "<zone>": "(?:utc|gmt|est|local time)",
    "<oclock>": "(?:am|pm|a DOT m DOT?|p DOT m DOT?|o APOS clock|hrs|hours)",
    "<clock>": (
        "(?:TWO COLON TWO (?:COLON TWO)? <oclock>? <zone>?"
        "|TWO DOT TWO (?:am|pm|a DOT m DOT?|p DOT m DOT?|hrs|hours) <zone>?"
        "|(?:DAY|ZERO|NUMBER) (?:am|pm|a DOT m DOT?|p DOT m DOT?|o APOS clock) <zone>?)"
    ),
    "<times>": "(?:UNITS|UNIT)",
}

# Tried in this order, so the more telling come first.
RULES = (
    (
        "listing_dm",
        "<hours>? <weekday>? the? <day> (?:(?:DASH|to|and|or|until|COMMA|COMMA and) the? <day>)+"
        " of? <month> (?:DOT? COMMA? of? <year>)?",
    ),
    (
        "listing_md",
        "<hours>? <month> DOT? the? <day>"
        " (?:(?:COMMA the? <day>)+ COMMA? and the? <day>(?! of? <month>)"
        "|(?:(?:DASH|to|and|or|until|COMMA and) the? <day>(?! of? <month>))+)"
        " (?:COMMA? of? <year>)?",
    ),
    ("years", "(?:the (?:year|years) |<part> )?YEAR DASH TWO(?! DASH)"),
    ("old_years", "<part>? INTEGER(?= (?:DASH|to|and|until|COMMA) INTEGER <era>)"),
    ("clock", "<clock> (?:COMMA? (?:<full>|<dm>|<md>)|(?:on|COMMA)? WEEKDAY)?"),
    (
        "noon",
        "PARTDAY on (?:<full>|<dm>|<md>|WEEKDAY)|(?:<full>|<dm>|<md>|WEEKDAY) at PARTDAY",
    ),
    (
        "offset_point",
        "(?:<about>? <count> OTHER? <times>|the UNIT) (?:after|before|prior to|following)"
        " (?:<full>|<dm>|<md>|<my>|<month>)",
    ),
    (
        "part_of_point",
        "the? ORDINAL (?! quarter)(?:UNIT|<number> <times>) (?:of|in) (?:the year)? <point>",
    ),
    ("point", "(?:ABOUT DOT?)? (?:<hours>|<part>)? <point> (?:(?:at|in the|COMMA)? PARTDAY)?"),
    ("which_point", "<part>? <which> (?:<month>|SEASON|WEEKDAY) PARTDAY?"),
    (
        "deictic",
        "the day (?:before yesterday|after tomorrow)"
        "|(?:<part>|<hours>|LATER_IN)? (?:DEICTIC PARTDAY?|TONIGHT)",
    ),
    (
        "which_part",
        "(?:<part>|LATER_IN)? (?:<which>|the|one) PARTDAY(?! of)|PARTDAY|DAYTIME",
    ),
    ("weekday", "(?:<part>|<hours>)? the? WEEKDAY PARTDAY?"),
    (
        "number_which",
        "the? <about>? (?:PAST|NEXT|ORDINAL|THIS|these|those) <count> OTHER? <times>"
        "|the? <number> (?:PAST|NEXT) <times>|the? (?:PAST|NEXT|recent) UNITS",
    ),
    ("which_unit", "(?:<part>|LATER_IN|<hours>)? <which> UNIT (?:APOS s (?:END|time))?"),
    (
        "offset",
        "<about>? (?:<count> OTHER?)? <times> (?:ago today?|LATER|from now|on)"
        "|<about>? (?:<count> OTHER?)? <times> LATER|<number> <times> APOS time",
    ),
    ("day_of_month", "the NTH(?! DASH? (?:century|centuries|UNIT|UNITS))"),
    ("short_year", "APOS TWO(?! APOS| DASH| COLON| SLASH)"),
    ("day_after", "the (?:UNIT|PARTDAY) (?:after|before|following|earlier)"),
    (
        "part_unit",
        "(?:<part>|LATER_IN|LATER in) (?:the|that|this)? UNIT|(?:the )?UNIT APOS s END|the weekend",
    ),
    (
        "every",
        "EVERY (?:other|few|<number>|ORDINAL)? (?:UNIT|UNITS|WEEKDAY|PARTDAY|SEASON|MONTH)|OFTEN"
        "|(?:once|twice|<number> times) (?:a|an|every|each|per) UNIT",
    ),
    ("age", "<about>? <number> DASH? <times> DASH? (?:old|of age)"),
    (
        "duration",
        "<about>? (?:the|the full|a full|the whole|a whole|the entire)?"
        " <count> OTHER? <times> (?:DASH? long)?|<about>? <number> DASH <times>"
        "|(?:UNIT|UNITS) DASH long|UNITS|(?:a|the)? same? <number> DASH <times> period",
    ),
    (
        "reference",
        "right now|the (?:present|past|future)(?: time)?|at (?:present|the moment)"
        "|present DASH? day|modern DASH? day|the time being|more? REFERENCE",
    ),
)

STRONG = (
    *("MONTH", "HOMONYM", "WEEKDAY", "SEASON", "YEAR", "DECADE", "NINETIES", "PARTDAY", "DAYTIME"),
    *("DEICTIC", "TONIGHT", "REFERENCE", "OFTEN", "HOLIDAY", "ERA"),
)
"""Classes of words that say time by themselves."""

COUNTS = (
    *("DAY", "ZERO", "NTH", "INTEGER", "NUMBER", "HUNDRED", "SOME", "WEEKDAY_SHORT"),
    *("OLD_DECADE",),
)
"""Classes of words that count something, which may be time."""

WEAK = (*("ORDINAL", "EARLY", "END", "LATER_IN", "PAST", "NEXT", "THIS", "THAT", "ABOUT", "EVERY"),)
"""Classes of words that lead up to a word of time, if another word of the grammar follows."""

LEADING = (
    *("the", "a", "an", "half", "at", "more", "less", "no", "up", "as", "another", "these"),
    *("those", "present", "modern", "right", "well", "once", "twice", "one", "rest", "turn"),
)
"""Other words that do."""

ENDING = ("b", "am", "pm", "m", "clock", "time", "moment", "past", "present")
"""Words that can be all the time there is in an expression, if something leads up to them."""
