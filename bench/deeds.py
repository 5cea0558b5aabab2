"""Do made-up reports of one deed end up in one incident, and nothing else with them; and is the queue worth a person's time?

Who made the reports up (ledgers.py) knows which deed each tells of. Unlike the corpus of grouping, these ledgers are dense: one
town is struck on the same day and the next, in words that are always the same. A wrong merge is what costs precision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from bench.corpora import Figures
from bench.ledgers import deeds_of, made_up
from sayso.incidents.accounts import accounts_of
from sayso.incidents.matching import matched
from sayso.model.account import Account
from sayso.reader import Piece

SIZES = (1_000, 10_000)


def deeds_figures() -> Figures:
    """B-cubed of accounts against deeds, the share of incidents that are of one deed, and by size how long the queue is and how
    many of its pairs are of one deed.
    """
    figures: Figures = {}
    for size in SIZES:
        deeds = _accounts(size)
        match = matched(account for account, _ in deeds.values())
        deed = {name: number for name, (_, number) in deeds.items()}
        alike = [deed[pair.a] == deed[pair.b] for pair in match.doubtful]
        p, r = b_cubed(match.groups, deed)
        found = {
            "b_cubed_p": p,
            "b_cubed_r": r,
            "b_cubed_f1": 2 * p * r / (p + r),
            "of_one_deed": sum(len({deed[m] for m in g}) == 1 for g in match.groups) / len(match.groups),
            "queue_an_incident": len(match.doubtful) / len(match.groups),
            "queue_same": sum(alike),
        }
        figures |= {f"{name}_{size}": value for name, value in found.items()}
    return figures


def b_cubed(groups: Sequence[Sequence[str]], gold: Mapping[str, int]) -> tuple[float, float]:
    """Precision and recall: of each account's group the share that is of its deed, of its deed the share in its group."""
    at = {member: n for n, members in enumerate(groups) for member in members}
    sizes, deeds = Counter(at.values()), Counter(gold[m] for m in at)
    both = Counter((n, gold[m]) for m, n in at.items())
    shares = [(both[n, gold[m]] / sizes[n], both[n, gold[m]] / deeds[gold[m]]) for m, n in at.items()]
    return sum(p for p, _ in shares) / len(shares), sum(r for _, r in shares) / len(shares)


def _accounts(size: int) -> dict[str, tuple[Account, int]]:
    """Each account with the number of its deed."""
    made = made_up(size)
    found: dict[str, tuple[Account, int]] = {}
    for name, one in made.reports.items():
        piece = Piece(text=one.text, id=name, published=one.published, source=one.outlet)
        for account, deed in zip(accounts_of(made.read(piece), one.text), deeds_of(one), strict=True):
            found[account.id] = (account, deed.number)
    return found
