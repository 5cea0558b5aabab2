"""The site of a release: plain pages in several languages that open from disk, and need no script to be read."""

from __future__ import annotations

from sayso.publish.site.share import IncidentPages
from sayso.publish.site.site import Site

__all__ = ["IncidentPages", "Site"]
