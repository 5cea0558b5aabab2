"""Many small reports and a reader for them that needs no language model: for tests of what happens between the steps."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.claim import Claim, Hop, Occurrence, claim_key, with_digest
from sayso.model.incident import Incident, PlaceRole
from sayso.model.mention import PlaceMention, TimeMention
from sayso.model.reading import Engine, Reading
from sayso.model.record import passage, sha256
from sayso.model.report import Report
from sayso.reader import Piece

PLACES = {"Derna": (32.77, 22.64), "Benghazi": (32.12, 20.07), "Sirte": (31.21, 16.59), "Ubari": (26.59, 12.78)}


def stencils(many: int) -> Iterator[str]:
    """Texts, each of its own place and day."""
    for number in range(many):
        place = list(PLACES)[number % len(PLACES)]
        yield f"Shells hit {place} on 2016-0{number % 9 + 1}-{number // 9 % 27 + 1:02}, said witness {number}."


def read(piece: Piece) -> Reading:
    """One claim and one incident of a stencil."""
    place = next(name for name in PLACES if name in piece.text)
    at, day_at = piece.text.index(place), piece.text.index("2016")
    day = piece.text[day_at : day_at + 10]
    report = Report(
        id=piece.id, source=piece.source, title=piece.title, published=piece.published, language="en",
        text_sha256=sha256(piece.text), length=len(piece.text),
    )  # fmt: skip
    words = passage(piece.text, (0, day_at + 10))
    claim = with_digest(
        Claim(
            key=claim_key(report.text_sha256, (words.start, words.end), "event"), digest="", kind="event", passage=words,
            cue=None, chain=(Hop(speaker=None, text="witness", name=piece.text.split("said ")[1].rstrip(".")),),
            stance="states", polarity="affirmed", modality="asserted", certainty="certain",
            proposition=Occurrence(event="shelling", realis="happened", trigger=passage(piece.text, (0, 6))), rule="stencil",
        )
    )  # fmt: skip
    mentions = (
        PlaceMention(
            id="m1", start=at, end=at + len(place), exact=place, place=place.lower(), name=place, country="LY",
            lat=PLACES[place][0], lon=PLACES[place][1], precision="city", radius_m=5_000,
        ),
        TimeMention(
            id="m2", start=day_at, end=day_at + 10, exact=day, edtf=day, first=day, last=day, precision="day",
        ),
    )  # fmt: skip
    incident = Incident(
        id="i1", kind="shelling", realis="happened", title=f"Shelling of {place}, {day}", when="m2",
        places=(PlaceRole(mention="m1"),), claims=(claim.key,),
    )  # fmt: skip
    return Reading(
        report=report, engine=Engine(sayso="stencil"), mentions=mentions, claims=(claim,), incidents=(incident,)
    )
