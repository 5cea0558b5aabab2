"""An Atom feed of what changed since the release before."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from sayso.model.release import Changed, Release, ReleasedAgreement, ReleasedIncident, ReleasedTotal
from sayso.publish.writer import Contents, Made

PATH = "changes.atom"
_ATOM = "http://www.w3.org/2005/Atom"
_DECLARED = f' xmlns="{_ATOM}"'  # the feed declares it for all
_WORDS = {"added": "added", "changed": "changed", "merged": "merged", "removed": "no longer published"}


class Atom:
    """Written at the start, entry by entry: it needs the changes alone."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        release = contents.release
        register_namespace("", _ATOM)
        feed = Element(f"{{{_ATOM}}}feed")
        _put(feed, "id", f"urn:sayso:{release.entry_hash}")
        _put(feed, "title", f"{_plain(release.policy.title or release.project)}: changes of release {release.number}")
        _put(feed, "updated", _moment(release))
        author = SubElement(feed, f"{{{_ATOM}}}author")
        _put(author, "name", _plain(release.policy.publisher or release.project))
        head, end = tostring(feed, encoding="unicode").rsplit("</", 1)
        with (folder / PATH).open("w", encoding="utf-8", newline="\n") as file:
            file.write(f"<?xml version='1.0' encoding='utf-8'?>\n{head}")
            file.writelines(_entry(one, release) for one in contents.changes)
            file.write(f"</{end}")

    def incident(self, one: ReleasedIncident) -> None:
        """The feed has changes alone."""

    def agreement(self, one: ReleasedAgreement) -> None:
        """The feed has changes of incidents alone."""

    def total(self, one: ReleasedTotal) -> None:
        """The feed has changes of incidents alone."""

    def close(self) -> list[Made]:
        """The feed."""
        return [
            Made(
                PATH, "what changed since the release before (Atom)", ("what it was before: only which fields changed",)
            )
        ]


def _entry(one: Changed, release: Release) -> str:
    """An entry by itself, as it stands in a feed."""
    entry = Element(f"{{{_ATOM}}}entry")
    _put(entry, "id", f"urn:sayso:{release.entry_hash}:{one.code}")
    _put(entry, "title", _plain(f"{one.code} {_WORDS[one.change]}: {one.title}".removesuffix(": ")))
    _put(entry, "updated", _moment(release))
    _put(entry, "summary", _plain(_summary(one)))
    SubElement(entry, f"{{{_ATOM}}}category", {"term": one.change})
    return tostring(entry, encoding="unicode").replace(_DECLARED, "", 1)


def _moment(release: Release) -> str:
    return f"{release.day}T00:00:00Z"


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def _plain(words: str) -> str:
    """Without characters that XML does not take."""
    return "".join(
        c for c in words if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
    )


def _summary(one: Changed) -> str:
    fields = f"changed: {', '.join(one.fields).replace('_', ' ')}" if one.fields else ""
    return ". ".join(part for part in (one.why, fields) if part) or _WORDS[one.change]
