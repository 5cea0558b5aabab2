"""schema.org ClaimReview: who calls an agreement, its signatures or a paper genuine, fake or altered, one object a dispute.

The reviewer is whoever disputes it in the reports, never the publisher of the release.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from sayso.model.grouped import Word
from sayso.model.release import ReleasedAgreement, ReleasedIncident, ReleasedReport, ReleasedTotal
from sayso.publish.writer import Contents, Made
from sayso.wording.vocabulary import VERDICTS

PATH = "linked/claim_reviews.jsonl"
_LINE = msgspec.json.Encoder(order="deterministic")


class ClaimReviews:
    """A line a dispute."""

    def __init__(self, folder: Path, contents: Contents) -> None:  # noqa: ARG002 - as every writer is made
        (folder / PATH).parent.mkdir(exist_ok=True)
        self._file = (folder / PATH).open("wb")

    def incident(self, one: ReleasedIncident) -> None:
        """An incident is contested, not called authentic or fake."""

    def agreement(self, one: ReleasedAgreement) -> None:
        """Its disputes."""
        reports = {report.id: report for report in one.reports}
        for word in one.agreement.disputes:
            self._file.write(_LINE.encode(_review(one, word, reports.get(word.report))) + b"\n")

    def total(self, one: ReleasedTotal) -> None:
        """A total over a period is contested by another one, not called fake."""

    def close(self) -> list[Made]:
        """The lines."""
        self._file.close()
        lost = (
            "chains of more than one speaker: the author is the last of them (claims.jsonl has all)",
            "a rating on a scale: only the words of the verdict are given",
        )
        return [Made(PATH, "disputes about authenticity (schema.org ClaimReview)", lost)]


def _review(one: ReleasedAgreement, word: Word, report: ReleasedReport | None) -> dict[str, Any]:
    what, _, verdict = word.value.partition(": ")
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": f"{one.agreement.id}/{word.claim}",
        "claimReviewed": f"the {what} of {one.agreement.title}" if what != "agreement" else one.agreement.title,
        "itemReviewed": {
            "@type": "Claim",
            "name": one.agreement.title,
            "appearance": [_work(each) for each in one.reports],
        },
        "author": {"@type": "Organization" if word.by.isupper() else "Thing", "name": word.by},
        "datePublished": word.day,
        "reviewRating": {"@type": "Rating", "alternateName": VERDICTS.get(verdict, verdict or word.value)},  # type: ignore[call-overload]
        "isBasedOn": _work(report) if report else None,
    }


def _work(report: ReleasedReport) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "identifier": f"sha256:{report.sha256}",
        "name": report.title,
        "publisher": report.outlet,
        "datePublished": report.published,
        "url": report.url,
    }
