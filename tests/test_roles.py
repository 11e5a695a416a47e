"""Roles: every example and counterexample of the lexicon, and how status decides."""

import re
import tomllib
from pathlib import Path

import pytest

from geomap._resources import lexicon
from geomap.model import Name, Sense, Trigger
from geomap.text import roles, roles_weights, sentences, triggers
from geomap.text.toponyms import Mention

CUES = tomllib.loads(lexicon("en", "roles"))["cue"]
STATES = ("Norvia", "Sudmark")
MARK = re.compile(r"\[([^\]]+)\]|\{~?([^}]+)\}")


def read(marked):
    """(text, mentions, index of the judged one) from a sentence with marks."""
    text, mentions, judged, last = "", [], None, 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        exact = match[1] or match[2]
        kind = "demonym" if match[0].startswith("{~") else "name"
        kinds = ("place", "government") if exact in STATES else ("place",)
        name = Name(name=exact, lang="en", kind="x")
        senses = tuple(Sense(kind=k, id=exact.lower(), name=name) for k in kinds)
        if match[1]:
            judged = len(mentions)
        mentions.append(
            Mention(
                start=len(text),
                end=len(text) + len(exact),
                exact=exact,
                kind=kind,
                senses=senses,
                town=exact not in STATES,
            )
        )
        text += exact
        last = match.end()
    return text + marked[last:], mentions, judged


def role(marked, found=None):
    text, mentions, judged = read(marked)
    parts = sentences.split(text)
    found = triggers.find(text, parts, published=None) if found is None else found
    return roles.assign(text, parts, mentions, found)[judged][0]


@pytest.mark.parametrize(
    ("role_", "marked"), [(cue["role"], text) for cue in CUES for text in cue["examples"]]
)
def test_examples_get_the_role(role_, marked):
    assert role(marked) == role_


