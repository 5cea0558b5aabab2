"""The desk's sentences in other languages: gathering what is to be translated, and compiling what was. For developers; see
docs/desk-languages.md.
"""
