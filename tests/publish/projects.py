"""A small project to publish: two outlets on one strike, and a threat. The reports are invented for these tests, and so are
the people in them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from msgspec import structs

from sayso.evidence.capture import Captured, Options, captures
from sayso.ledger import Ledger
from sayso.model.ledger import Project

NAMES = ("Fatima al-Zawi", "Mariam Saleh", "Omar Khalil")
REPORTS = {
    "harbour": (
        "Harbour Gazette",
        "2016-07-09",
        "Fatima al-Zawi among the dead in Derna",
        "https://gazette.example/2016/fatima-al-zawi-killed",
        (
            "An air strike hit al-Noor Hospital in Derna on Friday, killing seven people, the Derna health office said. "
            "Fatima al-Zawi, 34, was killed in the strike, her family said. Omar Khalil, 41, said that warplanes had bombed "
            "the hospital. Ahmed al-Mismari, spokesman of the Libyan National Army, denied that its aircraft had bombed the "
            "hospital."
        ),
    ),
    "coast": (
        "Coast Wire",
        "2016-07-10",
        "Strike on Derna hospital",
        "https://coast.example/news/17",
        (
            "An air strike on al-Noor Hospital in Derna on Friday killed 12 people, the Red Crescent said. Mariam Saleh, 9, "
            "was killed by the strike in Derna, a doctor said."
        ),
    ),
    "threat": (
        "Coast Wire",
        "2016-07-11",
        "Threat against Benghazi",
        "https://coast.example/news/18",
        "The Libyan National Army threatened to bomb Benghazi on Saturday, a spokesman said.",
    ),
}
RULINGS = {
    "names": "redact",
    "minors": "redact",
    "source_at_risk": "redact",
    "medical_site": "publish",
    "exact_coordinates": "redact",
}


def new_project(folder: Path) -> Ledger:
    """The project with its reports read and grouped; nothing is decided."""
    ledger = Ledger.create(folder, Project(name="coast"), user="amal")
    for name in REPORTS:
        add(ledger, folder, name)
    ledger.group()
    return ledger


def add(ledger: Ledger, folder: Path, name: str) -> None:
    """Add one of the reports."""
    outlet, published, title, url, text = REPORTS[name]
    file = folder / f"{name}.txt"
    file.write_text(text, encoding="utf-8")
    found = captures([str(file)], Options(published=published, source=outlet, title=title))
    inputs = [replace(one, capture=structs.replace(one.capture, url=url)) for one in found if isinstance(one, Captured)]
    results = list(ledger.add(inputs))
    assert [result.outcome for result in results] == ["new"], results


def ruled(ledger: Ledger, **rulings: str) -> None:
    """Rule on flags wherever they are."""
    for flag, verdict in (rulings or RULINGS).items():
        ledger.decide("publish", "release", value={"flag": flag, "verdict": verdict}, reason="as our board decided")


def strike(ledger: Ledger) -> str:
    """The code of the strike on which the two outlets report."""
    return next(one.code for one in ledger.incidents() if len(one.accounts) > 1)
