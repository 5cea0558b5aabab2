"""Measures of sayso as plain commands: `python -m bench`. Figures may go up freely, and down only with a reason."""
