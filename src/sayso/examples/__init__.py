"""Four reports in our own words about documented facts, to try sayso with; README.md says what each rests on."""
