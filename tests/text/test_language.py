"""Which language a text is in."""

from __future__ import annotations

import pytest

from sayso.text.language import language_of, model_file

ROWS = [
    ("Two warplanes bombed the market on Monday, residents of the harbour town said.", "en", "English"),
    ("قال سكان البلدة إن طائرتين حربيتين قصفتا سوق السمك يوم الاثنين", "ar", "Arabic"),
    ("Deux avions ont bombardé le marché lundi, selon des habitants du port.", "fr", "French"),
    ("TWO WARPLANES BOMBED THE MARKET ON MONDAY, RESIDENTS OF THE HARBOUR TOWN SAID.", "en", "capitals"),
    ("Seven dead", None, "too short to say"),
    ("12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34 56", None, "no letters"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("text", "language", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_language_is_named_only_where_there_is_enough_to_tell(text: str, language: str | None, why: str) -> None:
    assert language_of(text) == language, why


def test_the_model_is_the_one_that_was_measured() -> None:
    assert model_file().name == "lid.176.ftz"
