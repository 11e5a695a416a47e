"""What became of the event in [brackets]: statuses, polarity, speakers, refused offers."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.text import sentences, triggers

MARK = re.compile(r"\[([^\]]+)\]")

OCCURRED = """
Rebels [attacked] the post at dawn.
The army had [captured] the town by noon.
The two presidents [met] in Riga on Friday.
The minister said that rebels had [shelled] the port.
Troops managed to [seize] the bridge.
They were able to [enter] the city.
The garrison was forced to [surrender].
After the [war] they would rebuild the town.
A [meeting] was held in Oslo.
[Talks] took place in Oslo last week.
The army carried out an [attack] on the depot.
Oslo rejects the [accusation].
After the row at the [session] they could not smile.
The walls were strong even before the [war]; and the men were able to wait.
The Western Powers [signed] a treaty with them.
The walkers reach the capital and [occupy] the town.
Despite the [ceasefire] nobody returned.
The [summit] ended without a word.
Drones struck a depot, [killing] two guards.
Blaming the rebels, the army [shelled] the village.
The town would later [fall to] the rebels.
The mayor claimed to have [arrested] the gunmen.
The [siege], which began in May, lasted a year.
He did not deny that they had [met].
The battle was part of a [war] that ruined the region.
They met to end the [war].
The governor announced the [capture] of the fort.
They continued to [shell] the suburb.
The envoys of three states are said to know who [bombed] the ship.
On the day of the [attack] he was abroad.
The first to [withdraw] were the volunteers.
Police fired tear gas as protesters [clashed] with them.
The villagers could not forget the [massacre].
Gunmen [kill] five guards in Homs, officials say.
The [truce] did not last.
It was not the rebels who ended the [siege].
The city, once [besieged] for a year, lies in ruins.
The mayor said that [shelling] hit the market.
The guards arranged [meeting] between the clans near the mill.
New sanctions were [imposed] on the bank.
The council called for an inquiry into the [killing] of the envoy.
The [treaty] obliges both sides to open the border.
The [operation] was aimed at the bridge.
Barely 5,000 people [marched] through Riga.
No fewer than ten guards were [killed].
Film maker Jane Roe was [shot] in Riga.
Farmers [demonstrated] against his visit in Riga.
The [retaking] of the fort took a day.
The bishop did not attend the [summit] in Riga.
The guards failed to prevent [clashes] in the valley.
Why did the rebels [attack] the port?
The appeal failed to end the heaviest [fighting] since May.
The [battle] is thought the longest of them all.
Some opposed the entry of the clan into the [war].
The police would often [raid] the inn.
The mayor insisted [clashes] were over.
"""

ONGOING = """
Troops are [advancing] on the town.
Firefighters are still searching while rebels are [shelling] the port.
The two ministers are [meeting] in Riga.
"""

PLANNED = """
The presidents will [meet] in Riga in May.
The presidents are to [meet] in Riga.
They plan to [withdraw] by spring.
The rebels agreed to [release] the crew.
A [summit] is planned for June.
The [visit] is scheduled for Monday.
She said she would [visit] Riga.
The upcoming [talks] in Riga raise hopes.
They promised to [open the road] in May.
The troops were due to [withdraw] on Sunday.
They are preparing a [conference] in Oslo.
The minister is expected to [visit] Oslo.
The [referendum] will be held in Kars.
The ministers will eat and [meet] in Riga.
Their forces are to be counted and [disarmed].
They will stay until a [treaty] is signed.
They will leave only once a [treaty] has been signed.
They will go home when the rebels [withdraw].
The king ordered the [evacuation] of the city.
Preparations are under way for [talks] in Riga.
The accord enters into force once it has been [ratified] with the treaty.
The aim of the march is the [capture] of the fort.
The treaty provides for the [withdrawal] of the guards.
The treaty obliges them to [open the border].
The chamber voted to [deploy] two brigades.
[Elections] scheduled for 26 October.
[Talks] planned in Riga in May.
There are [talks] scheduled for Monday in Riga.
They vowed to stay until the guards [withdraw].
Oslo to [reopen] the border crossing.
"""

PROPOSED = """
Oslo offered to [mediate].
Oslo proposed [talks] in Riga.
The proposal to hold [talks] in Riga came late.
The bishop called for a [ceasefire].
The bishop called on both sides to [withdraw].
Both sides should [withdraw].
The rebels must [disarm].
He is ready to [meet] the rebels.
They invited the rebels to [negotiations] in Riga.
The mayor demanded the [withdrawal] of the troops.
The mayor demanded that the troops [withdraw].
The idea of building a [road] was his.
She urged them to [sign] the treaty.
She told the rebels to [withdraw].
“[Withdraw] from the port,” she told the rebels.
They say they are ready to pay, and let him [give up] the district.
The envoy has been invited to Riga for a [summit] in October.
"""

REFUSED = """
Oslo refused to [negotiate].
The rebels rejected the [ceasefire].
The rebels declined to [meet] the envoy.
The [summit] was cancelled.
The [election] has been postponed.
A special [session], announced for Monday, was put off.
They went home without an [agreement].
He cancelled his [visit] to Riga.
The [meeting] did not take place.
No [talks] were held.
The two sides failed to [reach an agreement].
The refusal of the rebels to [withdraw] angered them.
They will not [withdraw].
They never [met].
The five were to have [met] on Thursday.
The rebels are unwilling to [negotiate].
The minister called off the trip, and with it a [visit] to Riga.
The minister called off the [trip].
Police foiled an [attack] on the station.
Guards foiled an attempt by smugglers to [bomb] the mill.
They rejected a plan to [attack] the port.
The minister had put off the trip two days before, and with it a [visit] to Riga.
An attempt by smugglers to [enter] the city was thwarted on Sunday.
Plans for a [summit] in Riga were dropped.
The envoys came close to a [deal].
They have never signed any deal or [treaty] to end the war.
"""

HYPOTHETICAL = """
The rebels could [attack] the port.
The rebels may [withdraw] soon.
If the rebels [attack], the army will stay.
Unless they [withdraw], nobody will talk.
A possible [meeting] in Riga was on everyone's lips.
A [meeting] could take place in Riga.
They threatened to [attack] the port.
They hope to [sign] a treaty.
There is a risk of [war].
The prospect of [talks] faded.
Will the rebels [withdraw]?
It is unlikely that they will [attack].
Fears of an [invasion] grew.
They want to [seize] the port.
The [talks] are unlikely.
Perhaps they [met] in Riga.
They averted a [war].
The town, if [attacked] by rebels, would fall.
The material would [fall to] the rebels.
It reserves the right to [liberate] the islands.
The army says it will [shell] the port if the rebels stay.
The rebels will [attack] unless the siege is lifted.
The troops would encircle and [capture] the town.
There is no evidence that the army [shelled] the school.
Villagers fear being [attacked].
Had they [attacked] the port, the war would have ended.
The hill is well suited for an [attack] on the port.
He said that peace would come once the army [withdrew].
Should the rebels [attack] the port, the guards will respond.
The march was aimed at [capturing] the bridge.
Imagine that they [attack] the port.
He made peace conditional on the [withdrawal] of the guards.
"""

ALLEGED = """
Kigali accused the army of [shelling] a school.
The army allegedly [shelled] a school.
The rebels are suspected of [killing] the priest.
He is believed to have [met] the rebels.
Kigali denied the [attack].
The alleged [massacre] was never examined.
The rebels reportedly [withdrew].
The army is accused of an [attack] on the camp.
He is wanted for the [murder] of two envoys.
There are reports of [shelling] in Riga.
Reports that the port was [shelled] have not been confirmed.
He accused the guards of attempts to [attack] the mill.
It is rumoured that riders [attacked] the mill.
"""

NOTHING = """
The rebels did not [attack] the town.
No [attack] took place.
The army denied nothing, for nobody was [killed].
He went to Riga to [sign] up for a course and never did.
There was no [shelling] that night.
They hid in a town not [occupied] by the army.
He cannot [surrender] these districts.
They crossed the river without [attacking] the town.
Instead of [attacking] the town, they went home.
They stopped short of [attacking] the town.
Every spring [floods] drown sheep in the valley.
The town recalls the story of the [siege].
Police stopped the convoy from [entering] the city.
They have no plans to [attack] the port.
The army has not yet [entered] the city.
The author of "The [Fall] of Riga" wept.
A film about the [siege] of Riga was shown.
The law allows the [creation] of jobs.
The crew sailed to [reopen] the strait.
Without his consent no village was [looted].
"""


def cases():
    table = {
        "occurred": OCCURRED, "ongoing": ONGOING, "planned": PLANNED, "proposed": PROPOSED,
        "refused": REFUSED, "hypothetical": HYPOTHETICAL, "alleged": ALLEGED,
    }  # fmt: skip
    for status, lines in table.items():
        for line in lines.strip().splitlines():
            yield pytest.param(line, status, id=f"{status}: {line}")


def read(text):
    return triggers.find(text, sentences.split(text))


def marked(line):
    marks = list(MARK.finditer(line))
    text = line.replace("[", "").replace("]", "")
    return text, [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(marks)]


@pytest.mark.parametrize(("line", "status"), list(cases()))
def test_status(line, status):
    text, spans = marked(line)
    low, high = spans[-1]
    assert [t.status for t in read(text) if t.start < high and low < t.end] == [status]


@pytest.mark.parametrize("line", NOTHING.strip().splitlines())
def test_what_is_denied_or_only_a_purpose_is_no_event(line):
    text, [(low, high)] = marked(line)
    assert not [t for t in read(text) if t.start < high and low < t.end]


@pytest.mark.parametrize(
    "text",
    [
        "Oslo offered [talks] in Riga, but the rebels refused this proposal.",
        "Oslo invited the rebels to [talks] in Riga. The rebels ignored these invitations.",
        "The [meeting] was to be held in Riga in May. The rebels refused to meet the envoy.",
        "Oslo proposed a [summit] in Riga. Nobody doubted its good will. The rebels rejected it.",
        "Oslo suggested a [ceasefire]. The rebels turned down the offer.",
        "Oslo had suggested a [meeting] in Riga, and the rebels declined.",
        "A proposal to [meet] in Riga was turned down.",
        "The two sides were to [meet] in Riga. They never met.",
        "The envoys were to [meet] in Riga. The meeting will not take place.",
        "A [conversation] in Riga had been proposed; it did not come about.",
    ],
)
def test_an_offer_meets_its_refusal(text):
    text, [(low, _)] = marked(text)
    assert [t.status for t in read(text) if t.start == low] == ["refused"]


@pytest.mark.parametrize(
    "text",
    [
        "Oslo offered [talks] in Riga, and the rebels accepted the proposal.",
        "Oslo offered [talks] in Riga. The rebels refused to leave the town.",
        "Oslo offered [talks] in Riga. The rebels did not refuse this proposal.",
        "Oslo offered [talks] in Riga. The rebels refused a visa.",
        "Oslo offered [talks] in Riga. The bishop cancelled a visit to Bergen.",
        "Oslo offered [talks] in Riga. It rained. It snowed. It was cold. He refused the offer.",
    ],
)
def test_an_offer_stays_open_without_a_refusal(text):
    text, [(low, _)] = marked(text)
    assert [t.status for t in read(text) if t.start == low] == ["proposed"]


def test_a_mere_possibility_is_no_offer():
    found = read("The rebels could attack the port. Oslo asked for a visa and they refused it.")
    assert [t.status for t in found if t.exact == "attack"] == ["hypothetical"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor said that rebels had attacked the port.", "mayor"),
        ("According to Jane Roe, rebels attacked the port.", "Jane Roe"),
        ("“Rebels attacked the port,” Jane Roe said.", "Jane Roe"),
        ("Rebels attacked the port, the ministry of defence reported.", "ministry of defence"),
        ("Historian Jane Roe told the agency that rebels attacked the port.", "Historian Jane Roe"),
        ("Rebels attacked the port.", None),
    ],
)
def test_speaker(text, speaker):
    assert [t.speaker for t in read(text) if t.exact == "attacked"] == [speaker]


WORDS = [
    "until",
    "once",
    "leaving",
    "should",
    "had",
    "?",
    "if",
    "they",
    "did",
    "not",
    "refuse",
    "to",
    "attack",
    ",",
    "said",
    "that",
    "the",
    "talks",
    "would",
    "be",
    "held",
    "(",
    "“",
    "”",
    "who",
    "had",
    "been",
    "denied",
    "offered",
    "planned",
    "meeting",
    "war",
    ";",
    ":",
    "-",
    ".",
    "no",
    "could",
    "and",
    "but",
    "[",
    "]",
    "\n",
    "Riga",
]


@given(st.lists(st.sampled_from(WORDS), max_size=60))
@settings(deadline=None, max_examples=200)
def test_any_words_are_read_and_spans_hold(words):
    text = " ".join(words)
    found = read(text)
    assert [t.start for t in found] == sorted(t.start for t in found)
    for t in found:
        assert text[t.start : t.end] == t.exact
        assert t.sentence[0] <= t.clause[0] <= t.start < t.end <= t.sentence[1]


@pytest.mark.parametrize(
    "text",
    [
        "Leaving Riga, when they would rest until they met, they sang.",
        "Leaving Riga, as they would rest once they met, they sang.",
        "Having met, he said that until they withdraw he would stay once they left.",
    ],
)
def test_a_participle_in_front_looks_ahead(text):
    assert read(text)


@pytest.mark.parametrize("unit", ["to attack ", "who said ", "war ", "if ", "not ", "“", "A"])
def test_a_hostile_sentence_ends(unit):
    text = "They met " + unit * 10_000
    assert read(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Tankers sailed from Dorn to Vell on 3 May.", ["sailed"]),
        ("The pipe that brings oil from Dorn to Vell is old.", []),
        ("Rebels fired on envoys posted near Dorn.", []),
        ("The ministry released a film from Dorn.", []),
        ("The guards were forced to go to Dorn.", ["forced", "go"]),
        ("A chapel will be consecrated in Dorn on 3 May.", ["consecrated"]),
        ("A chapel could be consecrated in Dorn on 3 May.", []),
        ("They drank after varied feasts in Dorn.", ["drank"]),
        ("After the ceremony a man was filmed on a roof in Dorn.", ["filmed"]),
    ],
)
def test_plain_verbs_of_a_sentence_with_a_place(text, plain):
    found = triggers.read(text, sentences.split(text), places=[text.index("Dorn")]).triggers
    assert [t.exact for t in found if t.plain] == plain


def test_an_attack_reaches_over_its_aim():
    found = read("The army launched an offensive to capture Riga. It paused to pray in Riga.")
    assert [t.exact for t in found] == ["launched an offensive"]
    assert found[0].clause[1] == len("The army launched an offensive to capture Riga.")
