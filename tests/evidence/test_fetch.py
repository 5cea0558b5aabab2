"""Pages from a real server: kept as they came, within limits, and nothing else is reached."""

from __future__ import annotations

import gzip
import io
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
import zlib
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from sayso import __version__
from sayso.errors import AddressRefusedError, FetchError, InputEmptyError, InputError
from sayso.evidence.bodies import page_bytes
from sayso.evidence.fetch import fetch, user_agent
from sayso.evidence.options import Limits, Options
from sayso.evidence.warcs import body_at
from tests.evidence.servers import Site

PAGE = "<html><body><p>Two raids struck Derna. غارتان على درنة</p></body></html>".encode()
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def records(warc: bytes) -> list[tuple[str, str, str, bytes]]:
    """What warcio's own reader finds: type, address, status or request line, body."""
    found = []
    for record in ArchiveIterator(io.BytesIO(warc), check_digests="raise"):
        headers = record.http_headers
        line = "" if headers is None else f"{headers.protocol} {headers.statusline}".strip()
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        found.append((record.rec_type, address, line, record.content_stream().read()))
    return found


def limited(**limits: float) -> Options:
    """Options with other limits."""
    return Options(allow_private=True, limits=Limits(**limits))  # type: ignore[arg-type]


def test_a_page_is_kept_with_its_request_and_every_header(web: Site, local: Options, tmp_path: Path) -> None:
    url = web.says("/news", PAGE, X_Sent="a value")
    fetched = fetch(url, local)
    assert fetched.page == PAGE
    assert ("X-Sent", "a value") in fetched.headers
    assert [record[:3] for record in records(fetched.warc)] == [
        ("warcinfo", "", ""),
        ("response", url, "HTTP/1.1 200 OK"),
        ("request", url, "GET /news HTTP/1.1"),
    ]
    assert records(fetched.warc)[1][3] == PAGE
    assert body_at(io.BytesIO(fetched.warc), fetched.offset, fetched.record) == PAGE
    file = tmp_path / "page.warc.gz"
    file.write_bytes(fetched.warc)
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(file)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    assert "digest failed" not in checked.stdout


def test_the_same_answer_at_the_same_moment_is_the_same_file(web: Site, local: Options) -> None:
    url = web.sends("/", OK + b"Content-Length: 3\r\n\r\nabc")
    assert fetch(url, local).warc == fetch(url, local).warc


