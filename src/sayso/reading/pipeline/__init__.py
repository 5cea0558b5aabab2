"""spaCy's English pipeline: its networks as they are, and what it does around them done once for all words or texts alike."""
