"""The OpenAPI document of the whole API, made of what each address says of itself and of the records' own schemas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec
from ninja import NinjaAPI

from sayso import __version__
from sayso.desk.access import role_for
from sayso.desk.api.answers import Fault
from sayso.desk.api.routes import Operation, Routes

PREFIX = "/api/v1/"
Document = dict[str, Any]
_REF = "#/components/schemas/{name}"
_METHODS = ("get", "post", "delete")
_WHY = {
    400: "It does not fit what is there, or the body cannot be read.",
    401: "No key, or one of an account that is shut.",
    403: "The role does not allow it.",
    404: "There is nothing of this name.",
    409: "It is no longer what was seen; nothing was changed.",
    413: "Too much at once.",
    422: "A parameter or a field is not as it must be.",
    503: "Somebody else has been writing for too long; try again.",
}
_FILES = {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1}
_TEXTS = {"application/jsonl": {"schema": {"type": "string"}}, "text/csv": {"schema": {"type": "string"}}}


def document_of(api: NinjaAPI) -> Document:
    """The document, as plain JSON."""
    known = {operation.name: operation for operation in Routes.operations}
    schema = api.get_openapi_schema(path_prefix=PREFIX)
    made: Document = {
        "openapi": "3.1.0",
        "info": {"title": "sayso desk", "version": __version__, "description": _ABOUT},
        "paths": {},
        "components": {
            "schemas": dict(sorted(_components(known.values()).items())),
            "securitySchemes": {"Bearer": {"type": "http", "scheme": "bearer"}},
        },
    }
    for path, methods in sorted(schema["paths"].items()):
        told = {method: _told(methods[method], known) for method in _METHODS if method in methods}
        made["paths"][path] = told
    plain: Document = msgspec.json.decode(msgspec.json.encode(made))
    return plain


def _told(made: Mapping[str, Any], known: Mapping[str, Operation]) -> Document:
    operation = known[made["operationId"]]
    given = [{**one, "schema": _in_path(one)} for one in made["parameters"] if one["in"] == "path"]
    told: Document = {name: made[name] for name in ("operationId", "summary", "description", "tags")}
    told |= {"security": [{"Bearer": []}], "x-role": str(role_for(operation.deed).value)}
    told["parameters"] = [*given, *(_parameters(operation.asks) if operation.asks else ())]
    if operation.takes:
        told["requestBody"] = {"required": True, "content": _body(operation)}
    told["responses"] = {str(status): one for status, one in sorted(_responses(operation, bool(given)).items())}
    return told


def _in_path(parameter: Mapping[str, Any]) -> Document:
    """Of a number that it is one that something may have."""
    if parameter["schema"].get("type") == "integer":
        return {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
    return {"type": "string", "minLength": 1}


def _parameters(record: type[msgspec.Struct]) -> Iterator[Document]:
    (schema,), components = msgspec.json.schema_components([record], ref_template=_REF)
    whole = components[schema["$ref"].rpartition("/")[2]]
    for name, each in whole["properties"].items():
        bare = {key: value for key, value in each.items() if not (key == "default" and value is None)}
        if "anyOf" in bare:
            kinds = [kind for kind in bare.pop("anyOf") if kind.get("type") != "null"]
            bare |= kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
        if "enum" in bare:
            bare["enum"] = [value for value in bare["enum"] if value is not None]
        described = {"description": words} if (words := bare.pop("description", None)) else {}
        yield {"name": name, "in": "query", "required": name in whole["required"], "schema": bare, **described}


def _body(operation: Operation) -> Document:
    if not operation.files:
        return {"application/json": {"schema": _schemas()[operation.takes]}}
    components = msgspec.json.schema_components([operation.takes], ref_template=_REF)[1]
    properties = next(iter(components.values()))["properties"]
    fields = {name: _plain_field(each) for name, each in properties.items()}
    whole = {"type": "object", "properties": {"files": _FILES, **fields}, "required": ["files"]}
    return {"multipart/form-data": {"schema": whole}}


def _plain_field(schema: Document) -> Document:
    """A field of a form: there is no null in one."""
    kinds = schema.get("anyOf", [schema])
    return {name: value for name, value in kinds[0].items() if name != "default"}


def _responses(operation: Operation, named: bool) -> dict[int, Document]:
    faults = {401, 403, 503} | ({404} if named or operation.takes or operation.names_some else set())
    faults |= {422} if operation.asks or operation.takes else set()
    faults |= {400, 413} if operation.takes else {400} if operation.refuses else set()
    told = {status: _answer(_WHY[status], Fault) for status in faults}
    if operation.conflict:
        told[409] = _answer(_WHY[409], operation.conflict)
    told[operation.status] = _answer("Done." if operation.status > 200 else "Found.", operation.gives)
    if operation.status == 200 and operation.gives is None:
        told[200]["content"] = _TEXTS
    return told


def _answer(words: str, record: Any) -> Document:
    if record is None:
        return {"description": words}
    return {"description": words, "content": {"application/json": {"schema": _schemas()[record]}}}


def _components(operations: Iterable[Operation]) -> Document:
    return _described(tuple(operations))[1]


@cache
def _schemas() -> dict[Any, Document]:
    return _described(tuple(Routes.operations))[0]


def _described(operations: tuple[Operation, ...]) -> tuple[dict[Any, Document], Document]:
    """The schema of each record that is sent or answered with, and those that they refer to."""
    used = (
        one for each in operations for one in (each.gives, None if each.files else each.takes, each.conflict) if one
    )
    records = list(dict.fromkeys((Fault, *used)))
    found, components = msgspec.json.schema_components(records, ref_template=_REF)
    return dict(zip(records, found, strict=True)), dict(components)


_ABOUT = (
    "What the desk shows and does, for programs. The records are those of the ledger; unknown is null, never 0. A decision "
    "names what was seen of its subject and is refused (409) where that has changed. Names of people said to have been harmed, "
    "and of children, are left out unless names=true."
)
