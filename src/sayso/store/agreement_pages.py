"""Agreements a page at a time."""

from __future__ import annotations

import msgspec
from django.db.models.functions import Collate

from sayso.model.grouped import GroupedAgreement
from sayso.store.connect import Database
from sayso.store.models import StoredAgreement

_AGREEMENT = msgspec.json.Decoder(GroupedAgreement)


def page(database: Database, after: str, many: int) -> list[GroupedAgreement]:
    """Some of them behind an id, by id; only these are decoded."""
    rows = StoredAgreement.objects.using(database.alias).annotate(by=Collate("id", database.collation))
    bodies = rows.filter(by__gt=after).order_by("by").values_list("body", flat=True)[:many]
    return [_AGREEMENT.decode(bytes(body)) for body in bodies]
