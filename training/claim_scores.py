"""Make src/sayso/lexicon/en/claim_scores.yaml: the share of right claims for each rule of attribution, on PolNeAR train.

    python -m training.claim_scores            (from the repository, with its own environment; some minutes)

Counted on the readings by rules alone. A rule that was seen seldom is drawn towards the share of all; a rule with a basis, and
one that names no speaker, towards the rule. `python -m bench attribution attribution_rules` shows how the scores do on dev.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

import yaml

from bench.claim_scores import judged
from bench.corpora import HERE, shared, texts
from bench.measures import read_all

TARGET = HERE.parent / "src/sayso/lexicon/en/claim_scores.yaml"
DRAWN = 8  # claims' worth of the wider share
SEEN = 12  # claims from which on a row of its own is worth having
HEAD = """# How often claims by each rule give the right words to the right speaker, counted on annotated articles: made by
# training/claim_scores.py, not by hand. `own_voice`: claims that the report makes itself, by kind.
"""


def main() -> None:
    """Read, count, write."""
    gold = shared() / "corpora/polnear/train"
    readings = read_all("attribution_train", texts(gold / "text"), "rules")
    rules: dict[str, list[bool]] = defaultdict(list)
    finer: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    own: dict[str, list[bool]] = defaultdict(list)
    for claim, speakers, right in judged(readings, gold):
        if not speakers:
            own[claim["kind"]].append(right)
            continue
        outer = speakers[0]
        rules[outer["rule"]].append(right)
        key = f"{outer['rule']} {outer['basis']}{'' if outer['sources'] else ' nobody'}"
        finer[outer["rule"]][key].append(right)
    everything = share(chain.from_iterable(rules.values()), 0.8)
    table = {rule: share(seen, everything) for rule, seen in rules.items()}
    rows = {rule: value for rule, value in table.items() if len(rules[rule]) >= SEEN}
    rows |= {
        key: share(seen, table[rule]) for rule, some in finer.items() for key, seen in some.items() if len(seen) >= SEEN
    }
    voice = share(chain.from_iterable(own.values()), 0.8)
    kinds = {kind: share(seen, voice) for kind, seen in own.items() if len(seen) >= SEEN}
    write({"rules": ordered(rows) | {"other": everything}, "own_voice": ordered(kinds) | {"other": voice}})


def share(seen: Iterable[bool], wider: float) -> float:
    """The share of right ones, drawn towards a wider share by some claims' worth."""
    found = list(seen)
    return round((sum(found) + DRAWN * wider) / (len(found) + DRAWN), 3)


def ordered(rows: Mapping[str, float]) -> dict[str, float]:
    """By name."""
    return dict(sorted(rows.items()))


def write(table: Mapping[str, Mapping[str, float]]) -> None:
    """The table with its heading."""
    TARGET.write_text(HEAD + yaml.safe_dump(dict(table), sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
