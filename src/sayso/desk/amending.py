"""The form that amends a claim: drawn from the JSON Schema of what the claim says, and read back into such a record.

Words of the report are one field each: they are found in the text by the server, so that what is stored always stands there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from django.utils.translation import gettext as _

from sayso.desk.amending_schema import (
    Schema,
    bare,
    blank,
    is_list,
    is_optional,
    is_record,
    schema_of,
    to_fill_in,
    words_of,
)
from sayso.desk.amending_words import label_of
from sayso.desk.claim_facts import time_words
from sayso.desk.highlights import shown
from sayso.model.claim import Aggregate, Casualties
from sayso.model.mention import TimeMention
from sayso.model.reading import Reading
from sayso.model.record import Record, Span
from sayso.wording.coded import value_of

_BOUNDS = ("low", "high")
_UNSAID = {"exact": "", "approximator": None}
_KINDS = {"integer": "number", "boolean": "tick"}
Given = Mapping[str, str]


class Choice(Record, frozen=True, kw_only=True):
    """One of the values that a field may have."""

    value: str
    words: str


class Field(Record, frozen=True, kw_only=True):
    """One field of the form, or a group of them. `kind` is how it is filled in: group, list, words (of the report), choice,
    number, text, tick. `path` is its name; `start` and `end` of words are where they stand. `may_lack`: it can be added or
    taken away; `lacks`: it is not there.
    """

    path: str
    label: str
    kind: str
    value: str = ""
    start: int | None = None
    end: int | None = None
    choices: tuple[Choice, ...] = ()
    fields: tuple[Field, ...] = ()
    may_lack: bool = False
    lacks: bool = False


class Around(NamedTuple):
    """What a form is filled in with: the report's text, its reading, and where the claim stands."""

    text: str
    reading: Reading
    start: int
    end: int


