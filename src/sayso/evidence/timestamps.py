"""RFC 3161 timestamps: somebody outside says when a log entry (and so everything before it) existed.

Offline, a timestamp waits as `pending`; it is `confirmed` only when the authority's token verifies against the digest and
the certificates that the project trusts.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.evidence import Timestamp


def stamp(pending: Timestamp, roots: Sequence[bytes], *, allow_private: bool = False) -> Timestamp:
    """Ask the authority of a pending timestamp for a token. The answer is the timestamp as it stands then: `pending` with
    the reason when the authority cannot be reached, `confirmed`, or `failed` with the reason. `roots` are PEM or DER.
    """
    raise NotImplementedError


def verify(timestamp: Timestamp, roots: Sequence[bytes]) -> Timestamp:
    """Check a token again: `confirmed` or `failed` with the reason; one without a token stays as it is."""
    raise NotImplementedError
