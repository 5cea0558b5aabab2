"""Where a name may lie: one read-only SQLite file built on this machine from installed packages."""

from sayso.linking.gazetteer.build import gazetteer_version
from sayso.linking.gazetteer.places import Gazetteer, Place, gazetteer

__all__ = ["Gazetteer", "Place", "gazetteer", "gazetteer_version"]
