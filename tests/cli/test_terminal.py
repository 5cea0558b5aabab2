"""Reports are other people's words: nothing in them may act on a terminal."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sayso.cli.drawing import line
from sayso.cli.terminal import harmless

ROWS = [
    ("plain words\tand\nlines", "plain words\tand\nlines", "what is harmless stays"),
    ("\x1b[31mred\x1b[0m", "red", "colours"),
    ("\x1b]0;title\x07words", "words", "the window's title"),
    ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link", "links"),
    ("\x1b[2J\x1b[Hover", "over", "clearing the screen"),
    ("\x9b31mred", "red", "the one-character form"),
    ("a\rb\r\nc", "a\nb\nc", "going back over the line"),
    ("bell\x07 back\x08space\x00", "bell backspace", "control characters"),
    ("evil\u202egnp.exe\u202c", "evilgnp.exe", "reversed writing"),
    ("\u2067abc\u2069\u200b\ufeff", "abc", "isolates and the invisible"),
    ("قصف درنة", "قصف درنة", "Arabic stays"),
    ("[bold]not markup[/bold] :bomb:", "[bold]not markup[/bold] :bomb:", "brackets are words"),
]


@pytest.mark.parametrize(("words", "shown", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_harmless(words: str, shown: str, why: str) -> None:
    assert harmless(words) == shown, why


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(words: str) -> None:
    assert not any(
        (ord(c) < 32 and c not in "\t\n") or 127 <= ord(c) < 160 or 0x202A <= ord(c) <= 0x202E for c in harmless(words)
    )


def test_markup_of_a_report_is_drawn_as_words() -> None:
    console = Console(file=io.StringIO(), markup=False, emoji=False, highlight=False)
    with console.capture() as drawn:
        console.print(line("[red]a[/red] :bomb:"))
    assert drawn.get() == "[red]a[/red] :bomb:\n"


def on_a_terminal(*arguments: str | Path) -> str:
    """What `python -m sayso` prints when its standard output is a terminal."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "sayso", *map(str, arguments)]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment) as process:
        os.close(theirs)
        printed = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end of a terminal is closed so
                break
            if not piece:
                break
            printed += piece
        process.wait(timeout=60)
    os.close(ours)
    return printed.decode("utf-8").replace("\r\n", "\n")


HOSTILE = "The port\x1b]0;owned\x07 of Derna was \x1b[2Jbombed on Saturday\u202e, killing \x9b31mseven people.\n"


def test_text_and_json_are_harmless_on_a_terminal_and_whole_in_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    assert on_a_terminal("text", path) == "The port of Derna was bombed on Saturday, killing seven people.\n"
    shown = on_a_terminal("text", path, "--json")
    assert not {"\x1b", "\u202e", "\x9b"} & set(shown)
    assert json.loads(shown)["text"] == HOSTILE


def test_the_view_has_colours_on_a_terminal_but_none_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[5m.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    shown = on_a_terminal("read", path)
    assert "\x1b[1" in shown
    assert not {"\x1b[2J", "\x1b[5m", "\x1b]0;", "\u202e"} & {
        shown[i : i + n] for i in range(len(shown)) for n in (1, 4)
    }
