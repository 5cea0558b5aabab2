"""The registry of trained files: which there are, and whether they are the ones that were measured."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from sayso.errors import ModelMissingError
from sayso.model.reading import ModelFile
from sayso.model.record import sha256

_MEND = "pip install --force-reinstall --no-deps sayso"


def model_bytes(name: str) -> bytes:
    """The bytes of a trained file. Raises ModelMissingError when it is not there, or is not the one that was measured."""
    row = _registered()[name]
    file = files("sayso.trained") / "files" / row["file"]
    try:
        data: bytes = file.read_bytes()
    except OSError as error:
        raise ModelMissingError(f"{name} ({file})", _MEND) from error
    if sha256(data) != row["sha256"]:
        raise ModelMissingError(f"{name} ({file})", _MEND)
    return data


def model_file(name: str) -> ModelFile:
    """Name, version and SHA-256 of a trained file, for `engine`."""
    row = _registered()[name]
    return ModelFile(name=name, version=str(row["version"]), sha256=row["sha256"])


def model_tag(name: str) -> str:
    """How a claim names a model that had a say: its name and the first digits of its hash, `attribution@0123456789ab`."""
    return f"{name}@{_registered()[name]['sha256'][:12]}"


@cache
def _registered() -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = yaml.safe_load((files("sayso.trained") / "models.yaml").read_text("utf-8"))
    return rows
