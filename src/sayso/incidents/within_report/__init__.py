"""The incidents that one report tells of, put together from its claims."""

from sayso.incidents.within_report.putting_together import incidents_of

__all__ = ["incidents_of"]
