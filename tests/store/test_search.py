"""Full-text search over a project, the same on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from tests.store.reports import ARABIC, BENGHAZI, DERNA, SIRTE, added, captured, project

HITS = [
    ("raid", ["derna"], "the report has the plural"),
    ("DERNA", ["derna"], "case"),
    ("said", ["sirte", "derna"], "newest first"),
    ('"a car bomb"', ["sirte"], "words in a row"),
    ('"bomb car"', [], "the other way round they do not stand there"),
    ("bomb*", ["sirte", "derna"], "begun words: bomb, bombed"),
    ("killed guards", ["sirte"], "all words are wanted"),
    ("lull", ["benghazi"], "a word of the title"),
    ("gazette", ["benghazi"], "a word of the source"),
    ("الغارات", ["arabic"], "as it stands"),
    ("غارة جوية", ["arabic"], "one for the many, without the article"),
    ("درنه", ["arabic"], "the other way to write the last letter"),
    ("قتلت ثلاثة", ["arabic"], "two words"),
    ("nothing of the kind", [], "no report has these words"),
    ("", [], "no words"),
    ("' OR 1=1 -- \" ) :* & | !", [], "what is no word is no order to the database either"),
    ("derna' OR 'x", [], "nor is this"),
]


@pytest.fixture
def ledger(tmp_path: Path, database_url: str) -> Iterator[Ledger]:
    """Four reports."""
    with project(tmp_path, database_url) as ledger:
        added(
            ledger,
            captured(DERNA, "derna", published="2016-07-09"),
            captured(BENGHAZI, "benghazi", published="2016-07-10", title="After a lull", source="The Gazette"),
            captured(SIRTE, "sirte", published="2016-07-11"),
            captured(ARABIC, "arabic", published="2016-07-12"),
        )
        yield ledger


def test_reports_are_found_by_their_words_newest_first(ledger: Ledger) -> None:
    names = {row.id: row.name for row in ledger.reports()}
    for query, expected, why in HITS:
        assert [names[hit.report] for hit in ledger.search(query)] == expected, f"{query}: {why}"


def test_a_hit_shows_where(ledger: Ledger) -> None:
    (hit,) = ledger.search("aircraft")
    assert [hit.snippet[a:b] for a, b in hit.matches] == ["aircraft"]
    assert DERNA[hit.start :].startswith(hit.snippet)


def test_a_report_whose_facts_change_is_found_by_the_new_ones_alone(ledger: Ledger) -> None:
    added(ledger, captured(BENGHAZI, "benghazi", title="A school is hit", source="The Gazette"))
    assert [len(list(ledger.search(words))) for words in ("lull", '"school is hit"')] == [0, 1]
