"""How a release is made: as the project's sayso.toml has it, but for what is asked for this once."""

from __future__ import annotations

import msgspec

from sayso.model.ledger import Project
from sayso.model.publishing import ReleasePolicy


def policy_of(project: Project, *, search: str | None = None, suggestions: bool = False) -> ReleasePolicy:
    """The policy; `search` replaces the project's, `suggestions` adds to it."""
    own = project.publish
    return msgspec.structs.replace(
        own,
        search=own.search if search is None else search,
        suggestions=own.suggestions or suggestions,
    )
