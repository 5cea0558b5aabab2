"""`python -m translations`: gather all messages into the catalogues, and compile them. What has no translation yet is named."""

from __future__ import annotations

import sys

from translations.catalogues import LANGUAGES, lacking, update, write_compiled


def main() -> int:
    """Zero when nothing lacks a translation."""
    missing = 0
    for language in LANGUAGES:
        catalogue = update(language)
        write_compiled(language, catalogue)
        for message in lacking(catalogue):
            sys.stderr.write(f"{language}: {message.id!r}\n")
            missing += 1
        sys.stdout.write(f"{language}: {len(catalogue)} messages\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
