"""From captured bytes to text with offsets, language, sentences and quotations."""
