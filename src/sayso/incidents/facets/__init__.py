"""The contested facts of one incident, side by side."""

from sayso.incidents.facets.contested import Contested, facets_of

__all__ = ["Contested", "facets_of"]