class UnreadableError(Exception):
    """What was filled in cannot be a claim; `sentences` say why, one a field."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


def form(proposition: Any, around: Around) -> Field:
    """The form for a proposition (as plain JSON), filled in."""
    return _Drawing(around).field(schema_of(proposition), proposition, "", _("What is claimed"))


def filled_in(proposition: Any, given: Given, around: Around) -> tuple[Any, tuple[str, ...]]:
    """The proposition with what was filled in, as plain JSON; and what cannot be so, in sentences."""
    telling = _Telling(given, around)
    return telling.told(schema_of(proposition), proposition, ""), tuple(telling.wrong)


def added(proposition: Any, path: str, around: Around) -> Any:
    """The proposition with one more of what the path leads to: a further figure, an occurrence that it lacked. Raises
    UnreadableError.
    """
    whole = _copied(proposition)
    place, name, schema = _place(whole, path)
    spot = (around.start, around.end, around.text[around.start : around.end])
    if is_list(schema):
        items = place[name] or []
        place[name] = [*items, blank(schema["items"], spot, f"{path}.{len(items)}")]
    elif is_record(schema):
        place[name] = blank(schema, spot, path)
    return whole


def removed(proposition: Any, path: str) -> Any:
    """The proposition without what the path leads to. Raises UnreadableError."""
    whole = _copied(proposition)
    place, name, _schema = _place(whole, path)
    if isinstance(place, list):
        del place[name]
    else:
        place[name] = None
    return whole


class _Drawing:
    """Draws fields."""

    def __init__(self, around: Around) -> None:
        self._around = around

    def field(self, schema: Schema, value: Any, path: str, label: str, *, may_lack: bool = False) -> Field:
        optional, schema = is_optional(schema), bare(schema)
        if is_record(schema):
            return self._record(schema, value, path, label, may_lack=optional or may_lack)
        if not is_list(schema):
            return self._single(schema, value, path, label, optional=optional)
        items = enumerate(value or [])
        return Field(
            path=path,
            label=label,
            kind="list",
            fields=tuple(
                self.field(schema["items"], one, f"{path}.{n}", f"{label}, {n + 1}", may_lack=True) for n, one in items
            ),
        )

    def _record(self, schema: Schema, value: Any, path: str, label: str, *, may_lack: bool) -> Field:
        if value is None:
            return Field(path=path, label=label, kind="group", may_lack=True, lacks=True)
        properties: Schema = schema["properties"]
        fields = [
            self.field(each, value.get(name), _join(path, name), label_of(name))
            for name, each in to_fill_in(properties).items()
        ]
        if words := words_of(properties):
            own = Field(
                path=_join(path, words),
                label=label_of(words) if fields else label,
                kind="words",
                value=" ".join((value.get(words) or "").split()),
                start=value.get("start"),
                end=value.get("end"),
            )
            fields = [own, *fields]
        return Field(path=path, label=label, kind="group", fields=tuple(fields), may_lack=may_lack)

    def _single(self, schema: Schema, value: Any, path: str, label: str, *, optional: bool) -> Field:
        choices = self._mentioned(path.rpartition(".")[2])
        if choices is None and "enum" in schema:
            choices = [Choice(value=one, words=value_of(one)) for one in schema["enum"]]
        elif choices is None and schema.get("type") == "boolean" and optional:
            choices = [Choice(value="true", words=_("yes")), Choice(value="false", words=_("no"))]
        if choices is None:
            kind = _KINDS.get(str(schema.get("type")), "text")
            return Field(path=path, label=label, kind=kind, value=_shown(value))
        nothing = [Choice(value="", words=_("not said"))] if optional else []
        return Field(path=path, label=label, kind="choice", value=_shown(value), choices=(*nothing, *choices))

    def _mentioned(self, name: str) -> list[Choice] | None:
        """Fields that name something else in the reading: a time, or the figure that this one is a part of."""
        reading = self._around.reading
        if name == "when":
            times = [m for m in reading.mentions if isinstance(m, TimeMention)]
            return [Choice(value=m.id, words=f"“{m.exact}”: {time_words(m)}") for m in times]
        if name == "subset_of":
            said = [c.proposition for c in reading.claims if isinstance(c.proposition, Casualties | Aggregate)]
            return [Choice(value=t.id, words=f"“{t.who or t.count.exact}”") for one in said for t in one.tolls]
        return None


class _Telling:
    """Reads a form back; `wrong` says what cannot be so."""

    def __init__(self, given: Given, around: Around) -> None:
        self._given = given
        self._around = around
        self.wrong: list[str] = []

    def told(self, schema: Schema, value: Any, path: str) -> Any:
        optional, schema = is_optional(schema), bare(schema)
        if is_record(schema):
            return None if value is None else self._record(schema["properties"], value, path)
        if is_list(schema):
            return [self.told(schema["items"], one, f"{path}.{n}") for n, one in enumerate(value or [])]
        if schema.get("type") == "boolean" and not optional:  # a box that is not ticked is not sent
            return self._given.get(path) == "true" if f"{path}@asked" in self._given else value
        return self._single(schema, path, optional=optional) if path in self._given else value

    def _record(self, properties: Schema, value: Any, path: str) -> Any:
        told = dict(value)
        for name, each in to_fill_in(properties).items():
            told[name] = self.told(each, value.get(name), _join(path, name))
        words = words_of(properties)
        if words and _join(path, words) in self._given:
            told |= self._spot(properties, words, value, _join(path, words))
        if set(_BOUNDS) <= told.keys() and any(told[name] != value.get(name) for name in _BOUNDS):
            told |= _UNSAID  # the words no longer say what a person put in their place
        return told

    def _spot(self, properties: Schema, words: str, value: Any, name: str) -> dict[str, Any]:
        """Words and where they stand; a mention is kept only with its own words."""
        said = " ".join(self._given[name].split())
        if not said and is_optional(properties[words]):
            return {words: None} | ({"start": None, "end": None} if is_optional(properties["start"]) else {})
        before = (value.get("start"), value.get("end"))
        picked = (_whole(self._given.get(f"{name}@start")), _whole(self._given.get(f"{name}@end")))
        found = found_in(self._around.text, said, (picked, before), self._around.start)
        if found is None:
            field = label_of(words)
            self.wrong.append(
                _("%(field)s: “%(words)s” does not stand in the report.") % {"field": field, "words": said}
            )
            return {words: said}
        if found == before and " ".join((value.get(words) or "").split()) == said:
            return {}
        told = {words: self._around.text[slice(*found)], "start": found[0], "end": found[1]}
        return told if "mention" not in properties else {**told, "mention": self._mention(found)}

    def _mention(self, span: Span) -> str | None:
        """The mention that is these words."""
        return next((m.id for m in self._around.reading.mentions if (m.start, m.end) == span), None)

    def _single(self, schema: Schema, path: str, *, optional: bool) -> Any:
        said = self._given[path].strip()
        kind = schema.get("type")
        if "prefixItems" in schema:
            return _pair(said, len(schema["prefixItems"]))
        if kind == "array":
            return [part.strip() for part in said.split(",") if part.strip()]
        if not said and optional:
            return None
        if kind == "boolean":
            return said == "true"
        if kind != "integer" or _whole(said) is not None:
            return _whole(said) if kind == "integer" else said
        field = label_of(path.rpartition(".")[2])
        self.wrong.append(_("%(field)s: “%(words)s” is no whole number.") % {"field": field, "words": said})
        return said


def found_in(text: str, words: str, places: Sequence[tuple[int | None, int | None]], near: int) -> Span | None:
    """Where words stand in the text: at one of the places if they do, else as near to a place as can be; None: nowhere."""
    for start, end in places:
        if start is not None and end is not None:
            there = " ".join(text[start:end].split())
            if words in {there, shown(there)}:  # picked with the mouse they are as they were shown
                return start, end
    if not words:
        return None
    spots = (match.span() for match in re.finditer(r"\s+".join(map(re.escape, words.split())), text))
    return min(spots, key=lambda spot: abs(spot[0] - near), default=None)


def _place(whole: Any, path: str) -> tuple[Any, Any, Schema]:
    """What holds the thing at a path, its name or number there, and its schema. Raises UnreadableError."""
    schema: Schema = schema_of(whole)
    holder: Any = None
    name: Any = None
    inner = whole
    for step in path.split("."):
        holder, plain = inner, bare(schema)
        if isinstance(holder, list) and step.isdecimal() and len(step) < 9 and int(step) < len(holder):
            name, schema = int(step), plain["items"]
        elif isinstance(holder, dict) and step in plain.get("properties", {}):
            name, schema = step, plain["properties"][step]
        else:
            raise UnreadableError([_("There is no such field.")])
        inner = holder[name]
    return holder, name, bare(schema)


def _copied(proposition: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(proposition))


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join("" if one is None else str(one) for one in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _pair(said: str, length: int) -> list[int | str | None] | None:
    """ "12, 20" as two numbers; "12," as one with an open end; nothing as nothing."""
    parts = [part.strip() for part in said.split(",")]
    if not any(parts):
        return None
    numbers = [_whole(part) if _whole(part) is not None else part or None for part in parts]
    return [*numbers, *([None] * (length - len(numbers)))]


def _whole(words: str | None) -> int | None:
    return int(words) if words and re.fullmatch(r"\d{1,12}", words.strip()) else None