def test_we_say_who_we_are_and_send_nothing_else(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    url = web.says("/", PAGE, Set_Cookie="id=1")
    options = Options(allow_private=True, contact="https://archive.example/about\r\nX-Slipped: in (ok)")
    for _ in range(2):
        fetch(url, options)
    agent = f"sayso/{__version__} (+https://archive.example/about X-Slipped: in ok)"
    for _, headers in web.asked:
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert headers["User-Agent"] == agent
    assert user_agent(None) == f"sayso/{__version__}"


def test_every_redirect_is_recorded(web: Site, local: Options) -> None:
    web.says("/end", PAGE)
    web.leads("/middle", "end", status=301)
    url = web.leads("/start", f"{web.url}/middle", status=307)
    fetched = fetch(url, local)
    assert (fetched.requested, fetched.url, fetched.page) == (url, f"{web.url}/end", PAGE)
    hops = [(address, line) for kind, address, line, _ in records(fetched.warc) if kind == "response"]
    assert [line.split()[1] for _, line in hops] == ["307", "301", "200"]
    assert [address.rsplit("/", 1)[1] for address, _ in hops] == ["start", "middle", "end"]


@pytest.mark.parametrize(
    ("location", "error", "words"),
    [
        ("http://127.0.0.1:9/", AddressRefusedError, "127.0.0.1"),
        ("http://[::ffff:127.0.0.1]/", AddressRefusedError, "not on the public internet"),
        ("http://2130706433/", AddressRefusedError, "not on the public internet"),
        ("http://169.254.169.254/latest/meta-data/", AddressRefusedError, "169.254.169.254"),
        ("file:///etc/passwd", AddressRefusedError, "only http and https"),
        ("ftp://example.org/", AddressRefusedError, "only http and https"),
        ("http://a:b@example.org/", AddressRefusedError, "password"),
        ("http://[broken", AddressRefusedError, "address"),
    ],
)
def test_a_redirect_to_where_we_do_not_go_is_refused(
    web: Site, monkeypatch: pytest.MonkeyPatch, location: str, error: type[InputError], words: str
) -> None:
    """The first hop alone is let through, as if it were public; every hop is looked at again."""
    from sayso.evidence import addresses, wire

    url, here = web.leads("/", location), f":{web.server.server_port}"
    real, seen = addresses.resolved, []

    def first_is_public(wanted: addresses.Address, seconds: float, **_: bool) -> list[str]:
        seen.append(wanted.url)
        return real(wanted, seconds, allow_private=here in wanted.url)

    monkeypatch.setattr(wire, "resolved", first_is_public)
    monkeypatch.setattr(wire, "is_public", lambda _: len(seen) == 1)
    with pytest.raises(error, match="sayso does not fetch") as told:
        fetch(url, Options())
    assert words in str(told.value)
    assert str(told.value).startswith(url)


def test_redirects_in_a_circle_end(web: Site, local: Options) -> None:
    web.leads("/b", "/a")
    url = web.leads("/a", "/b")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch(url, local)
    assert len(web.asked) == 6


@pytest.mark.parametrize("status", [b"404 Not Found", b"500 \x1b[31mred", b"204 No Content", b"206 Partial Content"])
def test_an_answer_that_is_no_page_is_told(web: Site, local: Options, status: bytes) -> None:
    url = web.sends("/", b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")
    with pytest.raises(FetchError, match=f"the server answers {status[:3].decode()}") as told:
        fetch(url, local)
    assert "\x1b" not in str(told.value)


BODIES = [
    ("length", OK + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE),
    ("until it closes", OK + b"\r\n" + PAGE),
    ("chunks", OK + b"Transfer-Encoding: chunked\r\n\r\n5;x=y\r\n" + PAGE[:5] + b"\r\n%x\r\n" % (len(PAGE) - 5) + PAGE[5:]
     + b"\r\n0\r\nTrailer: t\r\n\r\n"),
    ("gzip", OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE)),
    ("gzip in two members", OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:])),
    ("deflate", OK + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(PAGE)),
    ("bare deflate", OK + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(PAGE)[2:-4]),
    ("said to be gzip and is not", OK + b"Content-Encoding: gzip\r\n\r\n" + PAGE),
    ("odd headers", OK + "X-Odd: ünï\x01\x1b[0m\r\n".encode() + b"X-Raw: \xff\xfe\r\nX-Long: " + b"y" * 9_000
     + b"\r\n\r\n" + PAGE),
]  # fmt: skip


@pytest.mark.parametrize(("name", "answer"), BODIES)
def test_a_page_is_the_same_however_it_is_sent_and_comes_out_of_the_warc_again(
    web: Site, local: Options, name: str, answer: bytes
) -> None:
    fetched = fetch(web.sends("/", answer), local)
    assert fetched.page == PAGE, name
    assert body_at(io.BytesIO(fetched.warc), fetched.offset, fetched.record) == PAGE
    unpacked = b"".join(gzip.decompress(fetched.warc).split(b"\r\n\r\n\r\n\r\n"))
    assert answer.partition(b"\r\n\r\n")[0] in unpacked, "headers are kept byte for byte"
    assert all(value.isprintable() for _, value in fetched.headers), "and cleaned for the log"
    assert all(len(value) <= 2_000 for _, value in fetched.headers)