@pytest.mark.parametrize(
    ("role_", "marked"), [(cue["role"], text) for cue in CUES for text in cue["counterexamples"]]
)
def test_counterexamples_do_not(role_, marked):
    assert role(marked) != role_


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue["id"])
def test_every_cue_shows_what_it_is(cue):
    assert cue["examples"]
    assert cue["counterexamples"]
    assert cue["note"]
    assert len(cue["words"]) == len(set(cue["words"])), "a word twice"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("occurred", "event-location"),
        ("ongoing", "event-location"),
        ("planned", "proposed-location"),
        ("refused", "proposed-location"),
        ("hypothetical", "proposed-location"),
    ],
)
def test_the_status_of_the_trigger_decides(status, expected):
    text = "A meeting was talked of in [Kelm]."
    trigger = Trigger(
        start=2,
        end=9,
        exact="meeting",
        lemma="meeting",
        type="CONSULT",
        status=status,
        clause=(0, 32),
        sentence=(0, 32),
    )
    assert role(text, (trigger,)) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Two soldiers were killed near [Kelm] on Monday.", "event-location"),
        ("Gunmen detonated a bomb in the town of [Kelm].", "event-location"),
        ("Rebels captured the man, a former mayor of [Kelm].", "demonym"),
        ("A bomb detonated in [Kelm], 40 km south of {Dorn}.", "event-location"),
        ("A bomb detonated in {Kelm}, 40 km south of [Dorn].", "background"),
    ],
)
def test_the_weights_agree(marked, expected):
    assert role(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "Far behind lies [Kelm], a town of 30,000 people that fell to the rebels.",
            "event-location",
        ),
        ("Far behind lies [Kelm], a town that was founded by monks.", "background"),
        ("[Kelm], a town of 900 people, was shelled.", "event-location"),
        ("He hopes for little from [Kelm], where the envoys are to meet.", "proposed-location"),
        ("Troops captured {Kelm}, known to others as [Dorn].", "event-location"),
        ("{Kelm}, which others call [Dorn], is an old town.", "background"),
        ("{Kelm} is to be returned on 3 May and [Dorn] by June.", "proposed-location"),
        ("Crowds filled the streets of [Norvia].", "event-location"),
        ("About half of [Kelm] was destroyed.", "event-location"),
        ("The four deserted villages of the [Kelm] district were quiet.", "background"),
        ("Talks were offered in {Kelm}, and [Norvia] declined.", "metonym"),
        ("He was wounded in {Dorn}, [Kelm] and other towns.", "event-location"),
        ("It has a base in {Kelm}, a town in [Norvia].", "background"),
        ("BERGEN - [Norvia] feels deceived.", "metonym"),
        ("[Norvia] ties this to a condition.", "metonym"),
        ("With [Kelm] taken, the road was open.", "event-location"),
        ("They asked for a delay through [Norvia].", "metonym"),
        ("{Norvia} has offered [Sudmark] more than once.", "proposed-location"),
        ("The ministry in [Norvia] denied it.", "background"),
        ("Officials in [Norvia] denied it.", "metonym"),
        ("More than forty people in [Norvia] have died of the heat.", "event-location"),
        ("He heard that the talks might be arranged in [Kelm].", "proposed-location"),
        ("They put off journeys to [Kelm].", "proposed-location"),
        ("Nobody spoke at the dinner after the talks in [Kelm].", "event-location"),
        ("The lord of the castle was their host in [Kelm].", "event-location"),
        ("Mortars hit the province's capital of [Kelm].", "event-location"),
        ("Shells fell within Sudmarkian territory near the town of [Kelm].", "event-location"),
        ("They threatened to plunge [Norvia] into war.", "metonym"),
        ("It was built by its close ally [Norvia].", "metonym"),
        ("[Norvia] is a land-locked state.", "background"),
        ("[Norvia] borders {Sudmark}.", "background"),
        ("Two men were shot on the border with [Norvia].", "background"),
        ("The [Norvia] State Department regretted it.", "name-part"),
        ("A narrow track linking [Kelm] with {Dorn} was closed.", "background"),
        ("They want to build a road linking {Kelm} with [Dorn].", "proposed-location"),
        ("The army regained the districts around [Kelm].", "background"),
        ("They shelled villages across {Dorn}, including [Kelm].", "event-location"),
        ("It retook most of [Kelm].", "event-location"),
        ("He said that [Kelm] was under the control of rebels.", "background"),
        ("Troops stationed in [Kelm] were attacked.", "background"),
        ("He stood firmly on the side of [Norvia].", "metonym"),
        (
            "Guns hit {Umbar} village of {Kelm} area and [Dorn] village of {Sund} area.",
            "event-location",
        ),
        ("Army positions in {Umbar} village of [Kelm] region came under fire.", "background"),
        (
            "According to {Kelm}, the suburbs of both [Dorn] and {Umbar} were shelled.",
            "event-location",
        ),
        ("They partly occupied a strategic height called [Kelm].", "event-location"),
        ("There were more casualties in {Dorn} than in [Kelm].", "event-location"),
        ("Clashes broke out on the {Norvia}-[Sudmark] border.", "event-location"),
        ("The {Norvia}-[Sudmark] border is long.", "background"),
        ("[Norvia] Attacks {Sudmark}", "metonym"),
        ("The pact gave the valley back to [Norvia].", "metonym"),
        ("They have offered to fly the wounded to [Norvia].", "proposed-location"),
        ("In {Kelm}, on the [Dorn] coast, two men were killed.", "background"),
        ("The headquarters in [Kelm] was shelled last month.", "event-location"),
        (
            "Tanks stood in {Dorn}, far from {Umbar}, and the port of [Kelm] had been bombed.",
            "event-location",
        ),
        ("They overran a base in the {Kelm} region of southern [Norvia].", "background"),
        ("They have not brought a single man home to [Kelm].", "background"),
        ("The summit in {Dorn} was focused on [Kelm].", "background"),
        ("Rockets fell on [Kelm] at night.", "event-location"),
        ("They fled as far as [Kelm].", "event-location"),
        ("The authorities in {Norvia} and in [Sudmark] said nothing.", "metonym"),
        ("In the south, [Norvia] helped to broker a truce.", "metonym"),
        ("The rebels, who control [Kelm], denied it.", "background"),
        ("In the war he was Commander-in-Chief in [Kelm].", "background"),
        (
            "They were evacuated to shelters in {Norvia}'s southern [Kelm] province.",
            "event-location",
        ),
        ("They called off a trip to [Kelm].", "proposed-location"),
        ("The [Kelm] militants denied it.", "demonym"),
        ("Two men were killed in Norvian-controlled [Kelm].", "event-location"),
        ("The intelligence service in [Kelm] accused them of theft.", "background"),
        ("A briefing is scheduled to take place in [Kelm].", "proposed-location"),
        ("[Kelm] separatist authorities denied it.", "metonym"),
        ("[Norvia] ({Kelm}) President Adde denied it.", "demonym"),
        ("They restored [Norvia]'s territorial integrity.", "background"),
        ("The valley was under [Kelm] control.", "metonym"),
        ("They were illegally arming [Norvia].", "metonym"),
        ("He has led [Norvia] for years.", "background"),
        ("It spoke for its distant cousin [Norvia].", "metonym"),
        ("They fought for secession from [Norvia].", "background"),
        ("After the collapse of [Norvia] he fled.", "background"),
        ("Gunmen opened fire at [Norvia]'s most famous museum.", "event-location"),
        ("It was the worst fighting in [Norvia] since the last war.", "background"),
        (
            "Recent clashes on the border between [Norvia] and {Sudmark} killed two.",
            "event-location",
        ),
        ("They fought over [Norvia]'s Umbar-controlled enclave of {Kelm}.", "background"),
        ("They fought over {Norvia}'s Umbar-controlled enclave of [Kelm].", "event-location"),
        ("Fighting over [Kelm] began in 1988.", "event-location"),
        ("Decades of fighting over [Kelm] have made them poor.", "background"),
        (
            "They said that six men in [Kelm], a large town, had been wounded by shells.",
            "event-location",
        ),
        ("They have not attacked [Kelm].", "background"),
        ("[Kelm], the seat of {Sund}, has been under intense shelling.", "event-location"),
        ("They fight on [Norvia]'s side.", "metonym"),
        ("They returned to [Norvia] the lands they had taken.", "metonym"),
        ("He spoke of the line between the {Norvia} and [Sudmark] armed forces.", "metonym"),
        ("The area was incorporated into [Kelm].", "background"),
        ("He spoke of the agenda of his [Kelm] visit.", "event-location"),
        ("Gunmen opened fire at [Norvia]'s oldest museum.", "event-location"),
        ("They met at the embassy of [Norvia].", "name-part"),
        ("They retook {Dorn} as well as one-third of [Kelm].", "event-location"),
        ("She wore the order For the Defence of [Kelm].", "name-part"),
        ("The fire engulfed [Kelm] and saw thousands flee.", "event-location"),
        ("Shots were fired at a [Norvia] diplomatic convoy.", "demonym"),
        ("They shelled parts of {Umbar} in {Sund}, [Kelm] in {Oss} and {Dorn}.", "event-location"),
        ("There were clashes outside of [Kelm].", "event-location"),
        ("ULMEN, [Norvia] (AP) - Two men were killed.", "background"),
        ("They are shelling us, a clerk told reporters in [Kelm].", "background"),
        ("[Kelm], the seat of {Sund}, and the villages around were shelled.", "event-location"),
        ("He works at a [Kelm]-based institute.", "background"),
        ("[Norvia]-backed rebels were killed.", "metonym"),
        ("The war could draw in Sudmark, which has a base in [Kelm].", "background"),
        ("The Ministry of Defence in [Kelm] said that two men were killed.", "background"),
        ("In [Norvia], it was often said that the raids were enough.", "background"),
        ("Shells hit {Dorn}, in the east of [Kelm].", "background"),
        ("[Kelm], March 3 Since last night two men were killed.", "background"),
        ("They met men who drive a truck in [Kelm].", "event-location"),
    ],
)
def test_what_stands_around_decides(marked, expected):
    assert role(marked) == expected


