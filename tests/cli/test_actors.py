"""`sayso actors`: a person's own actors go in, are found, used and named in every reading, and come out again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import reader
from sayso.linking.actors.loaded import forget_actors
from tests.cli.command import sayso

EXAMPLE = Path(__file__).parent.parent.parent / "docs" / "examples" / "actors_sudan_2023.yaml"
REPORT = "The mill in Omdurman burned. The SAF spokesman left. Hemedti said the Sudanese army had shelled it.\n"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of the test's own, and nothing kept of it afterwards."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SAYSO_DATA", str(folder))
    _forget()
    yield folder
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    forget_actors()
    reader._knowledge.cache_clear()


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_of_the_docs_is_imported_used_named_and_removed(tmp_path: Path, data: Path) -> None:
    """The reading that knows them resolves Hemedti, and its engine says with which actors it was read."""
    report = _written(tmp_path, "omdurman.txt", REPORT)
    before = json.loads(sayso("read", report, "--published", "2023-06-01", "--jsonl").out)
    done = sayso("actors", "import", EXAMPLE, "--source", "an example")
    assert (done.code, done.err) == (0, "Imported 5 actors as actors-sudan-2023.\n")

    _forget()
    after = json.loads(sayso("read", report, "--published", "2023-06-01", "--jsonl").out)
    actors = {m["exact"]: m["actor"] for m in after["mentions"] if m["kind"] == "actor"}
    assert actors["Hemedti"] == "mohamed-hamdan-dagalo"
    assert "mohamed-hamdan-dagalo" not in str(before)
    versions = [next(m for m in r["engine"]["models"] if m["name"] == "actors") for r in (before, after)]
    assert versions[0]["sha256"] != versions[1]["sha256"]
    assert versions[1]["version"].endswith("and 1 imported")

    assert sayso("actors", "remove", "actors-sudan-2023").code == 0
    assert list(data.rglob("*.jsonl")) == []
    _forget()
    again = json.loads(sayso("read", report, "--published", "2023-06-01", "--jsonl").out)
    assert again == before


def test_the_same_file_again_changes_nothing(data: Path) -> None:
    """To the byte."""
    sayso("actors", "import", EXAMPLE)
    kept = {path: path.read_bytes() for path in data.rglob("*.jsonl")}
    done = sayso("actors", "import", EXAMPLE)
    assert done.err == "actors-sudan-2023: imported already, nothing was changed.\n"
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == kept


def test_another_file_of_the_same_name_wants_replace(tmp_path: Path) -> None:
    """Nothing is written over by chance."""
    other = _written(
        tmp_path, "actors_sudan_2023.yaml", "actors: [{id: a-group, kind: group, names: {en: [A Group]}, source: [s]}]"
    )
    sayso("actors", "import", EXAMPLE)
    refused = sayso("actors", "import", other)
    assert refused.code == 3
    assert "--replace" in refused.err
    assert sayso("actors", "import", other, "--replace").code == 0
    (row,) = map(json.loads, sayso("actors", "list", "--json").out.splitlines())
    assert (row["name"], row["rows"]) == ("actors-sudan-2023", 1)


BAD = """\
actors:
  - {id: Not An Id, kind: group, names: {en: [First Group]}, source: [s]}
  - {id: nato, kind: group, names: {en: [Second Group]}, source: [s]}
  - {id: third-group, kind: militia, names: {en: [Third Group]}, source: [s]}
  - {id: fourth-group, kind: group, names: {en: [Fourth Group]}, from: 2016-13, source: [s]}
  - {id: fifth-group, kind: group, names: {en: [Fifth Group]}, from: 2017, to: 2016-05, source: [s]}
  - {id: sixth-group, kind: group, names: {en: [Sixth Group]}, parents: [nowhere-brigade], source: [s]}
  - {id: seventh-group, kind: group, names: {en: [Seventh Group]}}
  - {id: eighth-group, kind: group, names: Eighth Group, source: [s]}
  - {id: ninth-operation, kind: operation, names: {en: [Ninth Operation]}, source: [s]}
  - {id: tenth-group, kind: group, names: {en: [Tenth Group]}, colour: red, source: [s]}
  - a line of words
  - {id: good-group, kind: group, names: {en: [Good Group, LNA]}, from: 2016-05-01, source: [s]}
  - {id: good-group, kind: group, names: {en: [Good Group]}, source: [s]}
