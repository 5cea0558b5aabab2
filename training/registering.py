"""Put a trained file into the package, and its row with the SHA-256 into models.yaml."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

TRAINED = Path(__file__).resolve().parents[1] / "src/sayso/trained"


def register(name: str, file: Path, version: str) -> None:
    """Copy `file` into the package as `name`, replacing what had the name before."""
    kept = TRAINED / "files" / (name + file.suffix)
    if file.resolve() != kept.resolve():
        shutil.copyfile(file, kept)
    digest = hashlib.sha256(kept.read_bytes()).hexdigest()
    row = f"{name}:\n  file: {kept.name}\n  version: {version}\n  sha256: {digest}\n"
    listed = TRAINED / "models.yaml"
    text = listed.read_text(encoding="utf-8")
    old = re.compile(rf"^{name}:\n(?:  .*\n)+", re.MULTILINE)
    listed.write_text(old.sub(row, text) if old.search(text) else text + row, encoding="utf-8")
