"""Sensitive material stays here: reading never looks for the network, not even when there is one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.text.documents import page, pdf

# Runs the command line with a guard on everything that could reach another machine, and tells what was tried.
# (A library asks whether this machine knows IPv6 by binding a socket to itself: that reaches nobody.)
GUARDED = """
import sys

REACHES = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto",
           "socket.sendmsg", "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect"}

def guard(event, arguments):
    if event in REACHES:
        sys.__stderr__.write(f"NETWORK {event} {arguments}\\n")
        raise RuntimeError(f"network: {event}")

sys.addaudithook(guard)
from sayso.cli.app import main
main()
"""


def guarded(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command line under guard."""
    command = [sys.executable, "-c", GUARDED, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_the_guard_sees_what_it_should() -> None:
    code = GUARDED.split("from sayso", maxsplit=1)[0] + "import socket; socket.getaddrinfo('localhost', 80)"
    assert "NETWORK socket.getaddrinfo" in subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    ).stderr  # fmt: skip


def test_reading_a_text_a_page_and_a_pdf_never_tries_the_network(tmp_path: Path) -> None:
    words = "Two warplanes bombed the port of Derna on Saturday, a spokesman said. He spoke in Benghazi."
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    (tmp_path / "b.html").write_text(
        page(head='<link rel="canonical" href="http://127.0.0.1/2016/07/09/a"><base href="http://127.0.0.1/">'),
        encoding="utf-8",
    )
    (tmp_path / "c.pdf").write_bytes(pdf([words]))
    done = guarded("read", tmp_path, "--jsonl")
    assert "NETWORK" not in done.stderr
    assert (done.returncode, done.stdout.count("\n")) == (0, 3), done.stderr


def test_what_runs_the_networks_tells_nobody(tmp_path: Path) -> None:
    """onnxruntime sends what it is used for to its makers, past the guard above, and begins with an id on the disk."""
    (tmp_path / "a.txt").write_text("Shells hit the port of Derna, a spokesman said.", encoding="utf-8")
    places = {name: str(tmp_path / name) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME")}
    for place in places.values():
        Path(place).mkdir()
    command = [sys.executable, "-m", "sayso", "read", str(tmp_path / "a.txt"), "--json"]
    done = subprocess.run(
        command, env={**os.environ, **places}, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    left = [path.name for place in places.values() for path in Path(place).rglob("*")]
    assert not [name for name in left if name == ".ses" or "onnxruntime" in name or name == "Microsoft"], left
