"""`verify` believes no timestamp that it cannot check itself, whatever the log says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from sayso.ledger import Ledger
from sayso.model.evidence import Timestamp
from sayso.model.ledger import Project
from sayso.store import log
from tests.evidence.test_timestamps import Authority

WHEN = "2016-07-09T10:00:00Z"
FORGED: list[tuple[str, dict[str, Any], bool, str]] = [
    ("a junk token, no certificates", {"token": "anVuaw=="}, False, "cannot be checked: sayso.toml names no cert"),
    ("no token, no certificates", {}, False, "cannot be checked: it has no token"),
    ("no token, certificates", {}, True, "cannot be checked: it has no token"),
    ("a junk token, certificates", {"token": "anVuaw=="}, True, "does not hold any more"),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The certificate of an authority that has stamped nothing."""
    return Authority(tmp_path_factory.mktemp("authority") / "one", "One").root.decode()


@pytest.mark.parametrize("row", FORGED, ids=[row[0] for row in FORGED])
def test_a_forged_confirmation_is_a_fault(
    tmp_path: Path, root: str, row: tuple[str, dict[str, Any], bool, str]
) -> None:
    what, token, certified, sentence = row
    with noted(tmp_path, (root,) if certified else ()) as ledger:
        said(ledger, state="confirmed", time=WHEN, **token)
        (fault,) = ledger.verify()
        assert (fault.kind, fault.target) == ("timestamp", "1"), what
        assert sentence in fault.sentence


def test_a_later_word_hides_no_confirmation_that_does_not_hold(tmp_path: Path) -> None:
    with noted(tmp_path) as ledger:
        said(ledger, state="confirmed", time=WHEN, token="anVuaw==")  # noqa: S106 - no password
        said(ledger, state="pending")
        assert [fault.target for fault in ledger.verify()] == ["1"]


def test_certificates_that_are_none_are_a_fault_and_the_rest_is_checked(tmp_path: Path) -> None:
    with noted(tmp_path, ("-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n",)) as ledger:
        said(ledger, state="confirmed", time=WHEN, token="anVuaw==")  # noqa: S106 - no password
        (fault,) = ledger.verify()
        assert fault.sentence.startswith("The timestamps cannot be checked: ")


def noted(folder: Path, certificates: tuple[str, ...] = ()) -> Ledger:
    """A project with one entry in its log."""
    ledger = Ledger.create(folder / "project", Project(name="Sirte", certificates=certificates), user="ada")
    with ledger.database.writing():
        log.append(ledger.database, at=WHEN, by="ada", kind="note", target="sirte", data={})
    return ledger


def said(ledger: Ledger, **word: Any) -> None:
    """A word on the timestamp of the first entry, in the log."""
    first = next(iter(ledger.log()))
    one = Timestamp(entry=1, digest=first.hash, authority="https://tsa.example", **word)
    with ledger.database.writing():
        data = msgspec.to_builtins(one)
        log.append(ledger.database, at=WHEN, by="ada", kind="timestamp", target=one.digest, data=data)
