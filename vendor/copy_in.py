"""Copy what vendored.toml names from vendor/node_modules into the package, with licences and SHA-256.

cd vendor && npm ci && python copy_in.py
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/sayso/desk/static/desk/vendored"


def main() -> None:
    """Copy everything."""
    rows = tomllib.loads((HERE / "vendored.toml").read_text(encoding="utf-8"))["file"]
    TARGET.mkdir(exist_ok=True)
    for row in rows:
        package = HERE / "node_modules" / row["package"]
        (TARGET / row["to"]).write_bytes((package / row["from"]).read_bytes())
        licence = row["package"].removeprefix("@").replace("/", "-") + ".LICENCE.txt"
        (TARGET / licence).write_bytes((package / "LICENSE").read_bytes())
    names = sorted(path.name for path in TARGET.iterdir() if path.name != "vendored.sha256")
    lines = [f"{hashlib.sha256((TARGET / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (TARGET / "vendored.sha256").write_text("".join(lines), encoding="ascii")


if __name__ == "__main__":
    main()
