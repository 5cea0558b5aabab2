"""Ids for those whom nobody has listed: good within one report, made from the words that it has for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sayso.lexicon.load import lexicon
from sayso.linking.actors.knowledge import demonyms
from sayso.linking.actors.referents import Referent
from sayso.linking.actors.words import words_of
from sayso.linking.folding import fold


def provisional_ids(referents: Iterable[Referent]) -> dict[int, str]:
    """An id for everyone but the known and things, by the referent's number. `name:` for who has a name, `described:` for
    others; two whom one report describes alike stay two.
    """
    seen: Counter[str] = Counter()
    found: dict[int, str] = {}
    for one in referents:
        if one.actor or one.type == "artefact" or _nobody(one) or not (words := _words(one)):
            continue
        made = f"{'name' if one.named else 'described'}:{words}"
        seen[made] += 1
        found[one.number] = made if seen[made] == 1 else f"{made}-{seen[made]}"
    return found


def _nobody(one: Referent) -> bool:
    """ "No side", "nobody"; and a bare "Libyan", which is a word for others."""
    name = one.name.lower()
    return name in demonyms() or name.split(" ", 1)[0] in lexicon("actors")["nobody"]


def _words(one: Referent) -> str:
    """The words of the id, in the order of the name; of a description those of weight."""
    weighty = words_of(one.name)
    kept = one.name.split() if one.named else [word for word in one.name.split() if words_of(word) & weighty]
    return "-".join(word for part in kept if (word := fold(part).replace(" ", "-").strip("-:")))