def test_the_weights_are_silent_about_other_sentences():
    text, mentions, _ = read("The ministers toasted each other in [Kelm].")
    parts = sentences.split(text)
    ((_, _, site),) = roles.sites(text, parts, mentions, ())
    assert roles_weights.chance(site) is None


@pytest.mark.parametrize("unit", ["Kelm, ", "Kelm and ", "in Kelm (", "killed in Kelm "])
def test_a_line_without_end_is_read_in_time(unit):
    text = unit * 2_000
    (sentence,) = sentences.split(text + "x")[:1]
    step, offset = len(unit), unit.index("Kelm")
    mentions = [
        Mention(start=n * step + offset, end=n * step + offset + 4, exact="Kelm", kind="name")
        for n in range(2_000)
    ]
    assert len(roles.assign(text, (sentence,), mentions, ())) == 2_000


def cases():
    lines = (Path(__file__).parent / "roles_cases.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(": ", 1)) for line in lines if not line.startswith("#")]


def test_the_table_of_cases():
    """A floor: raise it when the rules get better, never lower it."""
    wrong = [(expected, marked) for expected, marked in cases() if role(marked) != expected]
    assert len(wrong) <= 0.10 * len(cases()), wrong


def test_towns_are_never_pinned_where_nothing_happens():
    quiet = [marked for expected, marked in cases() if expected in ("background", "metonym")]
    pinned = [marked for marked in quiet if role(marked) == "event-location"]
    assert len(pinned) <= 0.05 * len(quiet), pinned
