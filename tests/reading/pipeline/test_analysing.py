"""What is done instead of spaCy's own components comes to the very same: lemmas, parts of speech and names, word for word."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.passages import entries
from sayso.reading.pipeline import word_forms
from sayso.reading.pipeline.analysing import Analysis, analyse
from sayso.reading.pipeline.loading import as_it_comes, on_one_thread, pipeline
from sayso.reading.pipeline.names import recogniser
from sayso.text.sentences import sentences

EXAMPLES = resources.files("sayso.examples")
PAGES = [Path(__file__).parents[3] / "docs" / f"{name}.md" for name in ("tutorial", "evidence", "incidents", "times")]
PAIRS = """\
There are no survivors, and there's no road. Let's go, they said; let us go. It's gonna rain, he's gotta leave.
"Y'all ain't seen it, c'mon," she said. They got ta the harbour. There is there is. Gon na na gon.
He can't and won't; we shan't. I'd gone, I'd go. Nothin' doin', ol' man. What's there? There were two, there 're three.
Who let the 's in? Y all, y' all. LET'S. THERE ARE TEN. Got gon let there there was.
"""
ODD = [
    "",
    " \n\t ",
    "One.\r\n\r\nTwo\u00a0lines,  “quoted”.",
    "There\n\nare  three\n \nsentences. Let\n's.",
    "A \u200fشارع\u200e B. درنة مدينة ليبية.",
    "🙂 12 killed 🙂\n\n—",
    "United  Nations\n Security\n\nCouncil of New York",
    "Al " * 400,
]


@cache
def texts() -> list[str]:
    """Some ten thousand words: the examples, the passages of the bench, pages of our own and what is odd."""
    names = sorted(path.name for path in EXAMPLES.iterdir() if path.name.endswith(".txt"))
    examples = [EXAMPLES.joinpath(name).read_text(encoding="utf-8") for name in names]
    pages = [page.read_text(encoding="utf-8") for page in PAGES]
    return [*examples, *pages, *(entry.text for entry in entries()), PAIRS, *ODD]


@cache
def bare() -> Any:
    """spaCy's pipeline without anything of ours."""
    return as_it_comes()


def by_spacy(text: str) -> tuple[list[tuple[Any, ...]], list[tuple[int, int, str]]]:
    """Words and names by spaCy's own pipeline, its sentences set."""
    spans = sentences(text)
    begin, end = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    starts = {start - begin for start, _ in spans}
    nlp = bare()
    doc = nlp.make_doc(text[begin:end])
    for token in doc:
        token.is_sent_start = token.idx in starts
    for _, component in nlp.pipeline:
        doc = component(doc)
    words = [
        (begin + t.idx, t.text, t.lemma_.lower(), t.tag_, t.pos_, t.dep_, t.head.i) for t in doc if not t.text.isspace()
    ]
    return words, [(name.start, name.end, name.label_) for name in doc.ents]


def ours(text: str) -> tuple[list[tuple[Any, ...]], list[tuple[int, int, str]]]:
    found = analysed(text)
    rows = zip(found.starts, found.forms, found.heads, strict=True)
    words = [(start, f.text, f.lemma, f.tag, f.pos, f.dep, head) for start, f, head in rows if f.visible]
    return words, [(name.first, name.last, name.label) for name in found.names]


def analysed(text: str) -> Analysis:
    with on_one_thread():
        return analyse(text, sentences(text))


def test_real_text_is_read_as_by_spacys_own_components() -> None:
    """Thousands of words and hundreds of names, each the same."""
    words, names = 0, 0
    for text in texts():
        with on_one_thread():
            expected = by_spacy(text)
        assert ours(text) == expected
        words, names = words + len(expected[0]), names + len(expected[1])
    assert words > 8_000
    assert names > 500


@settings(max_examples=40)
@given(st.lists(st.sampled_from(sorted(set(PAIRS.split()) | {"\n", "\n\n", "Paris", "of", "killed"})), max_size=30))
def test_any_row_of_words_is_read_as_by_spacys_own_components(words: list[str]) -> None:
    """Words that have rules together with the next one, in every order."""
    text = " ".join(words)
    with on_one_thread():
        assert ours(text) == by_spacy(text)


@pytest.mark.parametrize("most", [0, 50])
def test_what_is_remembered_changes_nothing(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beginning anew, before every text or now and then, gives the same words; so does reading in another order."""
    chosen = texts()[:12]
    expected = [ours(text) for text in chosen]
    monkeypatch.setattr(word_forms, "_MOST", most)

    assert [ours(text) for text in reversed(chosen)] == expected[::-1]


def test_no_more_is_remembered_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory begins anew when it is full; one text may go beyond, the next begins again."""
    monkeypatch.setattr(word_forms, "_MOST", 100)
    forms = word_forms.WordForms(pipeline())
    strings = pipeline().vocab.strings
    for number in range(20):
        forms.of([(strings.add(f"word{number}-{i}"), strings["NN"], strings["dobj"]) for i in range(30)])

    assert len(forms._known) <= 130


def test_no_move_of_the_recogniser_is_left_out() -> None:
    """The model has the moves that we know how to make, and no class that it was never taught."""
    ner: Any = pipeline().get_pipe("ner")
    moves = {ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)}
    labels = set(recogniser()._within)

    assert moves == {"O", "U-"} | {f"{kind}-{label}" for kind in "BILU" for label in labels}
    assert not ner.model.attrs["unseen_classes"]
    assert ner.model.get_ref("lower").get_dim("nF") == 3
    assert ner.model.get_ref("lower").get_dim("nP") == 2
    assert ner.cfg["beam_width"] == 1
