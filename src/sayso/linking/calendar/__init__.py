"""Calendar arithmetic for time expressions: what their words count from, and what days they come to."""
