"""Places: names resolved by what else a report says, left unresolved where that does not suffice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.linking.names import known_names
from sayso.linking.places import link_places
from sayso.model.mention import PlaceMention
from sayso.model.record import sha256
from sayso.model.report import Report
from sayso.reading.mentions import Mentions, find_mentions
from sayso.reading.parse import Parse, parse


def linked(text: str, source: str | None = None, parsed: Parse | None = None) -> list[PlaceMention]:
    done = parsed or next(parse([text]))
    report = Report(
        id="r", source=source, title=None, published=None, language="en", text_sha256=sha256(text), length=len(text)
    )
    return link_places(done, Mentions(find_mentions(done, known_names)), report)


def place(text: str, exact: str, source: str | None = None) -> PlaceMention:
    return next(m for m in linked(text, source) if m.exact == exact)


RESOLVED = [
    ("A missile hit the railway station of Kramatorsk, Ukraine said.", "Kramatorsk", "UA", (48.72, 37.53), "its station"),
    ("Bombs fell on Fataih, near the Libyan city of Derna.", "Fataih", "LY", (32.76, 22.64), "what falls on a sourced place"),
    ("Shelling hit Derna in eastern Libya.", "Derna", "LY", (32.76, 22.64), "the country is named"),
    ("Fighters left Tripoli for Misrata, Libyan officials said.", "Tripoli", "LY", (32.89, 13.19), "not Lebanon's"),
    ("Gunmen fought in Tripoli. Beirut sent troops; Lebanese shops closed.", "Tripoli", "LB", (34.43, 35.84), "not Libya's"),
    ("A court in Paris, Texas, freed him.", "Paris", "US", (33.66, -95.56), "the state stands beside it"),
    ("Talks were held in Paris.", "Paris", "FR", (48.85, 2.35), "nothing speaks against the best known"),
    ("Two shells fell in Ganfouda, a quarter of Benghazi.", "Ganfouda", "LY", (32.03, 20.02), "a neighbourhood"),
    ("The jets took off from Benina air base.", "Benina air base", "LY", (32.0968, 20.2695), "an air base"),
    ("Residents of Kirkuk fled to Erbil in Iraq.", "Kirkuk", "IQ", (35.47, 44.39), "the city, not its district"),
    ("Warplanes bombed Athens, Georgia, in the film.", "Georgia", "US", (32.7, -83.4), "the town says which Georgia"),
    ("A bomb went off on Haifa Street in Baghdad.", "Haifa Street", "IQ", (33.34, 44.4), "a street bears a town's name"),
    ("Shells fell on Palestine Avenue in Damascus.", "Palestine Avenue", "SY", (33.51, 36.29), "or a country's"),
    ("Russia and Georgia fought over Tskhinvali and Gori.", "Georgia", "GE", (42.0, 43.5), "the other Georgia"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "exact", "country", "spot", "why"), RESOLVED)
def test_a_name_is_resolved_by_its_report(
    text: str, exact: str, country: str, spot: tuple[float, float], why: str
) -> None:
    found = place(text, exact)
    assert found.country == country, why
    assert found.lat is not None, why
    assert found.lon is not None, why
    assert abs(found.lat - spot[0]) < 0.3, why
    assert abs(found.lon - spot[1]) < 0.3, why
    assert found.radius_m, why
    assert found.why, "every resolution says why"


def test_near_equals_are_not_guessed_but_kept() -> None:
    found = place("Police in Springfield closed the road.", "Springfield")
    assert found.lat is None
    assert found.place is None
    assert 1 < len(found.candidates) <= 5
    assert all(0 <= c.score <= 1 for c in found.candidates)
    assert found.why == "more than one place fits and none is clearly ahead"


def test_a_city_alone_is_not_guessed_by_its_size() -> None:
    found = place("Clashes broke out in Tripoli overnight.", "Tripoli")
    assert (found.place, found.lat, found.why) == (None, None, "more than one place fits and none is clearly ahead")
    assert {c.country for c in found.candidates[:3]} == {"LY", "LB"}
    assert place("Clashes broke out in Paris overnight.", "Paris").country == "FR", "not the town in Texas"


def test_a_name_that_the_gazetteer_lacks_says_so() -> None:
    found = place("Shells fell on the village of Qqazzarieh in Syria.", "Qqazzarieh")
    assert (found.place, found.lat, found.candidates) == (None, None, ())
    assert found.why == "no place of this name in the gazetteer"


def test_a_stray_village_far_from_everything_else_is_not_taken() -> None:
    """Safaniya in Saudi Arabia is the only such name in the gazetteer; a report on Mosul means another."""
    text = "Iraqi troops took the village of Safina south of Mosul. Baghdad praised the army. Iraq sent help to Erbil."
    assert place(text, "Safina").lat is None


def test_one_sense_per_report() -> None:
    text = "Tobruk and Derna are in Libya. Later, Derna was shelled. In Derna, a house burned."
    assert {m.place for m in linked(text) if m.exact == "Derna"} == {"geonames:87205"}


def test_town_and_district_are_told_apart_by_the_words() -> None:
    city = place("Planes bombed Derna in Libya.", "Derna")
    province = place("Planes bombed villages in the province of Derna in Libya.", "Derna")
    assert (city.precision, city.place) == ("city", "geonames:87205")
    assert (province.precision, province.country) == ("adm1", "LY")
    assert (province.radius_m or 0) > 10 * (city.radius_m or 0)


@pytest.mark.parametrize(
    ("text", "exact", "precision", "why"),
    [
        ("Shells hit Homs, Syria.", "Homs", "city", "the bare name is the city"),
        (
            "Tribes in Deir Ezzor province, Syria, fled.",
            "Deir Ezzor",
            "adm1",
            "a province, though it is called otherwise",
        ),
        (
            "Syrian rebels hold Salqin district in Idlib.",
            "Salqin",
            "adm2",
            "a district of which only the town is known",
        ),
        (
            "Fire was heard in the Sheikh Maqsoud district of Aleppo.",
            "Sheikh Maqsoud",
            "neighbourhood",
            "a quarter stays one",
        ),
        ("Lawmakers in Albany, New York, voted.", "New York", "adm1", "the state beside its town"),
    ],
)
def test_places_called_like_one_another_are_told_apart(text: str, exact: str, precision: str, why: str) -> None:
    assert place(text, exact).precision == precision, why


def test_the_outlet_points_to_its_country() -> None:
    text = "Clashes broke out in Tripoli overnight."
    assert place(text, "Tripoli", source="The Daily Star Lebanon").country == "LB"
    assert place(text, "Tripoli", source="Libya Herald").country == "LY"


@pytest.mark.parametrize(
    ("text", "exact", "precision", "why"),
    [
        ("Raids on Derna hit a bakery.", "a bakery", "landmark", "the town named last"),
        ("Raids hit Derna port.", "Derna port", "landmark", "the town is part of the words"),
        ("A raid hit the old post office near the court of Derna.", "the court of Derna", "landmark", "tied on by of"),
        ("A shell struck a hospital in Derna.", "a hospital", "landmark", "tied on by in"),
    ],
)
def test_a_described_spot_takes_its_town_without_inventing_precision(
    text: str, exact: str, precision: str, why: str
) -> None:
    found = next(m for m in linked(text) if exact in m.exact and m.precision != "city")
    town = next(m for m in linked(text) if m.exact == "Derna")
    assert found.precision == precision, why
    assert found.within == town.place == "geonames:87205", why
    assert (found.lat, found.lon) == (town.lat, town.lon), why
    assert (found.radius_m or 0) >= (town.radius_m or 0), why
    assert found.place is None, "a spot is no place of the gazetteer"


def test_a_distance_and_bearing_are_reckoned_from_the_town() -> None:
    found = place("An air strike hit a convoy 20 km south of Derna.", "20 km south of Derna")
    derna = place("An air strike hit a convoy 20 km south of Derna.", "Derna")
    assert found.lat is not None
    assert derna.lat is not None
    assert 0.15 < derna.lat - found.lat < 0.21
    assert found.lon == derna.lon
    assert found.precision == "between_places"


def test_a_spot_somewhere_in_a_country_gets_no_coordinate() -> None:
    found = place("A strike destroyed a mosque in Iraq.", "a mosque")
    assert (found.lat, found.country) == (None, "IQ")


def test_a_spot_with_no_town_near_stays_unresolved() -> None:
    found = place("A bomb destroyed a bridge.", "a bridge")
    assert (found.lat, found.why) == (None, "no town is named near it")


SAMPLES = (
    "Shelling hit Derna port, in eastern Libya; Tripoli (Lebanon) and Paris, Texas, were quiet.",
    "BEIRUT: Two rockets fell 5 km west of Saida. Israel denied firing them from the coast.",
    "«درنة» وبنغازي - Derna. Hit! 400 district; al-",
)


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> Parse:
    return next(parse([request.param]))


def test_linking_changes_neither_spans_nor_ids(sample: Parse) -> None:
    mentions = Mentions(find_mentions(sample, known_names))
    before = [(m.id, m.start, m.end, m.exact) for m in mentions.all if isinstance(m, PlaceMention)]
    assert [(m.id, m.start, m.end, m.exact) for m in linked(sample.text, parsed=sample)] == before


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from("Derna Paris , in the of Texas al- . Tripoli Aleppo 5 km south \n درنة X".split(" ")),
        max_size=14,
    )
)
def test_any_words_are_linked_without_failing(words: list[str]) -> None:
    for found in linked(" ".join(words)):
        assert (found.lat is None) == (found.lon is None)
        assert found.lat is None or -90 <= found.lat <= 90
