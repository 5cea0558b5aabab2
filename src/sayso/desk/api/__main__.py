"""Write the table of all addresses into a page of the documentation: python -m sayso.desk.api docs/api.md"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from sayso.desk.api.listing import table
from sayso.desk.settings import set_up
from sayso.model.ledger import Project

BEGIN, END = "<!-- addresses: python -m sayso.desk.api docs/api.md -->\n", "<!-- end of addresses -->\n"


def with_table(page: str, told: str) -> str:
    """The page with this table between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{told}\n{END}{after}"


def _main(page: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder), Project(name="addresses"), secret="none", hosts=[])  # noqa: S106 - nothing is signed
        from sayso.desk.api import service

        page.write_text(with_table(page.read_text(encoding="utf-8"), table(service.document())), encoding="utf-8")


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
