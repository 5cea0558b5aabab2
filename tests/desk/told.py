"""Reports for the tests of the incident page, the agreements and the match desk: in words of our own, of documented events in
Derna in 2016 and 2017 with outlets that do not exist, put into a project through its ledger.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from sayso.ledger import Ledger
from sayso.ledger.reading import read_piece
from sayso.model.ledger import Project
from sayso.model.reading import Reading
from sayso.reader import Piece
from tests.store.reports import captured


class Told(NamedTuple):
    """One report."""

    outlet: str
    day: str
    title: str
    text: str


FATAIH = (
    Told(
        "Gulf Courier",
        "2017-10-31",
        "Air raid on Fataih kills at least 15",
        "At least 15 people were killed in an air strike on Fataih, near Derna, on Monday, residents said. "
        "Twelve of the dead were women and children, a doctor at the hospital in Derna said. "
        "The Libyan National Army denied that it had carried out the strike.",
    ),
    Told(
        "Eastern Wire",
        "2017-11-01",
        "Egypt bombed Fataih, council says",
        "The Derna Mujahideen Shura Council accused Egypt of the air strike on Fataih near Derna on 30 October 2017 that "
        "killed 17 people. Egypt denied that its aircraft had bombed Fataih.",
    ),
    Told(
        "Cyrenaica Post",
        "2017-11-02",
        "Seven dead in Fataih, army says",
        "Seven fighters were killed in the air strike on Fataih near Derna on 30 October 2017, Ahmed al-Mismari, the "
        "spokesman of the Libyan National Army, said. He denied that civilians had been killed.",
    ),
    Told(
        "Tunis Daily",
        "2017-11-02",
        "Libya: toll of Derna raid disputed",
        "Libya's Presidency Council condemned the air strike on Fataih near Derna on 30 October 2017 in which at least 15 "
        "people were killed, among them 12 women and children. Ahmed al-Mismari, the spokesman of the Libyan National Army, "
        "said that seven fighters had been killed in the strike.",
    ),
)
MAYBE = (
    Told(
        "Coast Radio",
        "2017-11-04",
        "Three killed as aircraft bomb outskirts of Derna",
        "Unidentified aircraft bombed the outskirts of Derna on 30 October 2017 and killed three people, "
        "a medical source said.",
    ),
    Told(
        "Harbour News",
        "2017-11-05",
        "House hit in Derna",
        "A house in the east of Derna was hit in an air strike last week. Four people were wounded, a witness said.",
    ),
)
TRUCE = (
    Told(
        "Gulf Courier",
        "2016-07-08",
        "Truce for Derna announced",
        "A truce for Derna was signed by Khalifa Haftar and Aguila Saleh, the media office of Abdel Basit Igtet said on "
        "Thursday. The office said that the truce had taken effect and would hold for two weeks.",
    ),
    Told(
        "Eastern Wire",
        "2016-07-09",
        "Raids on Derna as army calls truce paper a forgery",
        "Warplanes of the Libyan National Army bombed the port of Derna on Saturday and wounded 12 civilians, residents said. "
        "The raids came after a truce for Derna had been announced. Ahmed al-Mismari, the spokesman of the Libyan National "
        "Army, denied that Haftar had signed the truce and said that the signature was forged.",
    ),
    Told(
        "Cyrenaica Post",
        "2016-07-10",
        "Council: raid breached the truce",
        "The town council of Derna said that the air strike on the port of Derna on 9 July 2016 was a violation of the truce "
        "for Derna, which had begun on 8 July 2016 and was to last two weeks.",
    ),
)
ALL = (*TRUCE, *FATAIH, *MAYBE)


def project(folder: Path, reports: tuple[Told, ...] = ALL, same: float = 0.975) -> Path:
    """A project with the reports, grouped. Only what compares at `same` or more is joined, so that some pairs wait for a
    person. It is read once and copied from then on.
    """
    return Path(shutil.copytree(_made(reports, same), folder))


@cache
def _made(reports: tuple[Told, ...], same: float) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="sayso-told-")) / "project"
    about = Project(name="Derna 2016 and 2017", user="tests", same=same)
    with Ledger.create(folder, about, read=read_once) as ledger:
        added = ledger.add(
            captured(one.text, f"{one.outlet}.txt", published=one.day, source=one.outlet, title=one.title)
            for one in reports
        )
        assert {result.outcome for result in added} == {"new"}
        ledger.group()
    return folder


@cache
def _read(piece: bytes) -> Reading:
    return read_piece(msgspec.json.decode(piece, type=Piece))


def read_once(piece: Piece) -> Reading:
    """The reading of a report: of the same report the same one again."""
    return _read(msgspec.json.encode(piece))


FATAIH_CODE = "LY-2017-0002"
"""The incident that three of the reports tell of."""
