"""Actors: their names found, tied to each other and to the knowledge base, or left provisional (resolving.py)."""
