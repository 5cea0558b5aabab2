"""What the documentation says of releases is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from sayso.model.publishing import Flag, ReleasePolicy, Verdict
from sayso.publish.crosswalks import ACLED, PLOVER
from sayso.publish.formats.coded import ACLED_COLUMNS, UCDP_COLUMNS

DOCS = Path(__file__).parents[2] / "docs"
CROSSWALKS = (DOCS / "crosswalks.md").read_text("utf-8")
PUBLISHING = (DOCS / "publishing.md").read_text("utf-8")


def table(heading: str) -> dict[str, tuple[str, ...]]:
    """The rows of a crosswalk by our codes."""
    section = CROSSWALKS.split(f"## {heading}")[1].split("\n## ")[0]
    found: dict[str, tuple[str, ...]] = {}
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        for code in re.findall(r"`(\w+)`", cells[0]) if line.startswith("| `") else ():
            found[code] = tuple(cells[1:])
    return found


def test_the_crosswalks_are_those_of_the_code() -> None:
    assert table("ACLED-like") == ACLED
    assert table("PLOVER-like") == {kind: (event, mode or "") for kind, (event, mode) in PLOVER.items()}


def test_the_columns_are_as_many_as_is_said() -> None:
    assert f"{len(ACLED_COLUMNS)} columns" in CROSSWALKS.split("## ACLED-like")[1].splitlines()[0]
    assert f"{len(UCDP_COLUMNS)} columns" in CROSSWALKS.split("## UCDP-GED-like")[1].splitlines()[0]


def test_every_flag_ruling_and_setting_is_told() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PUBLISHING, re.MULTILINE)[: len(get_args(Flag))] != []
    assert {flag for flag in get_args(Flag) if f"| `{flag}` |" not in PUBLISHING} == set()
    assert {verdict for verdict in get_args(Verdict) if f"`{verdict}`" not in PUBLISHING} == set()
    settings = PUBLISHING.split("```toml")[1].split("```")[0]
    assert set(re.findall(r"^(\w+) =", settings, re.MULTILINE)) == set(ReleasePolicy.__struct_fields__)
