"""Names against the knowledge base: whom they may mean in this report, as of its day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.linking.actors.dates import gone, meant_on
from sayso.linking.actors.knowledge import Actor, actors
from sayso.linking.actors.metonyms import is_surname_too, spoken_for
from sayso.linking.actors.names import actor_names, in_context, is_weak
from sayso.linking.actors.referents import Referents
from sayso.linking.actors.words import Wording
from sayso.reading.parse import Parse

_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR = 3  # words between "the former" and the name


class Known(NamedTuple):
    """The known actors that words may mean, and why: one is meant, of several it cannot be told."""

    ids: tuple[str, ...] = ()
    why: str | None = None


class Meanings:
    """The knowledge base as one report of one day may mean it."""

    def __init__(self, parse: Parse, published: str | None) -> None:
        self.parse = parse
        self.published = published
        self.words = frozenset(token.lower for token in parse.tokens)

    def by_name(self, said: Wording, exact: str, referents: Referents) -> Known:
        """Whose name this is, unless the report has someone else of that name; a body only within its days."""
        table = actor_names()
        name = exact[4:] if exact.lower().startswith("the ") else exact
        ids = table.called(name)
        if not ids and said.sort == "name":
            name = said.name
            ids = table.called(name)
        ids = tuple(
            one
            for one in in_context(ids, self.words)
            if (not is_weak(one, said.name) or referents.known_as(actors()[one].operation_of or one))
            and not _other_of_the_name(one, said, referents)
        )
        return self._in_its_days(ids, name, said) if ids else Known()

    def by_town(self, said: Wording) -> Known:
        """Who governs from a town that speaks: "Moscow denied it"."""
        if said.titles or (said.type == "person" and is_surname_too(said.name)):
            return Known()
        ids = spoken_for(said.name, self.published, self.words)
        return Known(ids, "the seat of a government, speaking")

    def by_source(self, source: str | None) -> Actor | None:
        """The known body that publishes the report."""
        ids = meant_on(actor_names().called(source), source, self.published) if source else ()
        known = actors()[ids[0]] if len(ids) == 1 else None
        return known if known and known.kind not in {"person", "operation"} else None

    def _in_its_days(self, ids: tuple[str, ...], name: str, said: Wording) -> Known:
        if now := meant_on(ids, name, self.published):
            return Known(now, "known name")
        for year in self._years(said):
            if then := meant_on(ids, name, year):
                return Known(then, f"known name, as of {year}")
        if self._is_former(said):
            return Known(ids, "known name, of one that was")
        return Known((), gone(actors()[ids[0]], self.published))

    def _years(self, said: Wording) -> Iterator[str]:
        """Years that the sentence names: "in 2016 the council ran the town"."""
        first, last = self.parse.sentences[self.parse.tokens[said.head].sentence]
        return (token.text for token in self.parse.tokens[first:last] if _YEAR.fullmatch(token.text))

    def _is_former(self, said: Wording) -> bool:
        """ "The former X", "the now disbanded X"."""
        before = self.parse.tokens[max(0, said.first - _NEAR) : said.head]
        return any(token.lower in lexicon("actors")["no_more"] for token in before)


def _other_of_the_name(actor: str, said: Wording, referents: Referents) -> bool:
    """Whether a person's bare surname is also that of someone else in the report."""
    bare = said.sort == "name" and " " not in said.name and actors()[actor].kind == "person"
    return bare and any(r.actor != actor for r in referents.of_surname(said.name))
