"""What stands beside the incidents of a ledger: totals over periods, and agreements with what is alleged against them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.incidents.aggregates import beside, merged
from sayso.incidents.agreements.accounts import AgreementAccount
from sayso.incidents.agreements.pages import coded_pages
from sayso.incidents.codes import GivenCode
from sayso.incidents.group import Grouping
from sayso.model.grouped import GroupedIncident, PeriodTotal


def completed(
    grouping: Grouping,
    totals: Iterable[PeriodTotal],
    agreements: Iterable[AgreementAccount],
    codes: Iterable[GivenCode] = (),
) -> Grouping:
    """The grouping with the totals and agreements of all reports, and with how the totals stand to its incidents (R6).
    `codes` are those that the log gives to agreements.
    """
    every = merged(totals)
    by_country: dict[str, list[PeriodTotal]] = {}
    for total in every:
        by_country.setdefault(total.country or "", []).append(total)
    incidents = tuple(_beside(incident, by_country) for incident in grouping.incidents)
    pages, new = coded_pages(agreements, incidents, codes)
    return msgspec.structs.replace(
        grouping,
        incidents=incidents,
        aggregates=every,
        agreements=pages,
        new_codes=(*grouping.new_codes, *new),
    )


def _beside(incident: GroupedIncident, totals: Mapping[str, Sequence[PeriodTotal]]) -> GroupedIncident:
    found = beside(incident, totals.get(incident.country or "", ()))
    names = tuple(dict.fromkeys(one.total for one in found))
    return msgspec.structs.replace(incident, beside=found, aggregates=names)
