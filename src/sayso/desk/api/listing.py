"""The addresses of an OpenAPI document as a list, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def addresses(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Of every address the method, the path, the least role that may ask, and what it does."""
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield method.upper(), path, told["x-role"], told["summary"]


def table(document: Mapping[str, Any]) -> str:
    """The addresses as a table in Markdown."""
    rows = [f"| `{method}` | `{path}` | {role} | {words} |" for method, path, role, words in addresses(document)]
    return "\n".join(("| method | address | from role | what |", "|---|---|---|---|", *rows)) + "\n"
