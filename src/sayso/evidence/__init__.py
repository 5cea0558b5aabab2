"""Captured bytes: how they come in, where they are kept, and the chain of what was done to them."""
