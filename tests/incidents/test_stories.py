"""Near-duplicate texts are one story, whatever is edited, and different texts are not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

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


@given(st.permutations(range(7)))
@settings(max_examples=20, deadline=None)
def test_order_does_not_matter(order: list[int]) -> None:
    texts = [*retold(AGENCY), OTHER, CHROME + OTHER]
    sketches = {f"r{n}": sketch_of(texts[n]) for n in order}
    assert stories(sketches) == stories(dict(sorted(sketches.items())))


@given(st.text(max_size=400))
@settings(max_examples=50, deadline=None)
def test_any_text_has_a_sketch_of_one_length_or_none(text: str) -> None:
    assert len(sketch_of(text)) in (0, 256)