BROKEN = [
    (OK + b"Content-Length: 500\r\n\r\nshort", "cut off"),
    (OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nshort", "cut off"),
    (OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE)[:-12], "cut off"),
    (OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00" + b"garbage" * 9, "compression is damaged"),
    (OK + b"Content-Encoding: br\r\n\r\nxxxx", "'br'"),
    (b"no http at all\r\n\r\n", "no proper HTTP"),
    (OK + b"X: " + b"y" * 70_000 + b"\r\n\r\n", "no proper HTTP"),
    (OK + b"A: b\r\n" * 200 + b"\r\n", "no proper HTTP"),
    (b"", "no answer|broke off"),
]


@pytest.mark.parametrize(("answer", "words"), BROKEN)
def test_a_broken_answer_is_one_sentence(web: Site, local: Options, answer: bytes, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        fetch(web.sends("/", answer), local)


# Headers that readers of HTTP take differently: what one unpacks, another leaves as it is.
AMBIGUOUS = [
    b"no colon here\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE),
    b"Content-Encoding : gzip\r\n\r\n" + gzip.compress(PAGE),
    b"X: y\rContent-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE),
    b"no colon here\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n" % len(PAGE) + PAGE + b"\r\n0\r\n\r\n",
]


@pytest.mark.parametrize("answer", AMBIGUOUS)
def test_what_could_not_be_read_out_of_its_warc_again_is_not_kept(web: Site, local: Options, answer: bytes) -> None:
    """Otherwise a server decides that `verify` calls its page altered."""
    with pytest.raises(FetchError, match="no proper HTTP"):
        fetch(web.sends("/", OK + answer), local)


@pytest.mark.parametrize("times", [1, 3])
def test_what_a_server_says_before_its_answer_is_no_part_of_it(web: Site, local: Options, times: int) -> None:
    early = b"HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\n" * times
    fetched = fetch(web.sends("/", early + OK + b"\r\n" + PAGE), local)
    assert fetched.page == PAGE
    assert body_at(io.BytesIO(fetched.warc), fetched.offset, fetched.record) == PAGE


def test_very_many_gzip_members_cost_no_more_than_their_bytes() -> None:
    """Four megabytes, read in a second or two; copying the rest of the body for each member took half a minute."""
    packed = gzip.compress(b"", 9) * 200_000 + gzip.compress(PAGE)
    started = time.monotonic()
    assert page_bytes(packed, [("Content-Encoding", "gzip")], 25_000_000) == PAGE
    assert time.monotonic() - started < 15


def test_a_page_is_not_unpacked_time_and_again(web: Site, local: Options) -> None:
    with pytest.raises(FetchError, match="times over"):
        fetch(web.says("/", PAGE, Content_Encoding=", ".join(["gzip"] * 6)), local)


def test_an_empty_page_is_called_empty(web: Site, local: Options) -> None:
    with pytest.raises(InputEmptyError):
        fetch(web.sends("/", OK + b"Content-Length: 3\r\n\r\n \r\n"), local)


def test_a_body_without_end_stops_at_the_limit(web: Site) -> None:
    url = web.sends("/", OK + b"\r\n", *[b"x" * 60_000] * 400)
    with pytest.raises(FetchError, match="larger than the limit"):
        fetch(url, limited(size=1_000_000))


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_compression_bomb_is_not_unpacked(web: Site, coding: str) -> None:
    zeros = bytes(50_000_000)
    packed = gzip.compress(zeros, 9) if coding == "gzip" else zlib.compress(zeros, 9)
    url = web.says("/", packed, Content_Encoding=coding)
    with pytest.raises(FetchError, match="when it is unpacked"):
        fetch(url, limited(page=5_000_000))


def test_a_bomb_within_a_bomb_is_not_unpacked(web: Site) -> None:
    packed = gzip.compress(gzip.compress(bytes(50_000_000), 9), 9)
    with pytest.raises(FetchError, match="when it is unpacked"):
        fetch(web.says("/", packed, Content_Encoding="gzip, gzip"), limited(page=5_000_000))


def test_a_server_that_never_answers_is_given_up(web: Site) -> None:
    silence = threading.Event()
    url = web.sends("/", b"", pause=lambda: silence.wait(5))
    with pytest.raises(FetchError, match="took too long"):
        fetch(url, limited(read=0.2))
    silence.set()


def test_a_server_that_drips_is_given_up_in_all(web: Site) -> None:
    """Each byte comes in time, but the whole does not."""
    stop = threading.Event()
    url = web.sends("/", OK + b"\r\n", *[b"x"] * 100, pause=lambda: stop.wait(0.05))
    with pytest.raises(FetchError, match="took too long"):
        fetch(url, limited(read=5, total=0.5))
    stop.set()


def test_nobody_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="nobody answers there"):
        fetch(f"http://127.0.0.1:{port}/", Options(allow_private=True))


@pytest.fixture
def secure(web: Site, tmp_path: Path) -> Site:
    """The site behind TLS with a certificate for localhost that nobody vouches for."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    names = "subjectAltName=DNS:localhost"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         names, "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    web.server.socket = context.wrap_socket(web.server.socket, server_side=True)
    return web


def test_certificates_are_checked(
    secure: Site, local: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secure.says("/", PAGE)
    port = secure.server.server_port
    with pytest.raises(FetchError, match="certificate does not hold"):
        fetch(f"https://localhost:{port}/", local)
    monkeypatch.setitem(os.environ, "SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    assert fetch(f"https://localhost:{port}/", local).page == PAGE
    with pytest.raises(FetchError, match="certificate does not hold"):
        fetch(f"https://127.0.0.1:{port}/", local)  # vouched for, but for another name
