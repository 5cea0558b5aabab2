"""The API against its own document: whatever a program may send, the answer is one that the document tells of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sayso.desk.api.__main__ import BEGIN, END, with_table
from sayso.desk.api.listing import table
from tests.desk import told
from tests.desk.api_programs import API, key_of, program, project
from tests.desk.served import Desk

DOCS = Path(__file__).parents[2] / "docs" / "api.md"
_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
_EXAMPLES = {GenerationMode.POSITIVE: 4, GenerationMode.NEGATIVE: 3}
_NOT_ASKED = {"revoke_own_key"}  # it would be the last that the program asks


class Served(NamedTuple):
    """A desk, its document, the session of a recorder's and an administrator's program, and ids of what there is."""

    desk: Desk
    document: dict[str, Any]
    recorder: requests.Session
    admin: requests.Session
    ids: dict[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("schema") / "project")


@pytest.fixture(scope="module")
def served(desk: Desk) -> Iterator[Served]:
    keys = {role: key_of(desk, role) for role in ("recorder", "admin")}
    with (
        program(desk, keys["recorder"]) as one,
        _session(keys["recorder"]) as recorder,
        _session(keys["admin"]) as admin,
    ):
        row = one.read("/claims")["claims"][0]
        ids = {
            "id": row["report"],
            "key": row["claim"]["key"],
            "code": told.FATAIH_CODE,
            "name": "nobody",
            "number": one.says("/jobs", {"kind": "read"}, 202)["number"],
            "agreement": one.read("/agreements")["agreements"][0]["id"],
        }
        yield Served(desk, one.read("/openapi.json"), recorder, admin, ids)


def _session(key: str) -> requests.Session:
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {key}"
    return session


@pytest.mark.parametrize("mode", _EXAMPLES, ids=lambda mode: str(mode.value))
def test_no_answer_is_another_than_the_document_tells(served: Served, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_dict(served.document)
    asked, wrong = 0, []
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if operation.definition.raw["operationId"] in _NOT_ASKED:
            continue
        asked += 1
        try:
            _asked(served, operation.as_strategy(generation_mode=mode), _EXAMPLES[mode])
        except (AssertionError, ExceptionGroup) as error:
            wrong.append(error)
    if wrong:
        raise ExceptionGroup("the document says otherwise", wrong)
    assert asked == sum(map(len, served.document["paths"].values())) - len(_NOT_ASKED)


def _asked(served: Served, cases: st.SearchStrategy[Case[Any]], many: int) -> None:
    """Ask for some of what may be asked for, half of it for what there is; the same every time."""

    @settings(
        max_examples=many, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=cases, known=st.booleans())
    def ask(case: Case[Any], known: bool) -> None:
        if known and case.path_parameters:
            case.path_parameters = {name: _id(served, case, name) for name in case.path_parameters}
        if isinstance(case.body, dict) and "addresses" in case.body:
            case.body = case.body | {"addresses": []}  # nothing is fetched
        session = served.admin if "/accounts" in case.path else served.recorder
        answer = case.call(base_url=served.desk.address, session=session)
        case.validate_response(answer, checks=_CHECKS)

    ask()


def _id(served: Served, case: Case[Any], name: str) -> Any:
    return served.ids["agreement" if name == "id" and "/agreements" in case.path else name]


def test_every_record_has_a_schema_that_is_one(served: Served) -> None:
    for name, schema in served.document["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema), name
    told_of = {
        answer
        for methods in served.document["paths"].values()
        for one in methods.values()
        for answer in one["responses"]
    }
    assert told_of == {"200", "201", "202", "204", "400", "401", "403", "404", "409", "413", "422", "503"}


def test_the_documentation_lists_the_addresses_of_the_document(served: Served) -> None:
    page = DOCS.read_text(encoding="utf-8")
    assert page.count(BEGIN) == page.count(END) == 1
    assert with_table(page, table(served.document)) == page, "write it anew: python -m sayso.desk.api docs/api.md"
    assert f"{API}/pairs/decisions" in page
