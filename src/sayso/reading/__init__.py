"""From text to claims: what was said, before what it means."""
