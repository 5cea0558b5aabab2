"""Other people's files in the pages are the ones that the npm lock names, unchanged, each with its licence."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "vendor"
THERE = ROOT / "src/sayso/desk/static/desk/vendored"
ROWS = tomllib.loads((VENDOR / "vendored.toml").read_text(encoding="utf-8"))["file"]
LINES = (THERE / "vendored.sha256").read_text(encoding="ascii").splitlines()
SUMS = {name: digest for digest, name in map(str.split, LINES)}


@pytest.mark.parametrize("name", sorted(path.name for path in THERE.iterdir() if path.suffix != ".sha256"))
def test_every_file_is_what_was_copied_in(name: str) -> None:
    assert sha256((THERE / name).read_bytes()).hexdigest() == SUMS[name]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["to"])
def test_every_file_has_a_locked_version_and_a_licence(row: dict[str, str]) -> None:
    locked = json.loads((VENDOR / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    package = locked[f"node_modules/{row['package']}"]
    assert package["license"] == row["licence"]
    assert package["integrity"].startswith("sha512-")
    assert (THERE / (row["package"].removeprefix("@").replace("/", "-") + ".LICENCE.txt")).stat().st_size > 100


def test_the_files_are_those_of_the_npm_packages(tmp_path: Path) -> None:
    """npm checks the packages against the lock; we check our files against the packages."""
    if shutil.which("npm") is None:
        assert os.environ.get("CI") != "true", "npm is not installed"
        pytest.skip("npm is not installed: the files cannot be held against their packages")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(VENDOR / name, tmp_path / name)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=240)
    for row in ROWS:
        package = tmp_path / "node_modules" / row["package"]
        assert (package / row["from"]).read_bytes() == (THERE / row["to"]).read_bytes(), row["to"]
