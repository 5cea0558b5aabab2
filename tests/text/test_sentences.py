"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.sentences import sentences

LONG = "The governor of the coastal province said on state television late on Sunday that the road had been"
ROWS = [
    ("The port was hit. Seven died.", ["The port was hit.", "Seven died."], "a full stop ends it"),
    ("Gen. Salem spoke. He left.", ["Gen. Salem spoke.", "He left."], "a rank does not"),
    ("A. B. Salem spoke.", ["A. B. Salem spoke."], "an initial does not"),
    ("The U.S. Navy denied it.", ["The U.S. Navy denied it."], "an abbreviation before a name does not"),
    ("It came at 5 a.m. The port burned.", ["It came at 5 a.m.", "The port burned."], "but one before a beginning does"),
    ("“We did not.” He left.", ["“We did not.”", "He left."], "closing quotes belong to it"),
    ("“Was it you?” he asked.", ["“Was it you?” he asked."], "lower case goes on"),
    ("About 3.5 tonnes fell.", ["About 3.5 tonnes fell."], "a decimal point"),
    ("Raid on port kills seven\nTwo came.", ["Raid on port kills seven", "Two came."], "a headline stands alone"),
    ("First.\n\nSecond", ["First.", "Second"], "a paragraph ends it"),
    (f"{LONG}\nclosed. It was not.", [f"{LONG}\nclosed.", "It was not."], "a line that goes on in lower case"),
    (
        "The army said on Monday that it had taken the hills above\nDerna and the road to the port. The port is the\nlast.",
        [
            "The army said on Monday that it had taken the hills above\nDerna and the road to the port.",
            "The port is the\nlast.",
        ],
        "a hard wrap before a name",
    ),
    (f"{LONG} shut, and more\nSeven died.", [f"{LONG} shut, and more", "Seven died."], "long lines are not wrapped"),
    ("\ufeffThe port was hit.", ["The port was hit."], "a byte order mark is no part of it"),
    ("هل قصفت؟ نعم.", ["هل قصفت؟", "نعم."], "an Arabic question mark"),
    ("Where?! Here.", ["Where?!", "Here."], "two marks"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_sentences(text: str, expected: list[str], why: str) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected, why


@given(st.text(alphabet=st.sampled_from("Ab .!?\n\"”“'’(1\ufeff\u200b\r\t"), max_size=200) | st.text(max_size=200))
def test_spans_are_in_order_apart_and_hold_every_letter(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert at <= start < end <= len(text)
        assert not any(c.isalnum() for c in text[at:start])
        at = end
    assert not any(c.isalnum() for c in text[at:])


def test_a_file_without_full_stops_is_cut_at_spaces() -> None:
    spans = sentences("word " * 5_000)
    assert max(end - start for start, end in spans) <= 5_000
    assert len(spans) > 4
