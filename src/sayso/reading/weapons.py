"""Weapons and munitions, where a report names them, and what brings them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.record import Span
from sayso.reading.parse import Parse, Token


class NamedWeapon(NamedTuple):
    """Tokens `[first, last]` that name a weapon; `carrier`: an aircraft, a drone, a tank: what brings it."""

    first: int
    last: int
    kind: str
    carrier: bool


class WeaponWord(NamedTuple):
    """A row of the lexicon."""

    words: tuple[str, ...]
    kind: str
    carrier: bool


def find_weapons(parse: Parse) -> list[tuple[Span, str]]:
    """Where the report names a weapon, and its kind; carriers are left out."""
    return [(parse.span(w.first, w.last), w.kind) for w in named_weapons(parse) if not w.carrier]


def named_weapons(parse: Parse) -> list[NamedWeapon]:
    """The weapons and carriers of a report in text order, the longest name first, none overlapping."""
    entries, found, taken = _entries(), list[NamedWeapon](), -1
    for token in parse.tokens:
        if token.i <= taken:
            continue
        rows = entries.get(token.lemma) or entries.get(token.lower)
        weapon = _match(parse, token, rows) if rows else None
        if weapon is not None:
            taken = weapon.last
            found.append(weapon)
    return found


@cache
def _entries() -> dict[str, list[WeaponWord]]:
    entries: dict[str, list[WeaponWord]] = defaultdict(list)
    for row in lexicon("weapons")["weapons"]:
        for words in row["words"]:
            parts = (
                tuple(str(words).replace("-", " ").split())
                if not str(words)[-1].isdigit()
                else tuple(str(words).split())
            )
            entries[parts[0]].append(WeaponWord(parts, row["kind"], row.get("carrier", False)))
    for found in entries.values():
        found.sort(key=lambda row: -len(row.words))
    return dict(entries)


def _match(parse: Parse, token: Token, rows: list[WeaponWord]) -> NamedWeapon | None:
    for row in rows:
        last = _last(parse, token.i, row.words)
        if last is not None and _is_thing(parse.tokens[last]):
            return NamedWeapon(token.i, last, row.kind, row.carrier)
    return None


def _is_thing(token: Token) -> bool:
    return token.tag.startswith(("NN", "CD", "JJ")) or token.dep in ("compound", "nmod", "amod")


def _last(parse: Parse, i: int, words: tuple[str, ...]) -> int | None:
    """The token that ends the phrase that starts at `i`; hyphens between words are passed over."""
    tokens, at = parse.tokens, i
    for word in words[1:]:
        at += 1
        while at < len(tokens) and tokens[at].text == "-" and word != "-":
            at += 1
        if at >= len(tokens) or word not in (tokens[at].lemma, tokens[at].lower):
            return None
    return at
