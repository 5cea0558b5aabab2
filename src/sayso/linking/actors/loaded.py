"""What has been made of the known actors, to be made anew once an import has changed them."""

from __future__ import annotations

from sayso.linking.actors import bodies, dates, imports, knowledge, names, office_holders

_MADE = (
    imports.imported, knowledge.actors, names.actor_names, names._weak, bodies.bodies_named, dates._named_allies,
    office_holders._offices, office_holders._by_word, office_holders._by_surname, office_holders._operations,
)  # fmt: skip


def forget_actors() -> None:
    """Load the known actors, and what is made of them, anew."""
    for made in _MADE:
        made.cache_clear()
