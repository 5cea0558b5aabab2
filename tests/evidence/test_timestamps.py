"""Timestamps by a real authority: openssl signs, a server of the tests' own answers, rfc3161-client verifies."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import ProjectError
from sayso.evidence.chain import next_entry
from sayso.evidence.der import with_sorted_certificates
from sayso.evidence.timestamps import certificates, pending, request, stamp, verify
from sayso.model.evidence import Timestamp
from tests.evidence.servers import Site

CONFIG = """
[ tsa ]
default_tsa = tsa_config
[ tsa_config ]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
[ ca ]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[ signer ]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ req ]
distinguished_name = name
[ name ]
"""


class Authority:
    """A timestamp authority: its own root, a signing certificate under it, and a way to answer requests."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "serial").write_text("01")
        (folder / "config").write_text(CONFIG.format(folder=folder))
        root = ["-keyout", "root.key", "-out", "root.pem", "-days", "3650"]
        self.openssl("req", "-x509", *NEW, "-subj", f"/CN={name} root", "-extensions", "ca", *root)
        self.openssl("req", *NEW, "-subj", f"/CN={name} signer", "-keyout", "signer.key", "-out", "signer.csr")
        by = ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "3650"]
        more = ["-extfile", "config", "-extensions", "signer"]
        self.openssl("x509", "-req", "-in", "signer.csr", *by, *more, "-out", "signer.pem", config=False)

    def openssl(self, command: str, *arguments: str, config: bool = True) -> bytes:
        done = subprocess.run(
            ["openssl", command, *(["-config", "config"] if config else []), *arguments],
            cwd=self.folder, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def reply(self, query: bytes, *, chain: bool = True) -> bytes:
        """A token for a request, as `openssl ts` makes it: with the certificates of the chain in any order, or with one."""
        (self.folder / "query").write_bytes(query)
        signing = ["-signer", "signer.pem", "-inkey", "signer.key"]
        more = ["-chain", "root.pem"] if chain else []
        self.openssl("ts", "-reply", "-queryfile", "query", *signing, *more, "-out", "reply")
        return (self.folder / "reply").read_bytes()

    @property
    def root(self) -> bytes:
        return (self.folder / "root.pem").read_bytes()

    def serve(self, site: Site, path: str = "/tsa") -> str:
        """Let a site answer requests for timestamps."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            assert handler.headers["Content-Type"] == "application/timestamp-query"
            body = self.reply(handler.rfile.read(int(handler.headers["Content-Length"])))
            handler.send_response(200)
            handler.send_header("Content-Type", "application/timestamp-reply")
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        site.answers[path] = answer
        return site.url + path


NEW = ["-newkey", "rsa:2048", "-nodes"]
ENTRY = next_entry(None, at="2026-03-01T12:00:00Z", by="Huda", kind="note", target="t", data={})


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "one", "One")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "two", "Two")


@pytest.fixture(scope="module")
def confirmed(authority: Authority) -> Iterator[Timestamp]:
    """A timestamp over an entry's hash, by the authority."""
    with Site() as site:
        yield stamp(pending(ENTRY, authority.serve(site)), [authority.root], allow_private=True)


def test_a_token_that_verifies_confirms(confirmed: Timestamp, authority: Authority) -> None:
    assert (confirmed.state, confirmed.entry, confirmed.digest) == ("confirmed", 1, ENTRY.hash)
    assert confirmed.time is not None
    assert confirmed.time.endswith("Z")
    assert verify(confirmed, [authority.root]) == confirmed


def test_openssl_alone_verifies_the_token_over_the_hash_as_written(confirmed: Timestamp, authority: Authority) -> None:
    """The recipe of docs/evidence.md."""
    (authority.folder / "hash").write_text(confirmed.digest)
    (authority.folder / "token").write_bytes(base64.b64decode(confirmed.token or ""))
    arguments = ["-data", "hash", "-in", "token", "-CAfile", "root.pem"]
    authority.openssl("ts", "-verify", *arguments, config=False)


def test_tokens_with_and_without_the_chain_are_read(authority: Authority) -> None:
    for chain in (True, False):
        reply = authority.reply(request(ENTRY.hash).as_bytes(), chain=chain)
        held = msgspec.structs.replace(pending(ENTRY, "x"), token=base64.b64encode(reply).decode())
        assert verify(held, [authority.root]).state == "confirmed", chain
        assert len(with_sorted_certificates(reply)) == len(reply)


@given(st.binary(max_size=60), st.integers(0, 60))
def test_sorting_certificates_never_fails_and_alters_nothing_else(data: bytes, length: int) -> None:
    for answer in (data, bytes([0x30, length]) + data):
        assert sorted(with_sorted_certificates(answer)) == sorted(answer)


def test_offline_it_waits_and_says_why(authority: Authority) -> None:
    with Site() as site:
        nowhere = site.url
    for url, words in (
        (f"{nowhere}/tsa", "nobody answers there"),
        ("http://no-such-authority.invalid/", "no such host, or no network"),
    ):
        waiting = stamp(pending(ENTRY, url), [authority.root], allow_private=True)
        assert (waiting.state, waiting.token) == ("pending", None)
        assert words in (waiting.detail or "")


def test_it_can_be_asked_for_again_later(authority: Authority, web: Site) -> None:
    url = f"{web.url}/tsa"
    waiting = stamp(pending(ENTRY, url), [authority.root], allow_private=True)
    assert waiting.state == "pending"
    authority.serve(web)
    assert stamp(waiting, [authority.root], allow_private=True).state == "confirmed"


@pytest.mark.parametrize("url", ["file:///tmp/tsa", "http://127.0.0.1:9/tsa", "ftp://a.example/"])
def test_an_authority_is_reached_by_the_same_rules_as_a_page(url: str, authority: Authority) -> None:
    waiting = stamp(pending(ENTRY, url), [authority.root])
    assert waiting.state == "pending"
    assert "sayso does not fetch from this address" in (waiting.detail or "")


def test_what_answers_and_is_no_authority_confirms_nothing(authority: Authority, web: Site) -> None:
    url = web.says("/", b"<html>hello</html>")
    assert stamp(pending(ENTRY, url), [authority.root], allow_private=True).state == "pending"
    url = web.says("/odd", b"nonsense", "application/timestamp-reply")
    odd = stamp(pending(ENTRY, url), [authority.root], allow_private=True)
    assert (odd.state, odd.detail) == ("failed", "the token cannot be read")


def test_a_token_over_another_digest_fails(confirmed: Timestamp, authority: Authority) -> None:
    other = msgspec.structs.replace(confirmed, digest="0" * 64)
    judged = verify(other, [authority.root])
    assert (judged.state, judged.time) == ("failed", None)
    assert "Mismatch between messages" in (judged.detail or "")


def test_a_reply_to_another_request_fails(authority: Authority, web: Site) -> None:
    """The nonce ties a reply to its request: an old token over the same hash is not taken for a new one."""
    old = authority.reply(request(ENTRY.hash).as_bytes())
    url = web.says("/", old, "application/timestamp-reply")
    judged = stamp(pending(ENTRY, url), [authority.root], allow_private=True)
    assert judged.state == "failed"
    assert "Nonce" in (judged.detail or "")


def test_a_token_by_a_stranger_fails(confirmed: Timestamp, stranger: Authority) -> None:
    judged = verify(confirmed, [stranger.root])
    assert judged.state == "failed"
    assert "does not hold" in (judged.detail or "")


def test_a_refusal_is_told(authority: Authority) -> None:
    authority.openssl("ts", "-query", "-data", "config", "-sha1", "-out", "bad", config=False)
    refusal = authority.reply((authority.folder / "bad").read_bytes())
    refused = msgspec.structs.replace(pending(ENTRY, "x"), token=base64.b64encode(refusal).decode())
    judged = verify(refused, [authority.root])
    assert judged.state == "failed"
    assert "the authority refuses" in (judged.detail or "")


def test_without_a_known_certificate_the_token_waits(confirmed: Timestamp, authority: Authority) -> None:
    judged = verify(confirmed, [])
    assert (judged.state, judged.token) == ("pending", confirmed.token)
    assert verify(judged, [authority.root]).state == "confirmed"


def test_one_without_a_token_stays_as_it_is(authority: Authority) -> None:
    waiting = pending(ENTRY, "https://tsa.example/")
    assert verify(waiting, [authority.root]) == waiting


def test_certificates_may_be_pem_der_or_several(authority: Authority, stranger: Authority) -> None:
    der = authority.openssl("x509", "-in", "root.pem", "-outform", "DER", config=False)
    assert len(certificates([der, authority.root + stranger.root])) == 3
    for nonsense in (b"nonsense", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"):
        with pytest.raises(ProjectError, match="cannot be read"):
            certificates([nonsense])


@settings(max_examples=400, deadline=None)
@given(place=st.integers(0, 5_000), change=st.integers(1, 255))
def test_no_altered_token_is_confirmed_with_another_time_and_none_makes_verifying_fail(
    confirmed: Timestamp, authority: Authority, place: int, change: int
) -> None:
    """Bytes outside what is signed may change (a certificate that is not needed); what the token says may not."""
    token = bytearray(base64.b64decode(confirmed.token or ""))
    token[place % len(token)] ^= change
    altered = msgspec.structs.replace(confirmed, token=base64.b64encode(bytes(token)).decode())
    judged = verify(altered, [authority.root])
    assert judged.state == "failed" or (judged.time, judged.digest) == (confirmed.time, confirmed.digest)


@settings(max_examples=50, deadline=None)
@given(token=st.text(max_size=50) | st.binary(max_size=80).map(lambda data: base64.b64encode(data).decode()))
def test_no_nonsense_is_a_token(authority: Authority, token: str) -> None:
    waiting = msgspec.structs.replace(pending(ENTRY, "x"), token=token)
    assert verify(waiting, [authority.root]).state == "failed"


def test_an_authority_s_password_never_gets_into_the_log() -> None:
    with pytest.raises(ProjectError, match="written into the log") as told:
        pending(ENTRY, "https://me:hidden@tsa.example/")
    assert "hidden" not in str(told.value)
