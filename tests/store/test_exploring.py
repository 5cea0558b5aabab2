"""Incidents counted in columns say the same as the incidents themselves, on both databases; and lines come with the tables."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from django.db.migrations.executor import MigrationExecutor

from bench.ledgers import made_up
from sayso.ledger import Ledger
from sayso.model.exploring import UNKNOWN, Exploring
from sayso.model.ledger import Project
from sayso.store.derived import GROUPS, dump
from sayso.store.groups import mark, set_mark


@pytest.fixture
def ledger(tmp_path: Path, database_url: str) -> Iterator[Ledger]:
    """A project of some sixty made-up reports, grouped."""
    made = made_up(1_000)
    project = Project(name="made up", database=database_url)
    with Ledger.create(tmp_path / "project", project, user="ada", read=made.read) as ledger:
        with ledger.database.writing():
            list(ledger.add(islice(made.captured(), 60)))
        ledger.group()
        yield ledger


def test_what_is_counted_is_what_there_is(ledger: Ledger) -> None:
    incidents = list(ledger.incidents())
    found = ledger.exploration.page(Exploring(), many=1_000, in_full="source")
    assert (found.total, found.of) == (len(incidents), len(incidents))
    facets = {facet.name: {one.value: one.count for one in facet.values} for facet in found.facets}
    assert facets["kind"] == Counter(one.kind for one in incidents)
    assert facets["country"] == Counter(one.country or UNKNOWN for one in incidents)
    contested = Counter(facet.field for one in incidents for facet in one.facets if facet.contested)
    assert {value: count for value, count in facets["contested"].items() if value != UNKNOWN} == contested
    assert {one.value: one.count for one in found.months} == Counter(one.first[:7] for one in incidents if one.first)
    assert found.undated == sum(one.first is None for one in incidents)
    by_code = {one.code: one for one in incidents}
    for line in found.lines:
        killed = next((facet for facet in by_code[line.code].facets if facet.field == "killed"), None)
        assert (line.killed_low, line.killed_high) == ((killed.low, killed.high) if killed else (None, None))
        assert line.reports == len({account.split("/")[0] for account in by_code[line.code].accounts})


def test_a_search_and_a_filter_keep_the_same_on_both(ledger: Ledger) -> None:
    asked = Exploring(words="killed", since="2014-02-01", until="2014-12-31", order="oldest")
    lines = ledger.exploration.page(asked, many=1_000).lines
    assert lines
    assert [(one.first, one.code) for one in lines] == sorted((one.first or "", one.code) for one in lines)
    assert all((one.last or one.first or "") >= "2014-02-01" and (one.first or "") <= "2014-12-31" for one in lines)
    points = ledger.exploration.points(asked)
    assert len(points.codes) == sum(one.lat is not None for one in lines)
    assert len(points.lat) == len(points.lon) == len(points.radius) == 4 * len(points.status)


def test_what_comes_in_and_what_is_noted_is_seen_at_once(ledger: Ledger) -> None:
    before = ledger.exploration.page(Exploring())
    made = made_up(1_000)
    list(ledger.add(islice(made.captured(), 60, 90)))
    grouped = ledger.group()
    after = ledger.exploration.page(Exploring())
    assert after.of == len(list(ledger.incidents())) > before.of
    news = ledger.exploration.news(Exploring(), before.entry)
    assert news.incidents == len(grouped.new_codes) > 0
    code = after.lines[0].code
    ledger.exploration.tag([code, code, "no-such-code"], "odd")
    ledger.exploration.assign([code], "grace")
    (line,) = ledger.exploration.page(Exploring(tag=("odd",), assigned=("grace",))).lines
    assert (line.code, line.tags, line.assigned) == (code, ("odd",), "grace")
    ledger.exploration.assign([code], "")
    assert ledger.exploration.page(Exploring(assigned=("grace",))).total == 0


def test_lines_are_made_for_a_project_of_before_and_come_under_its_seal(ledger: Ledger) -> None:
    whole = list(dump(ledger.database, ("incident_line",)))
    MigrationExecutor(ledger.database.connection).migrate([("store", "0004_report_list")])
    set_mark(ledger.database, "groups", _seal(ledger, GROUPS[1:]))
    with Ledger.open(ledger.folder) as again:
        assert list(dump(again.database, ("incident_line",))) == whole
        assert mark(again.database, "groups") == _seal(again, GROUPS)
        assert not list(again.verify())
        again.database.run("UPDATE incident_line SET killed_low = 99")
        assert [fault.target for fault in again.verify()] == ["groups"]


def _seal(ledger: Ledger, tables: tuple[str, ...]) -> str:
    return hashlib.sha256(b"".join(line + b"\n" for line in dump(ledger.database, tables))).hexdigest()
