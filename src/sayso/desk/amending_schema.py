"""The JSON Schema of what a claim may say, as a form needs it: generated from the records, so that it follows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from sayso.model.claim import Proposition

Schema = Mapping[str, Any]


def schema_of(proposition: Any) -> Schema:
    """The schema of a proposition's own record; the proposition is plain JSON."""
    return next(one for one in _definitions().values() if _tag(one) == proposition["type"])


def bare(schema: Schema) -> Schema:
    """The schema without null, references followed."""
    if "anyOf" in schema:
        schema = next(one for one in schema["anyOf"] if one.get("type") != "null")
    return _definitions()[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def is_optional(schema: Schema) -> bool:
    """Whether null will do."""
    return any(one.get("type") == "null" for one in schema.get("anyOf", ()))


def is_record(schema: Schema) -> bool:
    """Whether it has fields of its own."""
    return "properties" in schema


def is_list(schema: Schema) -> bool:
    """Whether it holds records, as many as there are."""
    return isinstance(schema.get("items"), Mapping) and is_record(bare(schema["items"]))


def words_of(properties: Schema) -> str | None:
    """The field of a record that holds the words at its `start` and `end`."""
    if not {"start", "end"} <= properties.keys():
        return None
    return next((name for name in ("exact", "who") if name in properties), None)


def to_fill_in(properties: Schema) -> dict[str, Schema]:
    """The fields that a person fills in one by one: no ids, no words of the report, not which record it is."""
    words = words_of(properties)
    given = {"id", "mention", "approximator", "exact"} | ({words, "start", "end"} if words else set())
    return {name: each for name, each in properties.items() if name not in given and not _is_tag(name, each)}


def blank(schema: Schema, spot: tuple[int, int, str], name: str) -> Any:
    """An empty value. What must be there is the first that fits, and its words those at the `spot`: start, end, words."""
    schema = bare(schema)
    if "enum" in schema:
        return schema["enum"][0]
    if not is_record(schema):
        return {"array": [], "integer": 0, "boolean": False}.get(str(schema.get("type")), "")
    made = {
        field: each["default"]
        if "default" in each
        else None
        if is_optional(each)
        else blank(each, spot, f"{name}.{field}")
        for field, each in schema["properties"].items()
    }
    words = words_of(schema["properties"])
    if words and made["start"] is not None:
        made |= {"start": spot[0], "end": spot[1], words: spot[2]}
    return {**made, "id": f"amended-{name}-{spot[0]}"} if "id" in made else made


def codes() -> set[str]:
    """Every code that a field of a claim's content can hold."""

    def within(schema: Any) -> Iterator[str]:
        if isinstance(schema, Mapping):
            yield from map(str, schema.get("enum", ()))
        for inner in schema.values() if isinstance(schema, Mapping) else schema if isinstance(schema, list) else ():
            yield from within(inner)

    return set(within(dict(_definitions())))


def _tag(schema: Schema) -> str | None:
    allowed = schema.get("properties", {}).get("type", {}).get("enum", ())
    return str(allowed[0]) if len(allowed) == 1 else None


def _is_tag(name: str, schema: Schema) -> bool:
    return name == "type" and len(schema.get("enum", ())) == 1


@cache
def _definitions() -> Mapping[str, Schema]:
    found: Mapping[str, Schema] = msgspec.json.schema(Proposition)["$defs"]
    return found
