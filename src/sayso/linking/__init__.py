"""From mentions to entities: places, actors and times, or unresolved with candidates."""
