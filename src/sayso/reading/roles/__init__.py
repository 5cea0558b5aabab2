"""Who did what to whom, as a small trained network reads it beside the rules."""
