"""Reads the YAML files of the lexicon, once each."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from sayso.errors import LexiconError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def lexicon(name: str, language: str = "en") -> Any:
    """The content of `lexicon/LANGUAGE/NAME.yaml`; raises LexiconError when it is missing or no YAML."""
    path = resources.files("sayso.lexicon").joinpath(language, f"{name}.yaml")
    try:
        # A safe loader: plain data only.
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"{language}/{name}.yaml", str(error).replace("\n", " ")) from error
