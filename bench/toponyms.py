"""`python -m bench.toponyms`: what goes wrong with places on LGL and GeoVirus, counted by kind, from the last readings.

On every second document only, the half that weights were searched on; the other half is looked at for its score alone. The
kinds are found by rules, not by eye: what the gazetteer has under the name, and where the candidates lie.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bench.corpora import OUT, json_lines, shared
from bench.failures import scorer_module
from sayso.linking.gazetteer import gazetteer
from sayso.linking.places.words import demonyms

Json = dict[str, Any]
_FAR_KM = 161.0
_WIDE = {"country", "adm1", "unknown", "offshore_air"}


def main() -> int:
    """Print the counts of both corpora; 1 where one has not been read yet."""
    for name, file in (("lgl", "lgl.xml"), ("geovirus", "GeoVirus.xml")):
        path = OUT / f"{name}.jsonl"
        if not path.exists():
            print(f"{path} is not there: run python -m bench toponyms first", file=sys.stderr)
            return 1
        readings = {row["report"]["id"]: row for row in json_lines(path)}
        counts = Counter(_kinds(readings, str(shared() / "corpora/toponyms" / file)))
        print(f"\n{name}, every second document")
        for kind, count in counts.most_common():
            print(f"{count:6}  {kind}")
    return 0


def _kinds(readings: dict[str, Json], corpus: str) -> Iterator[str]:
    scorer = scorer_module("score", "toponyms")
    for number, document in enumerate(scorer.documents(corpus)):
        if number % 2 == 0 and document.id in readings:
            gold = [t for t in document.toponyms if not t.neutral]
            yield from _of_document(scorer, document, gold, readings[document.id]["mentions"])


def _of_document(scorer: Any, document: Any, gold: Sequence[Any], mentions: Sequence[Json]) -> Iterator[str]:
    ours = [m for m in mentions if m["kind"] == "place"]
    others = [m for m in mentions if m["kind"] == "actor"]
    for toponym in gold:
        words = document.text[toponym.start : toponym.end]
        found = next((m for m in ours if _touch(m, toponym)), None)
        if found is None:
            yield f"missed: {_missed(words, any(_touch(m, toponym) for m in others))}"
        elif toponym.point is not None:
            kind = _misplaced(scorer, found, toponym.point)
            yield f"placed: {kind}" if kind else "placed within 161 km"
    for mention in ours:
        if not any(_touch(mention, t) for t in document.toponyms):
            yield f"false: {_false(mention)}"


def _touch(mention: Json, toponym: Any) -> bool:
    return bool(mention["start"] < toponym.end and toponym.start < mention["end"])


def _missed(words: str, acts: bool) -> str:
    if words.lower() in demonyms():
        return "a people or its adjective"
    if acts:
        return "inside the name of a body or person"
    return "taken for no place" if gazetteer().lookup(words) else "not in the gazetteer"


def _misplaced(scorer: Any, found: Json, point: tuple[float, float]) -> str | None:
    if found["lat"] is not None and scorer.kilometres((found["lat"], found["lon"]), point) <= _FAR_KM:
        return None
    near = any(scorer.kilometres((c["lat"], c["lon"]), point) <= _FAR_KM for c in found["candidates"])
    if found["lat"] is None:
        return "left open, the right one among the candidates" if near else "left open, the right one not known"
    if near:
        return "another of the name was taken"
    return (
        "a country or region whose point lies elsewhere" if found["precision"] in _WIDE else "the right one not known"
    )


def _false(mention: Json) -> str:
    if mention["place"] is None and mention["precision"] != "unknown":
        return "a described spot"
    return "a name that is part of another" if not mention["locative"] else "a name that the corpus does not mark"


if __name__ == "__main__":
    sys.exit(main())
