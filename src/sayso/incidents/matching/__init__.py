"""Which accounts of many reports tell of one incident."""

from sayso.incidents.matching.matching import (
    Matched,
    Thresholds,
    main_groups,
    matched,
    shared_groups,
    with_stories,
    within_reports,
)

__all__ = ["Matched", "Thresholds", "main_groups", "matched", "shared_groups", "with_stories", "within_reports"]
