"""Names of people said to have been harmed, and of children: left out of answers unless they are asked for.

Each letter of such a name becomes `█`, so that every `start` and `end` still holds and `exact` is still the text between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from sayso.incidents.sensitive import sensitive
from sayso.ledger import Ledger
from sayso.linking.folding import fold
from sayso.model.account import Account

MARK = "█"
_LETTER = re.compile(r"\S")


def without_names(ledger: Ledger, record: Any, reports: Iterable[str], *, shown: bool) -> Any:
    """A record as it may be sent; `reports` are those that it tells of, `shown`: the names were asked for."""
    names = () if shown else names_in(ledger, reports)
    return withheld(msgspec.to_builtins(record), names) if names else record


def names_in(ledger: Ledger, reports: Iterable[str]) -> set[str]:
    """The names that some reports give of people harmed and of children."""
    ids = sorted(set(reports))
    read = ledger.readings(ids)
    texts = ledger.texts(sorted(read))
    return {name for report, one in read.items() for name in sensitive(one, texts.get(report, "")).names}


def account_shown(account: Account, *, shown: bool) -> Account:
    """An account without the words by which it is compared: one by one they would give names away."""
    return account if shown else replace(account, names=(), terms=(), sketch="")


def withheld(value: Any, names: Iterable[str]) -> Any:
    """Plain JSON with these names left out, however they are written: also as ids are made of them."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(_spellings(names))})(?!\w)", re.IGNORECASE)
    return _without(value, pattern)


def _without(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(lambda found: _LETTER.sub(MARK, found[0]), value)
    if isinstance(value, dict):
        return {name: _without(one, pattern) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without(one, pattern) for one in value]
    return value


def _spellings(names: Iterable[str]) -> Iterator[str]:
    """A name as it stands and as it is folded, its words apart by any space or hyphen; the longest first."""
    told = {each for name in names for each in (name, fold(name)) if each.strip()}
    for name in sorted(told, key=lambda one: (-len(one), one)):
        yield r"[\s\-]+".join(re.escape(word) for word in re.split(r"[\s\-]+", name) if word)
