"""What read a report is what was measured: a trained file that is missing or altered is refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from sayso.errors import ModelMissingError
from sayso.model.record import sha256
from sayso.trained import registry

ROWS = yaml.safe_load((files("sayso.trained") / "models.yaml").read_text("utf-8"))


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The registry over a folder of the test's own, with one file in it."""
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "small.bin").write_bytes(b"weights")
    digest = sha256(b"weights")
    row = {"small": {"file": "small.bin", "version": 1, "sha256": digest}}
    (tmp_path / "models.yaml").write_text(yaml.safe_dump(row), encoding="utf-8")
    monkeypatch.setattr(registry, "files", lambda _: tmp_path)
    registry._registered.cache_clear()
    yield tmp_path
    registry._registered.cache_clear()


@pytest.mark.parametrize("name", ROWS)
def test_every_registered_file_is_the_one_that_was_measured(name: str) -> None:
    data = registry.model_bytes(name)
    assert len(data) < 30_000_000
    assert registry.model_file(name).sha256 == sha256(data)


def test_every_file_is_registered() -> None:
    lying = {path.name for path in (files("sayso.trained") / "files").iterdir()}
    assert lying == {row["file"] for row in ROWS.values()}


@pytest.mark.usefixtures("elsewhere")
def test_a_file_is_given_with_its_name_and_hash() -> None:
    assert registry.model_bytes("small") == b"weights"
    assert registry.model_tag("small") == f"small@{sha256(b'weights')[:12]}"


def test_an_altered_file_is_refused_by_name(elsewhere: Path) -> None:
    (elsewhere / "files" / "small.bin").write_bytes(b"weightz")
    with pytest.raises(ModelMissingError, match=r"small .*small\.bin.* pip install"):
        registry.model_bytes("small")


def test_a_missing_file_is_refused_by_name(elsewhere: Path) -> None:
    (elsewhere / "files" / "small.bin").unlink()
    with pytest.raises(ModelMissingError, match=r"small\.bin"):
        registry.model_bytes("small")
