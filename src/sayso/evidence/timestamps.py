"""RFC 3161 timestamps: somebody outside says when a log entry (and so everything before it) existed.

What is stamped is the entry's hash as it is written, 64 hexadecimal characters; `openssl ts -verify -data` on a file of
them checks a token without sayso. Offline, a timestamp waits as `pending`; it is `confirmed` only when the authority's
token verifies against the hash and the certificates that the project trusts, and `failed`, with the reason, otherwise.
"""

from __future__ import annotations

import base64
import binascii
import re
import warnings
from collections.abc import Sequence
from datetime import UTC
from typing import TYPE_CHECKING

import msgspec

from sayso import __version__
from sayso.errors import AddressRefusedError, FetchError, ProjectError
from sayso.evidence.addresses import Address, address
from sayso.evidence.clock import Deadline
from sayso.evidence.der import with_sorted_certificates
from sayso.evidence.options import Options
from sayso.evidence.wire import exchanged
from sayso.evidence.wording import plain
from sayso.model.evidence import Entry, Timestamp

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampRequest, TimeStampResponse

_ASK, _ANSWER = "application/timestamp-query", "application/timestamp-reply"
_LONGEST_ANSWER = 1_000_000
_SECRET = re.compile(r"//[^/?#]*@")


def pending(entry: Entry, authority: str) -> Timestamp:
    """The timestamp that an entry is to get. Raises ProjectError for an address with a name or password in it."""
    if _SECRET.search(authority):
        raise ProjectError(
            "sayso.toml", "a name or password in the address of the timestamp authority would be written into the log"
        )
    return Timestamp(entry=entry.number, digest=entry.hash, authority=authority, state="pending")


def request(digest: str) -> TimeStampRequest:
    """What an authority is asked: SHA-256 over the digest as written, with a nonce, its certificate to come along."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    return TimestampRequestBuilder().data(digest.encode("ascii")).hash_algorithm(HashAlgorithm.SHA256).build()


def stamp(waiting: Timestamp, roots: Sequence[bytes], *, allow_private: bool = False) -> Timestamp:
    """Ask the authority of a pending timestamp for a token. The answer is the timestamp as it stands then: `pending` with
    the reason when the authority cannot be reached, `confirmed`, or `failed` with the reason. `roots` are certificates,
    PEM or DER. `allow_private` is for the tests' own authority.
    """
    asked = request(waiting.digest)
    try:
        answer = _answer(address(waiting.authority), asked.as_bytes(), Options(allow_private=allow_private))
    except (AddressRefusedError, FetchError) as error:
        return msgspec.structs.replace(waiting, state="pending", detail=str(error))
    token = base64.b64encode(answer).decode("ascii")
    return _checked(msgspec.structs.replace(waiting, token=token), roots, asked.nonce)


def verify(timestamp: Timestamp, roots: Sequence[bytes]) -> Timestamp:
    """Check a token again: `confirmed` or `failed` with the reason; one without a token stays as it is."""
    return timestamp if timestamp.token is None else _checked(timestamp, roots, None)


def certificates(roots: Sequence[bytes], file: str = "sayso.toml") -> list[Certificate]:
    """The certificates in these files, PEM (also several in one) or DER. Raises ProjectError."""
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm

    found: list[Certificate] = []
    for data in roots:
        try:
            is_pem = b"-----BEGIN" in data
            found += x509.load_pem_x509_certificates(data) if is_pem else [x509.load_der_x509_certificate(data)]
        except (ValueError, x509.InvalidVersion, UnsupportedAlgorithm) as error:
            raise ProjectError(file, "a certificate of the timestamp authority cannot be read") from error
    return found


def _answer(authority: Address, asked: bytes, options: Options) -> bytes:
    """The authority's answer. Raises FetchError when it is none; redirects are not followed."""
    head = (
        f"POST {authority.target} HTTP/1.1",
        f"Host: {authority.authority}",
        f"User-Agent: sayso/{__version__}",
        f"Content-Type: {_ASK}",
        f"Accept: {_ANSWER}",
        f"Content-Length: {len(asked)}",
        "Connection: close",
    )
    sent = "".join(f"{line}\r\n" for line in (*head, "")).encode("ascii") + asked
    exchange = exchanged(authority, sent, Deadline(options.limits.total), options)
    if exchange.status != 200:
        raise FetchError(authority.url, f"the server answers {exchange.said}")
    if not exchange.header("content-type").lower().startswith(_ANSWER):
        raise FetchError(authority.url, "what answers there is no timestamp authority")
    return exchange.page(_LONGEST_ANSWER)


def _checked(timestamp: Timestamp, roots: Sequence[bytes], nonce: int | None) -> Timestamp:
    """A timestamp with a token, judged."""
    known = certificates(roots)
    if not known:
        detail = "no certificate of the authority is named in sayso.toml, so the token cannot be checked"
        return msgspec.structs.replace(timestamp, state="pending", detail=detail)
    try:
        answer = _decoded(timestamp.token or "")
        _verified(answer, timestamp.digest, known, nonce)
        moment = answer.tst_info.gen_time.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except _NotVerifiedError as error:
        return msgspec.structs.replace(timestamp, state="failed", time=None, detail=str(error))
    return msgspec.structs.replace(timestamp, state="confirmed", time=moment, detail=None)


class _NotVerifiedError(Exception):
    """Why a token does not hold."""


def _decoded(token: str) -> TimeStampResponse:
    from rfc3161_client import decode_timestamp_response

    try:
        answer = decode_timestamp_response(with_sorted_certificates(base64.b64decode(token, validate=True)))
        if answer.status not in {0, 1}:
            said = plain("; ".join(answer.status_string), 150)
            raise _NotVerifiedError(f"the authority refuses: {said or f'status {answer.status}'}")
    except (ValueError, binascii.Error) as error:
        raise _NotVerifiedError("the token cannot be read") from error
    return answer


def _verified(answer: TimeStampResponse, digest: str, known: list[Certificate], nonce: int | None) -> None:
    """Raises _NotVerifiedError unless the token is over this digest and signed under these certificates."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.utils import CryptographyDeprecationWarning
    from cryptography.x509 import DuplicateExtension, InvalidVersion
    from rfc3161_client import VerificationError, VerifierBuilder

    faults = (VerificationError, ValueError, InvalidVersion, DuplicateExtension, UnsupportedAlgorithm)
    verifier = VerifierBuilder(
        roots=[one for one in known if one.issuer == one.subject] or known,
        intermediates=[one for one in known if one.issuer != one.subject],
        nonce=nonce,
    ).build()
    try:
        with warnings.catch_warnings():  # on odd certificates, which fail or hold by themselves
            warnings.simplefilter("ignore", CryptographyDeprecationWarning)
            verifier.verify_message(answer, digest.encode("ascii"))
    except faults as error:
        raise _NotVerifiedError(f"the token does not hold: {plain(str(error), 200)}") from error
