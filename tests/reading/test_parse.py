"""The parse keeps to the text: every token is where it says, no clause crosses our sentences."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.parse import Parse, parse

ODD = [
    "",
    " \n\t ",
    "One.\r\n\r\nTwo\u00a0lines, “quoted”.",
    "A \u200fشارع\u200e B. درنة مدينة ليبية.",
    "x" * 3000,
    "🙂 12 killed 🙂\n\n—",
    "." * 50,
]


def _one(text: str) -> Parse:
    return next(parse([text]))


def _check(read: Parse) -> None:
    last = 0
    for token in read.tokens:
        assert read.text[token.start : token.end] == token.text
        assert token.start >= last
        assert read.tokens[token.head].sentence == token.sentence
        last = token.end
    assert [i for first, end in read.sentences for i in range(first, end)] == list(range(len(read.tokens)))


def test_odd_texts_keep_their_offsets() -> None:
    """White space, right-to-left marks, emoji and nothing at all."""
    for read in parse(ODD):
        _check(read)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_any_text_keeps_its_offsets(text: str) -> None:
    """Whatever the characters, tokens are slices of the text, in order, each in its own sentence."""
    _check(_one(text))


def test_a_long_text_is_cut_between_sentences() -> None:
    """Longer than a piece: sentence numbers and offsets run on."""
    text = "The town was shelled again. " * 4000
    read = _one(text)

    assert len(read.sentences) == 4000
    assert read.words(*_bounds(read, 3999)) == "The town was shelled again."


def _bounds(read: Parse, sentence: int) -> tuple[int, int]:
    first, end = read.sentences[sentence]
    return first, end - 1


def test_reading_twice_gives_the_same_parse() -> None:
    """No chance, no state: the second reading equals the first."""
    text = "Warplanes bombed the port on Saturday, killing two fishermen, residents said."

    assert _one(text).tokens == _one(text).tokens


def test_subtrees_hold_their_dependents() -> None:
    """The subtree of the verb of a simple sentence is the sentence."""
    read = _one("Residents of the old town buried the victims.")
    root = next(t.i for t in read.tokens if t.head == t.i)

    assert read.words(*read.subtree(root)) == "Residents of the old town buried the victims."
