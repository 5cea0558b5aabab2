"""Claims of earlier readings. No present reading names them, so no report's seal covers them; but people looked at them and
decided, so each is held against its own digest.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sayso.linking.folding import fold
from sayso.model.record import sha256
from sayso.store.connect import Database
from sayso.store.faults import told

_EARLIER = """
    SELECT c.key, c.digest, c.kind, c.stance, c.speaker, c.speaker_key, c.body FROM claim c
    LEFT JOIN reading_claim rc ON c.report_id = rc.report_id AND c.key = rc.key AND c.digest = rc.digest
    WHERE rc.report_id IS NULL ORDER BY c.report_id, c.key, c.digest"""


def broken_claims(database: Database) -> Iterator[str]:
    """Keys of earlier claims that are not what their digest says, or are found under another's words."""
    with told(database.seconds):
        for key, digest, *columns, body in database.stream(_EARLIER):
            if not _is_whole(bytes(body), [key, digest, *columns]):
                yield str(key)


def _is_whole(body: bytes, columns: list[str]) -> bool:
    """The digest is of the claim as it was encoded, whatever fields a claim has by now: without key and digest, and since
    models have a say without what they say of it (model/claim.py: with_digest).
    """
    try:
        claim = msgspec.json.decode(body)
        speaker = (claim["chain"][-1]["name"] if claim["chain"] else "").replace("\x00", "\ufffd")
        known = [claim["key"], claim["digest"], claim["kind"], claim["stance"], speaker]
    except (msgspec.DecodeError, UnicodeDecodeError, LookupError, TypeError, AttributeError):
        return False
    bare = {**claim, "key": "", "digest": ""}
    heard = {name: value for name, value in {**bare, "engine": "rules", "score": None}.items() if name != "models"}
    encoded = (msgspec.json.encode(bare), msgspec.json.encode(heard, order="deterministic"))
    return [*known, fold(speaker)] == columns and claim["digest"] in {sha256(one)[:20] for one in encoded}