"""
WHY = [
    "row 1 (Not An Id): an id is lower case letters, digits and hyphens, not 'Not An Id'",
    "row 2 (nato): the id is that of NATO, who is known already",
    (
        "row 3 (third-group): kind is one of person, organisation, group, state, office, coalition, operation, outlet, "
        "not 'militia'"
    ),
    "row 4 (fourth-group): from is a day, a month or a year (2016-05-16, 2016-05, 2016), not 2016-13",
    "row 5 (fifth-group): it ends (2016-05) before it begins (2017)",
    "row 6 (sixth-group): it names nowhere-brigade, and no actor has this id",
    "row 7 (seventh-group): it names no source",
    "row 8 (eighth-group): names are given by language, as in names: {en: [One Name, Another]}",
    "row 9 (ninth-operation): an operation, and nothing else, says in operation_of who runs it",
    "row 10 (tenth-group): there is no field called colour",
    "row 11: a row is a list of fields, this is none",
    "row 13 (good-group): the id stands in row 12 already",
]


def test_check_tells_every_bad_row_in_a_sentence_and_writes_nothing(tmp_path: Path, data: Path) -> None:
    """File, row and why; names that somebody else has are told."""
    done = sayso("actors", "check", _written(tmp_path, "bad.yaml", BAD))
    told = done.err.splitlines()
    assert done.code == 3
    assert told[0] == "bad.yaml: 1 actor can be imported."
    assert told[1:-1] == [f"bad.yaml, {why}; the row was left out." for why in WHY]
    assert told[-1].startswith("LNA is a name of good-group and libyan-national-army")
    assert not data.exists()


def test_what_is_good_goes_in_beside_what_is_not(tmp_path: Path) -> None:
    """Exit code 3, and the one good row is there."""
    assert sayso("actors", "import", _written(tmp_path, "bad.yaml", BAD)).code == 3
    (row,) = map(json.loads, sayso("actors", "search", "Good Group", "--json").out.splitlines())
    assert (row["id"], row["imported"], row["days"]["first"]) == ("good-group", "bad", "2016-05-01")
    assert sayso("actors", "search", "Good Group", "--on", "2016-04-30", "--json").out == b""


TABLE = "Who;What;Since;Part\nFoo Brigade|FB Brigade;group;2016-05;nato\nBar Men;army;2016;\nBaz Front;group;2016;nobody-here\n"


def test_a_table_is_imported_by_its_columns(tmp_path: Path) -> None:
    """A bad row is told by its line; ids are made from names."""
    path = _written(tmp_path, "table.csv", TABLE)
    columns = "names=Who,kind=What,from=Since,parents=Part"
    done = sayso("actors", "import", path, "--map", columns)
    assert done.code == 3
    assert "table.csv, line 3 (bar-men): kind is one of" in done.err
    assert "table.csv, line 4 (baz-front): it names nobody-here" in done.err
    (row,) = map(json.loads, sayso("actors", "search", "FB Brigade", "--json").out.splitlines())
    assert (row["id"], row["part_of"][0]["id"], row["source"]) == ("foo-brigade", "nato", ["table"])


def test_json_and_folders_are_imported(tmp_path: Path) -> None:
    """Every file of a folder is an import; one that is no file of actors is told and the rest goes on."""
    folder = tmp_path / "actors"
    folder.mkdir()
    row = {"id": "a-group", "kind": "group", "names": {"en": ["A Group"]}, "source": ["s"]}
    _written(folder, "one.json", json.dumps({"actors": [row]}))
    _written(folder, "two.yaml", "actors: [")
    _written(folder, "three.csv", "names,kind\nB Group,group\n")
    done = sayso("actors", "import", folder)
    assert done.code == 3
    assert "two.yaml: it is no YAML or JSON" in done.err
    names = [json.loads(line)["name"] for line in sayso("actors", "list", "--json").out.splitlines()]
    assert names == ["one", "three"]


REFUSED = [
    ("x.yaml", "", [], "it has no list of actors"),
    ("x.yaml", "words", [], "it has no list of actors"),
    ("x.yaml", "actors: [{id: A}]", [], "no row of it can be used; the first: row 1 (A)"),
    ("x.yaml", "{context: yes, actors: [{}]}", [], "context is a list of words"),
    ("x.csv", "Who,What\nA,group\n", [], "say with --map which column has the names"),
    ("x.csv", "Who,What\nA,group\n", ["--map", "names=Name"], "it has no column Name; its columns are Who, What"),
    ("x.csv", "Who,What\nA,group\n", ["--map", "colour=Who"], "--map: colour=Who is no FIELD=COLUMN"),
    ("x.csv", "", [], "say with --map"),
]


@pytest.mark.parametrize(("name", "text", "options", "why"), REFUSED)
def test_a_file_that_is_none_is_refused_in_one_sentence(
    tmp_path: Path, name: str, text: str, options: list[str], why: str
) -> None:
    """Exit code 3 and nothing else."""
    done = sayso("actors", "check", _written(tmp_path, name, text), *options)
    assert done.code == 3
    assert why in done.err
    assert done.err.count("\n") == 1


def test_yaml_that_unfolds_without_end_is_told_at_once(tmp_path: Path) -> None:
    """A few lines of aliases stand for more words than there is memory."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    row = "{id: a-group, kind: group, names: {en: [A Group]}, note: *a9, source: [s]}"
    done = sayso("actors", "check", _written(tmp_path, "x.yaml", "\n".join([*lines, f"actors: [{row}]"])))
    assert "row 1 (a-group): note holds words, not a list" in done.err


