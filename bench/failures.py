"""What went wrong, text by text, from the last readings in bench/out. It prints words of the corpora: look, do not copy."""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

from bench.corpora import OUT, json_lines, shared

Json = dict[str, Any]
Listing = Callable[[dict[str, Json]], None]


def print_failures(name: str) -> int:
    """Print the listing of a measure; 1 when it has not been read yet."""
    path = OUT / ("exam_in_gold_shape.jsonl" if name == "exam" else f"{name}.jsonl")
    if not path.exists():
        print(f"{path} is not there: run python -m bench {name} first", file=sys.stderr)
        return 1
    LISTINGS[name]({row["report"]["id"]: row for row in json_lines(path)})
    return 0


def scorer_module(folder: str, module: str) -> Any:
    """A module of the scorers, which find each other by bare names."""
    place = str(shared() / folder)
    if place not in sys.path:
        sys.path.insert(0, place)
    return importlib.import_module(module)


def _tolls(readings: dict[str, Json]) -> None:
    scorer, folder = scorer_module("score", "casualties"), shared() / "corpora/tolls"
    for gold in json_lines(folder / "gold.jsonl"):
        reading = readings.get(gold["id"], {})
        incident = scorer.prominent(reading)
        verdicts = {o: scorer.judge(gold[o], scorer.tolls(incident, o)) for o in ("killed", "injured")}
        if set(verdicts.values()) <= {"exact", "blank"}:
            continue
        print(
            f"\n== {gold['id']}  killed {gold['killed']} {verdicts['killed']}, injured {gold['injured']} {verdicts['injured']}"
        )
        print((folder / "texts" / f"{gold['id']}.txt").read_text(encoding="utf-8"))
        for found in reading.get("incidents", []):
            print(f"  {found['id']} {found['kind']} {found['realis']} of {found.get('part_of')}: {found['title']}")
            for row in found["casualties"]:
                print(f"      {row['outcome']} {row['low']}-{row['high']} {row['who']!r} subset of {row['subset_of']}")
        if not incident:
            _figures(reading)


def _figures(reading: Json) -> None:
    """The casualty claims of a reading that came to no incident."""
    for claim in reading.get("claims", []):
        for toll in claim["proposition"].get("tolls", []):
            print(
                f"  claim {claim['kind']}: {toll['outcome']} {toll['count']['low']}-{toll['count']['high']} {toll['who']!r}"
            )


def _exam(readings: dict[str, Json]) -> None:
    shapes, exam = scorer_module("exam", "shapes"), scorer_module("exam", "exam")
    for gold in shapes.load(shared() / "exam/gold.jsonl"):
        want, got = shapes.expected(gold), shapes.found(readings.get(gold["id"], {}))
        print(f"\n== {gold['id']} (published {gold['published']})")
        for part, show in (("claims", _claim), ("incidents", _incident), ("agreements", str), ("disputes", str)):
            score, checks = exam.CHECKS[part]
            pairs = list(exam.paired(want[part], got[part], score))
            for i, j in pairs:
                wrong = [name for name, check in checks.items() if not check(want[part][i], got[part][j])]
                if wrong:
                    _three(f"{part}: wrong {', '.join(wrong)}", show(want[part][i]), show(got[part][j]))
            left, right = {i for i, _ in pairs}, {j for _, j in pairs}
            for i, row in enumerate(want[part]):
                if i not in left and not row.get("optional"):
                    _three(f"{part}: missed", show(row), None)
            for j, row in enumerate(got[part]):
                if j not in right and not row.get("own"):
                    _three(f"{part}: spurious", None, show(row))


def _three(title: str, gold: str | None, read: str | None) -> None:
    print(f"  {title}")
    for side, words in (("gold", gold), ("read", read)):
        if words is not None:
            print(f"      {side} {words}")


def _claim(row: Json) -> str:
    words = (row.get("span") or {}).get("quote") or row.get("passage", {}).get("exact", "")
    said = f"[{row.get('stance')} {row.get('kind')}] {row['names'][:3]} {row.get('rule', '')}"
    return f"{said}: {' '.join(words.split())[:160]!r}"


def _incident(row: Json) -> str:
    names = [place["names"] for place in row["places"]]
    who = [(names[:2], basis) for names, basis in row["perpetrators"]]
    what = f"{row['kinds']} {row.get('realis')} {row.get('first')}..{row.get('last')} at {names} by {who}"
    return f"{what} killed {row.get('killed')} injured {row.get('injured')} {row.get('title', '')!r}"


def _attribution(readings: dict[str, Json]) -> None:
    scorer, folder = scorer_module("score", "attribution"), shared() / "corpora/polnear/dev"
    for key, (text, annotators) in scorer.read_gold(str(folder)).items():
        words = [match.group() for match in scorer.WORD.finditer(text)]
        gold = [a for a in annotators[0] if a.content]
        read = [a for a in scorer.read_predicted(readings.get(key), text, nested=False) if a.content]
        overlaps = [
            (scorer.jaccard(r.content, g.content), i, j) for i, r in enumerate(read) for j, g in enumerate(gold)
        ]
        pairs = list(scorer.one_to_one([o for o in overlaps if o[0] >= 0.5]))
        print(f"\n== {key}")
        for i, j in pairs:
            if not scorer.source_right(read[i], gold[j]):
                _three("wrong source", _roles(words, gold[j]), _roles(words, read[i]))
        for j in sorted(set(range(len(gold))) - {j for _, j in pairs}):
            _three("missed", _roles(words, gold[j]), None)
        for i in sorted(set(range(len(read))) - {i for i, _ in pairs}):
            _three("spurious", None, _roles(words, read[i]))


def _roles(words: list[str], row: Any) -> str:
    return " | ".join(" ".join(words[n] for n in sorted(role)) for role in (row.source, row.cue, row.content))


def _toponyms(file: str) -> Listing:
    def listing(readings: dict[str, Json]) -> None:
        """The commonest names missed, found without need, left unresolved and put far away."""
        scorer = scorer_module("score", "toponyms")
        counts: dict[str, Counter[str]] = {kind: Counter() for kind in ("missed", "spurious", "unresolved", "far")}
        for document in scorer.documents(str(shared() / "corpora/toponyms" / file)):
            ours = scorer.predictions(readings.get(document.id))
            gold = [t for t in document.toponyms if not t.neutral]
            touching = [(p.shared(g), i, j) for i, p in enumerate(ours) for j, g in enumerate(gold) if p.shared(g) > 0]
            pairs = {j: i for i, j in scorer.one_to_one(touching)}
            for i in set(range(len(ours))) - set(pairs.values()):
                counts["spurious"][document.text[ours[i].start : ours[i].end]] += 1
            for j, row in enumerate(gold):
                point = ours[pairs[j]].point if j in pairs else None
                far = point and row.point and scorer.kilometres(point, row.point) > scorer.NEAR_KM
                kind = "missed" if j not in pairs else "unresolved" if point is None else "far" if far else ""
                if kind:
                    counts[kind][document.text[row.start : row.end]] += 1
        for kind, names in counts.items():
            print(f"\n{kind} {names.total()}: " + ", ".join(f"{name} {n}" for name, n in names.most_common(40)))

    return listing


LISTINGS: dict[str, Listing] = {
    "exam": _exam,
    "tolls": _tolls,
    "attribution": _attribution,
    "lgl": _toponyms("lgl.xml"),
    "geovirus": _toponyms("GeoVirus.xml"),
}
