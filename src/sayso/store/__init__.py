"""The database of a project, and the only place that speaks SQL: append-only log and claims, and all that is made from them."""
