"""What the fields of a claim's content, and the codes in them, are called in the form that amends it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_LABELS: dict[str, Promise] = {
    "about": _("About what"),
    "actors": _("Who"),
    "agreement": _("Agreement"),
    "alternatives": _("One of them is meant, not all"),
    "area": _("Area"),
    "artefact": _("Document or recording"),
    "artefact_kind": _("Sort of document or recording"),
    "basis": _("On what basis"),
    "certainty": _("How sure"),
    "conditions": _("Conditions"),
    "count": _("How many"),
    "dateline": _("Dateline"),
    "description": _("Described as"),
    "duration": _("For how long (as P2W)"),
    "effect": _("What it did to them (with commas)"),
    "event": _("What happened"),
    "exact": _("Words"),
    "grounds": _("Why"),
    "high": _("At most"),
    "individual": _("One person"),
    "kind": _("Sort"),
    "launched_from": _("Launched from"),
    "low": _("At least"),
    "name": _("Name"),
    "nation": _("Nation"),
    "number": _("How many"),
    "obtained_by": _("Obtained by"),
    "obtained_from": _("Obtained from"),
    "occurrence": _("What happened"),
    "outcome": _("What became of them"),
    "overlap": _("Beside other figures"),
    "parties": _("Parties"),
    "period": _("Period"),
    "perpetrators": _("By whom"),
    "places": _("Place struck"),
    "proposed_by": _("Proposed by"),
    "realis": _("Did it happen"),
    "reference": _("How it is brought up"),
    "scope": _("Of what"),
    "sex_age": _("Women, men, children (with commas)"),
    "shows": _("What it shows"),
    "signature": _("Signature"),
    "spoken_at": _("Said at"),
    "start": _("From"),
    "state": _("A state"),
    "status": _("State"),
    "subset_of": _("Part of"),
    "targets": _("What was struck"),
    "title": _("Title"),
    "tolls": _("Figures"),
    "topic": _("Topic"),
    "trigger": _("Words for what happened"),
    "type": _("Sort of people or thing"),
    "update": _("In place of an earlier figure"),
    "verdict": _("Called"),
    "weapons": _("Weapons"),
    "when": _("When"),
    "who": _("People, as the report has them"),
    "within": _("Lies in"),
}


def label_of(name: str) -> str:
    """What a field is called."""
    return str(_LABELS[name]) if name in _LABELS else name.replace("_", " ")
