"""Actors on the exam: whether a gold speaker or perpetrator is resolved to the right known actor, or kept as one nobody lists.

A gold actor is known where its first name in gold is a name of the knowledge base; whoever any of its names means is right. A
speaker is looked for in the claim that overlaps most with gold's (Jaccard 0.3 of the words), a perpetrator in what the reading
blames within gold's spans of the incident, or elsewhere under a right name. `found`: there is such a mention. Of those found,
`known_right`: the known who are resolved to themselves; `unknown_kept`: those nobody lists who stand under a name of gold's and
without another's id; `not_wrong`: all but those taken for somebody else (left without an id is not wrong).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sayso.linking.actors.knowledge import actors
from sayso.linking.actors.names import actor_names
from sayso.linking.folding import fold

Json = dict[str, Any]
_OVERLAP = 0.3  # as exam.py matches claims
_SMALL = frozenset("the a an of and al".split())


class Looked(NamedTuple):
    """A gold actor: where (the text's id), under which names, and the mention that the reading has for it."""

    text: str
    sort: str
    names: tuple[str, ...]
    mention: Json | None


def actor_figures(gold: Iterable[Json], readings: Iterable[Json]) -> dict[str, float | None]:
    """The shares, over all gold speakers and perpetrators that are somebody."""
    by_id = {reading["report"]["id"]: reading for reading in readings}
    counts = Counter((outcome(one), one.sort) for row in gold for one in looked_for(row, by_id[row["id"]]))
    told = Counter[str]()
    for (result, _), number in counts.items():
        told[result] += number
    found = sum(told.values()) - told["missing"]
    known = told["right"] + told["unresolved"] + told["wrong"]
    unknown = told["kept"] + told["taken for another"]
    wrong = told["wrong"] + told["taken for another"]
    return {
        "found": _share(found, sum(told.values())),
        "known_right": _share(told["right"], known),
        "unknown_kept": _share(told["kept"], unknown),
        "not_wrong": _share(found - wrong, found),
    }


def looked_for(gold: Json, reading: Json) -> Iterator[Looked]:
    """Every gold speaker (the innermost of a claim) and perpetrator, with the mention that the reading has for it."""
    mentions = {mention["id"]: mention for mention in reading["mentions"]}
    for claim in gold["claims"]:
        if claim["speakers"][-1] != "unattributed":
            names = _names(gold, claim["speakers"][-1], claim.get("also", ()))
            hop = _closest(claim["span"], reading["claims"])
            yield Looked(gold["id"], "speaker", names, mentions.get(hop["speaker"] or "") if hop else None)
    blamed = [p for i in reading["incidents"] for p in i["perpetrators"] if p["actor"] in mentions]
    for incident in gold["incidents"]:
        here = [p for p in blamed if _within(p, incident["spans"])]
        for one in incident["perpetrators"]:
            names = _names(gold, one["actor"], ())
            right = [p for p in (*here, *blamed) if _outcome(names, mentions[p["actor"]]) in {"right", "kept"}]
            best = next(iter([*right, *here]), None)
            yield Looked(gold["id"], "perpetrator", names, mentions[best["actor"]] if best else None)


def outcome(one: Looked) -> str:
    """`right`, `unresolved` or `wrong` for the known; `kept` or `taken for another` for others; `missing`."""
    return "missing" if one.mention is None else _outcome(one.names, one.mention)


def _outcome(names: tuple[str, ...], mention: Json) -> str:
    """By the first of gold's names whether the actor is known; by all of them whether it is the right one."""
    wanted = {one for name in names for one in _meant(name)}
    alike = _alike(names, (mention["exact"], *mention["names"]))
    if not _meant(names[0]):
        return "kept" if mention["actor"] in wanted or (mention["actor"] is None and alike) else "taken for another"
    if mention["actor"] in wanted:
        return "right"
    return "unresolved" if mention["actor"] is None and alike else "wrong"


def _meant(name: str) -> set[str]:
    """The known actors of a name; an operation stands for who runs it."""
    bare = name[4:] if name.lower().startswith("the ") else name
    return {actors()[one].operation_of or one for one in actor_names().called(bare)}


def _names(gold: Json, name: str, also: Iterable[str]) -> tuple[str, ...]:
    every = (name, *also)
    return tuple(dict.fromkeys([*every, *(alias for one in every for alias in gold["names"].get(one, ()))]))


def _closest(span: Json, claims: Iterable[Json]) -> Json | None:
    """The innermost speaker of the claim that overlaps most."""
    want = _words(span["start"], span["quote"])
    scored = [
        (_jaccard(want, _words(c["passage"]["start"], c["passage"]["exact"])), c) for c in claims if len(c["chain"]) > 1
    ]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1]["chain"][-1] if best[1] and best[0] >= _OVERLAP else None


def _words(start: int, text: str) -> frozenset[int]:
    return frozenset(start + word.start() for word in re.finditer(r"\w+", text))


def _jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _within(blamed: Json, spans: Iterable[Json]) -> bool:
    return any(span["start"] <= blamed["start"] < span["end"] for span in spans)


def _alike(names: Iterable[str], called: Iterable[str]) -> bool:
    """Whether the words of one name are all among those of another."""
    left, right = ([frozenset(fold(name).split()) - _SMALL for name in side] for side in (names, called))
    return any(a and b and (a <= b or b <= a) for a in left for b in right)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
