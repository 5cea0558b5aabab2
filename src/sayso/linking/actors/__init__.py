"""Actors: their names found, tied to each other and to the knowledge base, or left provisional."""

from sayso.linking.actors.resolving import link_actors

__all__ = ["link_actors"]