def test_an_import_that_was_altered_is_told(data: Path) -> None:
    """A reading with half of it would pass for one with all of it."""
    sayso("actors", "import", EXAMPLE)
    (path,) = data.rglob("*.jsonl")
    path.write_bytes(path.read_bytes().rsplit(b"\n", 2)[0] + b"\n")
    _forget()
    done = sayso("actors", "list")
    assert done.code == 3
    assert "it has 4 rows of 5" in done.err


def test_what_is_not_there_cannot_be_removed_or_imported(tmp_path: Path) -> None:
    """One sentence, exit code 3."""
    for words in (["remove", "nothing"], ["import", tmp_path / "nothing.yaml"], ["remove", "../up"]):
        done = sayso("actors", *words)
        assert (done.code, done.err.count("\n")) == (3, 1)


def test_built_in_actors_are_found_by_sound_and_by_day() -> None:
    """With offices and allies of that day alone."""
    (row,) = map(json.loads, sayso("actors", "search", "Ahmed al-Mesmarey", "--json").out.splitlines())
    assert row["id"] == "ahmed-al-mismari"
    (row,) = map(json.loads, sayso("actors", "search", "LNA", "--on", "2014-06-01", "--json").out.splitlines())
    assert row["allied_with"] == []
    assert "Libyan National Army" in sayso("actors", "search", "the LNA").out.decode()


def test_an_unknown_speaker_is_in_the_ledger(tmp_path: Path) -> None:
    """Whoever is not listed is never dropped: `sayso sources` has him."""
    report = _written(tmp_path, "a.txt", "Omar Haddad said an air strike on Derna had killed two people on Monday.\n")
    folder = tmp_path / "project"
    assert sayso("init", folder, "--name", "P", "--user", "amal").code == 0
    assert sayso("add", report, "--project", folder).code == 0
    names = [json.loads(line)["name"] for line in sayso("sources", "--project", folder, "--json").out.splitlines()]
    assert "Omar Haddad" in names
