"""Near-duplicate texts are one story, whatever is edited, and different texts are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.matching.slots import at_odds, slots_of
from sayso.incidents.matching.stories import likeness, sketch_of, stories

AGENCY = (
    "Warplanes struck the port of Derna on Saturday morning and wounded eleven fishermen, the city's council said. "
    "Two of the boats that were moored along the eastern quay sank, and the fish market next to it burned until noon. "
    "No group said that it had sent the planes. A spokesman for the army in the east, reached by telephone, would not "
    "comment. Doctors at the main hospital said that one of the wounded, a boy of fourteen, had lost a leg. The council "
    "called on the mission of the United Nations to send observers. The port has been shut to larger ships since the "
    "spring, when a blockade of the town began, and families there depend on what small boats bring in."
)
OTHER = (
    "A roadside bomb killed three policemen near Kirkuk on Tuesday, officials said. The men were on their way to guard "
    "a convoy of oil tankers when the device went off beneath their pick-up. A fourth was taken to hospital in the city. "
    "Nobody has claimed the attack. Bombs of this sort have become rarer in the province over the last two years, but "
    "officers warn that cells of the group still hide in the hills to the south and come down after dark to lay them."
)
CHROME = "Sign up for our morning letter. Follow us. All rights reserved. "


def retold(text: str) -> list[str]:
    """What outlets make of an agency's piece."""
    return [
        text,
        CHROME + text,
        text.replace("eleven", "11").replace("on Saturday morning", "early on Saturday"),
        text.rsplit(". ", 1)[0] + ".",
        "Raid on Derna port\n\n" + text + "\n\n" + CHROME,
    ]


def test_one_agency_piece_in_five_outlets_is_one_story() -> None:
    sketches = {f"r{n}": sketch_of(text) for n, text in enumerate([*retold(AGENCY), OTHER, CHROME + OTHER])}
    told = stories(sketches)
    assert {told[f"r{n}"] for n in range(5)} == {"r0"}
    assert told["r5"] == told["r6"] == "r5"


def test_lines_that_an_outlet_prints_under_everything_make_no_story() -> None:
    told = stories({"a": sketch_of(CHROME + AGENCY), "b": sketch_of(CHROME + OTHER)})
    assert told["a"] != told["b"]


def test_texts_too_short_to_tell_apart_are_their_own_story() -> None:
    assert sketch_of("Strike on Derna") == ""
    assert stories({"a": "", "b": ""}) == {"a": "a", "b": "b"}


def test_likeness_is_that_of_the_texts() -> None:
    same, cut = sketch_of(AGENCY), sketch_of(AGENCY[: len(AGENCY) // 2])
    assert likeness(same, same) == 1.0
    assert 0.2 < likeness(same, cut) < 0.8
    assert likeness(same, sketch_of(OTHER)) < 0.1


BULLETIN = (
    "Air defence crews shot down {drones} drones over the {region} region in the night to {day}, the ministry said in its "
    "morning bulletin. Of these {lost} came down in open fields. In the village of {village} a house burned, and {hurt} people "
    "were taken to hospital with cuts from glass. Emergency crews were at work until dawn. Residents are asked to keep off "
    "debris and to call the hot line of the Ministry of Emergencies. The next bulletin follows at noon."
)
ONE_NIGHT = {"drones": "14", "region": "Odesa", "day": "3 May", "lost": "9", "village": "Lymanka", "hurt": "two"}
DUTY = (
    "The district health office in {town} recorded {dead} deaths from shelling on {day}. The wounded were brought to the "
    "teaching hospital by volunteers, because there is no fuel for the ambulances. The office repeats its call for blood of "
    "all groups. It works day and night and can be reached by radio. Families who look for a relative should "
    "bring a photograph."
)


@pytest.mark.parametrize(
    ("why", "one", "other", "expected"),
    [
        ("the same bulletin", BULLETIN, BULLETIN, True),
        ("another night", BULLETIN, {"drones": "22", "day": "4 May", "lost": "17", "hurt": "five"}, False),
        ("another region", BULLETIN, {"region": "Sumy", "village": "Hlukhiv"}, False),
        ("another region, night and number", BULLETIN, {"region": "Sumy", "day": "4 May", "drones": "31"}, False),
        ("one number put right", BULLETIN, {"hurt": "three"}, True),
        ("a number in figures", BULLETIN, {"hurt": "2"}, True),
        ("cut after the third sentence", BULLETIN, BULLETIN[: int(len(BULLETIN) * 0.62)], True),
        ("retitled, with a line of the outlet", BULLETIN, "Odesa under attack again\n\n" + BULLETIN + "\nFollow us.", True),
        ("another town of the same office", DUTY, {"town": "Harasta", "dead": "six", "day": "9 June"}, False),
        ("the same office on the next day", DUTY, {"dead": "four", "day": "6 June"}, False),
    ],
)  # fmt: skip
def test_bulletins_in_fixed_words_are_one_story_only_when_they_tell_one_thing(
    why: str, one: str, other: str | dict[str, str], expected: bool
) -> None:
    usual = ONE_NIGHT if one is BULLETIN else {"town": "Douma", "dead": "eleven", "day": "5 June"}
    text = other if isinstance(other, str) else one.format(**usual | other)
    told = stories({"a": sketch_of(one.format(**usual)), "b": sketch_of(text.format(**usual))})
    assert (told["a"] == told["b"]) is expected, why


def test_what_stands_in_gaps_is_compared_by_the_words_around() -> None:
    rows = [
        ("the same", "Guns hit the bridge at Sarmin on Friday", (2, 0, 0)),
        ("another town", "Guns hit the bridge at Kafra on Friday", (1, 1, 1)),
        ("other words around", "The bridge near Kafra was shelled last Monday", (0, 0, 0)),
        ("nothing", "", (0, 0, 0)),
    ]
    for why, text, expected in rows:
        assert at_odds(slots_of("Guns hit the bridge at Sarmin on Friday"), slots_of(text)) == expected, why


@given(st.permutations(range(7)))
@settings(max_examples=20, deadline=None)
def test_order_does_not_matter(order: list[int]) -> None:
    texts = [*retold(AGENCY), OTHER, CHROME + OTHER]
    sketches = {f"r{n}": sketch_of(texts[n]) for n in order}
    assert stories(sketches) == stories(dict(sorted(sketches.items())))


@given(st.text(max_size=400))
@settings(max_examples=50, deadline=None)
def test_any_text_has_a_sketch_of_bins_of_one_length_or_none(text: str) -> None:
    bins, _, gaps = sketch_of(text).partition("+")
    assert len(bins) in (0, 256)
    assert len(gaps) % 8 == 0
