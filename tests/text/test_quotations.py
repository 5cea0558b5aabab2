"""Quotations in all the shapes that news uses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.quotations import quotations

ROWS = [
    ("typographic marks", "“We saw smoke,” she said.", ["We saw smoke,"]),
    ("straight marks", 'He called it "a trap" twice.', ["a trap"]),
    ("two in one sentence", '"Go," he said, "and do not look back."', ["Go,", "and do not look back."]),
    ("doubled apostrophes of old wires", "''The port is shut,'' the harbour master said.", ["The port is shut,"]),
    ("guillemets", "«Nous partons», dit-il.", ["Nous partons"]),
    ("German marks", "Er sagte: „Wir gehen“.", ["Wir gehen"]),
    ("single marks of British papers", "‘We left at dawn,’ he said.", ["We left at dawn,"]),
    ("an apostrophe inside single marks", "‘We didn’t see it,’ he said.", ["We didn’t see it,"]),
    ("straight single marks as distance", "The 'truce' held for an hour.", ["truce"]),
    (
        "a quotation in a quotation belongs to the outer one",
        "“He said ‘go’ and left,” she said.",
        ["He said ‘go’ and left,"],
    ),
    ("opened straight, closed typographic", '"We are done,” he said.', ["We are done,"]),
    ("a right mark that opens", "”We are done,” he said.", ["We are done,"]),
    ("an unclosed mark runs to the end of its paragraph", "“We left.\nThe rest stayed.", ["We left."]),
    ("so does a straight one that opens the paragraph", '"We left.\n"They stayed."', ["We left.", "They stayed."]),
    ("an export that wrapped the paragraph and doubled its marks", '"He said ""we left"" at noon."', ["we left"]),
    ("the same with the quotation first", '"""We left,"" he said."', ["We left,"]),
]
NONE = [
    ("possessives and contractions", "The rebels' camp isn't far from the brothers' farm."),
    ("an elided year", "It was built in the '90s and never finished."),
    ("inches", 'The 5" gun was silent.'),
    ("an apostrophe as a typographic mark", "The general’s men didn’t wait."),
    ("empty marks", 'He wrote "" and left.'),
]


@pytest.mark.parametrize(("why", "text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_what_is_between_the_marks_is_found(why: str, text: str, expected: list[str]) -> None:
    assert [text[q.inner[0] : q.inner[1]] for q in quotations(text)] == expected, why


@pytest.mark.parametrize(("why", "text"), NONE, ids=[row[0] for row in NONE])
def test_other_uses_of_the_marks_quote_nothing(why: str, text: str) -> None:
    assert quotations(text) == [], why


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„", max_size=60))
def test_any_text_gives_ordered_spans_inside_their_marks(text: str) -> None:
    at = 0
    for q in quotations(text):
        assert at <= q.outer[0] < q.inner[0] < q.inner[1] <= q.outer[1] <= len(text)
        assert "\n" not in text[q.outer[0] : q.outer[1]]
        at = q.outer[1]
