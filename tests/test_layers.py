"""The house keeps its order: data flows one way, and no module grows out of hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "sayso"
# From what knows nothing of the rest to what may know all of it. A module imports only from its own row and rows before it.
LAYERS = [
    "errors", "model", "lexicon", "text", "trained", "reading", "linking", "incidents", "evidence", "readers", "reader",
    "store", "ledger", "wording", "tables", "publish", "examples", "desk", "cli",
]  # fmt: skip
# The one module that looks at the clock: for the log, which says when.
CLOCK = SOURCE / "evidence" / "clock.py"
# The package's own front door, and the module that `python -m sayso` runs.
DOORS = {"__init__", "__main__"}
LONGEST = 450
MODULES = sorted(SOURCE.rglob("*.py"))


def layer(module: Path) -> str:
    """The row that a module belongs to."""
    return module.relative_to(SOURCE).with_suffix("").parts[0]


def imported(module: Path) -> Iterator[str]:
    """Every name of the package that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written in full"
            yield node.module or ""


def test_every_room_is_on_the_plan() -> None:
    rooms = {layer(module) for module in MODULES} - DOORS
    assert rooms <= set(LAYERS)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_from_its_own_layer_and_those_before(module: Path) -> None:
    if layer(module) in DOORS:
        return
    allowed = set(LAYERS[: LAYERS.index(layer(module)) + 1])
    names = [name.split(".") for name in imported(module)]
    rooms = {parts[1] for parts in names if parts[0] == "sayso" and len(parts) > 1}
    assert rooms <= allowed, f"{module.name} looks ahead to {sorted(rooms - allowed)}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_is_too_long_and_none_swallows_errors(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST
    handlers = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ExceptHandler)]
    assert all(handler.type is not None for handler in handlers), "a bare except"
    silent = [h.lineno for h in handlers if len(h.body) == 1 and isinstance(h.body[0], ast.Pass)]
    assert not silent, f"errors swallowed at lines {silent}"


def test_nothing_reads_the_clock_or_chance() -> None:
    """Readings are the same on every day and machine; the log alone says when."""
    clocks = {"random", "secrets", "time", "uuid"}
    for module in (m for m in MODULES if m != CLOCK):
        rooms = {name.split(".")[0] for name in imported(module)}
        assert not rooms & clocks, module
        text = module.read_text(encoding="utf-8")
        assert not any(call in text for call in ("datetime.now(", "date.today(", "utcnow(")), module


def test_the_store_alone_knows_the_database() -> None:
    """And the desk, which has accounts of its own, never asks the store: the ledger does."""
    for module in (m for m in MODULES if layer(m) == "desk"):
        asked = {name for name in imported(module) if name.startswith("sayso.store")}
        assert asked <= {"sayso.store.address"}, module
    for module in (m for m in MODULES if layer(m) not in {"store", "desk"}):
        rooms = {name.split(".")[0] for name in imported(module)}
        assert not rooms & {"django", "psycopg"}, module


def test_the_layers_are_told_apart() -> None:
    assert all(one != other for one, other in pairwise(LAYERS))
