"""The records keep their promises: identity from raw words, a digest of the reading, a schema that matches."""

from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest

from sayso.model.claim import Claim, Statement, claim_key, with_digest
from sayso.model.reading import Reading
from sayso.model.record import passage

TEXT = "Residents said the port was shelled."


def _claim(**changes: object) -> Claim:
    claim = Claim(
        key=claim_key("0" * 64, (15, 35), "status"),
        digest="",
        kind="status",
        passage=passage(TEXT, (15, 35)),
        cue=passage(TEXT, (10, 14)),
        chain=(),
        stance="states",
        polarity="affirmed",
        modality="asserted",
        certainty="certain",
        proposition=Statement(topic="status"),
        rule="topics.status",
    )
    return with_digest(msgspec.structs.replace(claim, **changes))


def test_the_key_comes_from_place_and_kind_alone() -> None:
    """Another stance, rule or score changes the digest and never the key, so that decisions survive a better reader."""
    one, other = _claim(), _claim(stance="denies", polarity="denied", rule="topics.other", score=0.4)

    assert one.key == other.key
    assert one.digest != other.digest


def test_the_key_tells_places_texts_and_kinds_apart() -> None:
    """Nothing but the same words in the same text under the same kind has the same key."""
    keys = {
        claim_key("0" * 64, (15, 35), "status"),
        claim_key("1" * 64, (15, 35), "status"),
        claim_key("0" * 64, (15, 34), "status"),
        claim_key("0" * 64, (14, 35), "status"),
        claim_key("0" * 64, (15, 35), "event"),
    }

    assert len(keys) == 5


def test_the_digest_does_not_depend_on_itself() -> None:
    """Taking the digest twice gives the same digest."""
    claim = _claim()

    assert with_digest(claim) == claim


def test_records_are_frozen() -> None:
    """A record cannot be changed after it was made."""
    with pytest.raises(AttributeError):
        _claim().kind = "event"  # type: ignore[misc]


def test_passages_are_cut_from_the_text() -> None:
    """`exact` is the text between `start` and `end`."""
    claim = _claim()

    assert claim.passage.exact == TEXT[claim.passage.start : claim.passage.end]


def test_a_claim_survives_the_round_trip_through_json() -> None:
    """Propositions come back as the record that they were."""
    claim = _claim()

    assert msgspec.json.decode(msgspec.json.encode(claim), type=Claim) == claim


def test_the_schema_is_a_valid_json_schema_with_every_proposition() -> None:
    """The schema generated from the records is one that a validator accepts."""
    schema = json.loads(json.dumps(msgspec.json.schema(Reading)))

    jsonschema.Draft202012Validator.check_schema(schema)
    assert {
        "Occurrence",
        "Casualties",
        "Responsibility",
        "AgreementStep",
        "Authenticity",
        "Meaning",
        "Aggregate",
    } <= set(schema["$defs"])
