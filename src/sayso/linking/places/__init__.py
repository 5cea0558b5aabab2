"""Names of places: found in a text, and resolved to the gazetteer or left with candidates."""

from sayso.linking.places.resolving import link_places

__all__ = ["link_places"]
