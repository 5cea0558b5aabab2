"""From claims to incidents."""
