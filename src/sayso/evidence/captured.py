"""One captured report on its way into the vault, and the way back from the vault to the report's bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from sayso.errors import DamagedEvidenceError, MissingEvidenceError
from sayso.evidence.vault import Vault
from sayso.model.evidence import Capture, Entry
from sayso.model.record import sha256


@dataclass
class Original:
    """Bytes or a file (when it may be large) to be kept; several reports of one WARC share one, and it is put away once."""

    source: bytes | Path
    sha256: str
    is_kept: bool = False

    def into(self, vault: Vault) -> None:
        """Put it into the vault, unless that was done. Raises VaultError, InputError (a file that was changed meanwhile)."""
        if self.is_kept:
            return
        if isinstance(self.source, bytes):
            vault.put(self.source)
        else:
            vault.put_file(self.source, self.sha256)
        self.is_kept = True


def original(data: bytes) -> Original:
    """Bytes to be kept."""
    return Original(data, sha256(data))


@dataclass(frozen=True)
class Captured:
    """What capture yields for a report: how it came, its own bytes to read, and everything that the vault has to keep.

    `keep` holds the report itself or the WARC that it lies in, and what was captured with it. Look whether the project
    knows the capture *before* `into`: what lies in the vault must be logged.
    """

    capture: Capture
    report: bytes
    keep: tuple[Original, ...]

    def into(self, vault: Vault) -> None:
        """Put everything into the vault: first this, then the log entry. Raises VaultError, InputError (a file that was
        changed while it was read).
        """
        for item in self.keep:
            item.into(vault)


def kept(capture: Capture) -> tuple[str, ...]:
    """The hashes of all files of the vault that a capture accounts for."""
    return (capture.container or capture.sha256, *(item.sha256 for item in capture.attachments))


def kept_by(entry: Entry) -> tuple[str, ...]:
    """The hashes of all files of the vault that an entry of the log accounts for: what it captured, or what was remembered of
    a release.
    """
    if entry.kind == "capture":
        return kept(msgspec.convert(entry.data, Capture))
    return (str(entry.data["index"]),) if entry.kind == "release" else ()


def report_bytes(vault: Vault, capture: Capture) -> bytes:
    """The report's own bytes as they were captured, checked against their hash, taken out of the WARC where they lie in one.

    Raises MissingEvidenceError, DamagedEvidenceError, VaultError.
    """
    if capture.container is None:
        return vault.get(capture.sha256)
    from sayso.evidence.warcs import body_at

    if capture.offset is None:
        raise MissingEvidenceError(capture.sha256)
    with vault.open(capture.container) as file:
        body = body_at(file, capture.offset, capture.record)
    if body is None or sha256(body) != capture.sha256:
        raise DamagedEvidenceError(capture.container, f"the page {capture.sha256} in it is not what was captured")
    return body
