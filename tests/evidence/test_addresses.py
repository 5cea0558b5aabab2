"""Which addresses are fetched, and that the one looked at is the one connected to."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import AddressRefusedError, FetchError, InputError
from sayso.evidence.addresses import address, is_address, is_public, redirected, resolved
from sayso.evidence.fetch import fetch
from sayso.evidence.options import Options

REFUSED = [
    ("file:///etc/passwd", "a file of this machine"),
    ("ftp://example.org/a", "another scheme"),
    ("data:text/html,hello", "no place at all"),
    ("javascript:alert(1)", "a program"),
    ("gopher://example.org/", "another scheme"),
    ("http://", "no host"),
    ("http://[::1", "half an address"),
    ("http://user:secret@example.org/", "a password would be logged"),
    ("http://example.org:99999/", "no such port"),
    ("http://example.org:0/", "no such port"),
    ("http://exam ple.org/", "a space"),
    ("http://example.org/\r\nX: y", "a header slipped in"),
    ("http://example.org\\@127.0.0.1/", "read differently by different readers"),
    ("http://ex%61mple.org/", "an escaped host"),
    ("http://" + "a" * 70 + ".org/", "a label longer than names have"),
]
PRIVATE = """
    127.0.0.1 127.1 2130706433 0177.0.0.1 0x7f.0.0.1 0x7f000001 10.0.0.8 172.16.5.4 192.168.1.1 169.254.169.254 100.64.0.1
    0.0.0.0 224.0.0.1 240.0.0.1 255.255.255.255 198.18.0.1 192.0.0.1 192.0.2.1 203.0.113.9 [::1] [::] [fe80::1] [fc00::1]
    [fd12:3456::1] [ff02::1] [::ffff:127.0.0.1] [::ffff:10.0.0.1] [64:ff9b::7f00:1] [64:ff9b::a00:1] [2002:7f00:1::]
    [::127.0.0.1] [fec0::1] [2001:db8::1] localhost localhost.
""".split()


@pytest.mark.parametrize(("url", "why"), REFUSED)
def test_what_is_no_address_on_the_web_is_refused_with_a_sentence(url: str, why: str) -> None:
    with pytest.raises(AddressRefusedError, match="sayso does not fetch from this address") as told:
        fetch(url, Options())
    assert "\n" not in str(told.value), why
    assert "secret" not in str(told.value).replace(url, "")


@pytest.mark.parametrize("host", PRIVATE)
def test_no_way_of_writing_a_private_address_gets_through(host: str) -> None:
    with pytest.raises((AddressRefusedError, FetchError)) as told:
        fetch(f"http://{host}/", Options())
    unknown_here = "no address is known" in str(told.value)
    assert unknown_here or isinstance(told.value, AddressRefusedError)


@pytest.mark.parametrize("ip", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_public(ip: str) -> None:
    assert is_public(ip)


@given(st.ip_addresses())
def test_what_the_standard_library_calls_private_is_never_public(ip: Any) -> None:
    if ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved:
        mapped = getattr(ip, "ipv4_mapped", None)
        nat64 = str(ip).startswith("64:ff9b::")
        assert not is_public(str(ip)) or nat64 or (mapped is not None and mapped.is_global)


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """As an attacker's name server answers: the answer is the system's own, only its content is set."""

    def answers(_host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("93.184.216.34", "192.168.1.7")]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    with pytest.raises(AddressRefusedError, match=r"192\.168\.1\.7"):
        resolved(address("http://two-faced.example/"), 5, allow_private=False)


def test_the_name_is_looked_up_once_and_that_address_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that changes between looking and connecting would lead inside; so there is one looking."""
    asked, connected = [], []

    def answers(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        ip = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    def connects(place: tuple[str, int], *_: object) -> socket.socket:
        connected.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    monkeypatch.setattr(socket, "create_connection", connects)
    with pytest.raises(FetchError, match="nobody answers"):
        fetch("http://changing.example/", Options())
    assert (asked, connected) == (["changing.example"], [("93.184.216.34", 80)])


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("http://example.org:80/a#part", "http://example.org/a"),
        ("https://example.org:8443/a?b=c d".replace(" ", "%20"), "https://example.org:8443/a?b=c%20d"),
        (
            "http://example.org/أخبار?q=درنة",
            "http://example.org/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1?q=%D8%AF%D8%B1%D9%86%D8%A9",
        ),
        ("http://مثال.example/", "http://xn--mgbh0fb.example/"),
        ("http://example.org/a%2Fb", "http://example.org/a%2Fb"),
        ("http://[2606:2800:220:1::1]:8080/", "http://[2606:2800:220:1::1]:8080/"),
    ],
)
def test_an_address_has_one_plain_form(url: str, plain: str) -> None:
    assert address(url).url == plain


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b", "http://example.org/b"),
        ("c?d=e#f", "http://example.org/a/c?d=e"),
        ("//other.example/x", "http://other.example/x"),
        ("https://other.example", "https://other.example/"),
        ("/أ".encode().decode("latin-1"), "http://example.org/%D8%A3"),
        ("/with space", "http://example.org/with%20space"),
    ],
)
def test_redirects_are_followed_as_browsers_do(location: str, url: str) -> None:
    assert redirected(address("http://example.org/a/b"), location).url == url


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://example.org/{text}"):
        try:
            found = address(url)
        except InputError:
            continue
        assert found.url.isascii()
        assert not set(found.url) & set(" \r\n\t\0")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("https://a.b/", True), ("FILE:///x", True), ("data:text/html,x", True), ("a.txt", False), ("C:\\a.txt", False),
     ("reports/10:30.txt", False), ("note: this.txt", False), ("-", False)],
)  # fmt: skip
def test_addresses_are_told_from_file_names(text: str, expected: bool) -> None:
    assert is_address(text) is expected
