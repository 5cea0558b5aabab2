"""Places inside places: which spot the words describe, what it lies in, how finely it is known; and what is no spot."""

from __future__ import annotations

import pytest

from sayso.linking.gazetteer import gazetteer
from sayso.linking.names import known_names
from sayso.linking.places import link_places
from sayso.linking.places.precision import codes
from sayso.model.mention import PlaceMention
from sayso.model.report import Report
from sayso.reading.mentions import Mentions, find_mentions
from sayso.reading.parse import parse

DERNA, TOBRUK, MARTUBA = "geonames:87205", "geonames:81302", "geonames:85074"
SIRTE, BENGHAZI, TRIPOLI = "geonames:2210554", "geonames:88319", "geonames:2210247"

# (sentence, the spot's words, within, precision, radius at least and at most in metres, why)
SPOTS = [
    ("A raid hit the square near the building in Derna.", "the square", DERNA, "landmark", 3_000, 4_000, "a town's square"),
    ("Jets bombed Derna port on Sunday.", "Derna port", DERNA, "landmark", 3_000, 4_000, "named by its town"),
    ("A shell hit the western entrance of Derna.", "the western entrance of Derna", DERNA, "landmark", 5_000, 6_000, "edge"),
    ("Shells hit the western gate to Derna.", "the western gate to Derna", DERNA, "landmark", 3_000, 6_000, "to says whose"),
    ("Clashes broke out on the outskirts of Derna.", "the outskirts of Derna", DERNA, "neighbourhood", 5_000, 6_000, "beyond"),
    ("A raid killed three men 20 km south of Derna.", "20 km south of Derna", DERNA, "between_places", 7_000, 8_000, "bearing"),
    ("Gunmen shot at a convoy between Derna and Tobruk.", "between Derna and Tobruk", DERNA, "between_places", 70_000, 75_000,
     "half the way"),
    ("A bomb hit the road between Derna and Martuba.", "the road between Derna and Martuba", DERNA, "between_places", 12_000,
     13_000, "a road between two"),
    ("Shells fell on the road from Derna to Martuba.", "the road from Derna to Martuba", DERNA, "between_places", 12_000,
     13_000, "from and to"),
    ("Shelling hit the Derna-Martuba road.", "the Derna-Martuba road", DERNA, "between_places", 12_000, 13_000, "a dash"),
    ("A bomb hit a car on the Benghazi-Ajdabiya highway.", "the Benghazi-Ajdabiya highway", BENGHAZI, "between_places", 70_000,
     80_000, "its far end is no mention of its own"),
    ("Gunmen bombed a checkpoint halfway between Sirte and Misrata.", "a checkpoint halfway between Sirte and Misrata", SIRTE,
     "between_places", 90_000, 100_000, "halfway"),
    ("A boat was bombed off the coast of Derna.", "off the coast of Derna", DERNA, "offshore_air", 20_000, 25_000, "at sea"),
    ("A boat was bombed 10 km off the coast of Derna.", "10 km off the coast of Derna", DERNA, "offshore_air", 13_000, 14_000,
     "how far at sea"),
    ("An air strike hit a tanker in waters off Sirte.", "off Sirte", SIRTE, "offshore_air", 20_000, 25_000, "waters say sea"),
    ("A missile hit a boat 3 miles off Derna.", "3 miles off Derna", DERNA,
     "offshore_air", 8_000, 9_000, "a distance says sea"),
    ("Four bombs fell on Lozova railway station in Ukraine.", "Lozova railway station", "geonames:702760", "landmark", 1_000,
     5_000, "in its town, not somewhere in its country"),
    ("Shells hit Derna hospital in Libya.", "Derna hospital", DERNA, "landmark", 3_000, 4_000, "in its town"),
]  # fmt: skip

# (sentence, words that must be no spot, why)
NO_SPOTS = [
    (
        "Clashes between Zintan and Misrata brigades killed two.",
        "between Zintan and Misrata",
        "people fight, not places",
    ),
    ("An agreement between Derna and Tobruk ended the shelling.", "between Derna and Tobruk", "who agreed"),
    ("Fighting between Derna and Tobruk killed nine.", "between Derna and Tobruk", "who fights"),
    ("Troops sealed off Derna after the bombing.", "off Derna", "a verb's particle"),
    ("The bomb went off in Derna.", "off in Derna", "a verb's particle"),
    ("Border guards shot two men in Derna.", "Border guards", "people"),
    ("They lost control of the border after the shelling of Derna.", "the border", "what is controlled, not where"),
    ("He drove from Derna to Tobruk after the bombing.", "from Derna to Tobruk", "a journey"),
]


def report(text: str) -> Report:
    return Report(id="r", source=None, title=None, published=None, language="en", text_sha256="", length=len(text))


@pytest.fixture(scope="module")
def linked() -> dict[str, list[PlaceMention]]:
    """The places of every sentence of the tables, parsed in one go."""
    texts = [str(row[0]) for table in (SPOTS, NO_SPOTS, BORDERS, SEVERAL, WHOSE) for row in table]
    return {
        text: link_places(done, Mentions(find_mentions(done, known_names)), report(text))
        for text, done in zip(texts, parse(texts), strict=True)
    }


@pytest.mark.parametrize(("text", "exact", "within", "precision", "least", "most", "why"), SPOTS)
def test_a_described_spot_lies_in_its_place(  # noqa: PLR0917
    linked: dict[str, list[PlaceMention]],
    text: str,
    exact: str,
    within: str,
    precision: str,
    least: int,
    most: int,
    why: str,
) -> None:
    found = next((m for m in linked[text] if m.exact == exact), None)
    assert found is not None, [m.exact for m in linked[text]]
    assert (found.within, found.precision, found.place) == (within, precision, None), why
    assert found.lat is not None, why
    assert found.radius_m is not None, why
    assert least <= found.radius_m <= most, why


@pytest.mark.parametrize(("text", "exact", "why"), NO_SPOTS)
def test_what_is_no_spot(linked: dict[str, list[PlaceMention]], text: str, exact: str, why: str) -> None:
    assert exact not in [m.exact for m in linked[text]], why


def test_the_middle_lies_between_its_ends(linked: dict[str, list[PlaceMention]]) -> None:
    found = next(m for m in linked[SPOTS[6][0]] if m.exact == "between Derna and Tobruk")
    derna, tobruk = gazetteer().place(DERNA), gazetteer().place(TOBRUK)
    assert derna is not None
    assert tobruk is not None
    assert found.lat == pytest.approx((derna.lat + tobruk.lat) / 2, abs=1e-4)
    assert found.lon == pytest.approx((derna.lon + tobruk.lon) / 2, abs=1e-4)
    assert codes(found.precision, found.radius_m).ucdp == 5


# (sentence, the spot, the country that it lies in, a state's name, whether that name tells a place, why)
WHOSE = [
    (
        "A car bomb hit the U.S. embassy in Tripoli, Libya.",
        "the U.S. embassy",
        "LY",
        "U.S.",
        False,
        "a state's, abroad",
    ),
    ("A rocket hit a U.S. base near Mosul, Iraq.", "a U.S. base near Mosul", "IQ", "U.S.", False, "a state's, abroad"),
    ("A bomb went off at a hospital in Libya.", "a hospital", "LY", "Libya", True, "where it is"),
    ("A bomb went off at the embassy in Libya.", "the embassy", "LY", "Libya", True, "where it is"),
]


@pytest.mark.parametrize(("text", "exact", "country", "state", "placed", "why"), WHOSE)
def test_whose_a_spot_is_does_not_say_where_it_is(  # noqa: PLR0917
    linked: dict[str, list[PlaceMention]], text: str, exact: str, country: str, state: str, placed: bool, why: str
) -> None:
    by_words = {m.exact: m for m in linked[text]}
    assert by_words[exact].country == country, why
    assert by_words[state].locative is placed, why


BORDERS = [
    ("A bomb killed two soldiers near the border with Egypt.", "the border with Egypt", "geonames:357994"),
    ("A strike hit a lorry near the Egyptian border.", "the Egyptian border", None),
    ("A soldier was shot dead on the border between Libya and Egypt.", "the border between Libya and Egypt", None),
]


@pytest.mark.parametrize(("text", "exact", "within"), BORDERS)
def test_along_a_border_there_is_no_coordinate(
    linked: dict[str, list[PlaceMention]], text: str, exact: str, within: str | None
) -> None:
    found = next(m for m in linked[text] if m.exact == exact)
    assert (found.precision, found.lat, found.within, found.country) == ("between_places", None, within, None)


# (sentence, the name, the countries or ids among the candidates, why)
SEVERAL = [
    ("Warplanes bombed Ariha on Monday.", "Ariha", {"SY", "PS"}, "Ariha in Syria, and Jericho's Arabic name"),
    ("Planes bombed al-Kharuba.", "al-Kharuba", {"LY"}, "a village near Marj, and a base near Sarir"),
    ("A strike hit Mansouri.", "Mansouri", {"MA", "DZ", "IR"}, "four and more places, and a surname"),
    ("Shells fell in Mansura.", "Mansura", {"YE", "EG", "DZ", "US"}, "four and more places"),
]


@pytest.mark.parametrize(("text", "exact", "countries", "why"), SEVERAL)
def test_names_of_several_places_give_candidates_not_a_guess(
    linked: dict[str, list[PlaceMention]], text: str, exact: str, countries: set[str], why: str
) -> None:
    found = next(m for m in linked[text] if m.exact == exact)
    assert (found.place, found.lat) == (None, None), why
    assert countries <= {c.country for c in found.candidates}, why
    assert len(found.candidates) > 1, why


@pytest.mark.parametrize(
    ("text", "exact", "country", "why"),
    [
        ("Syrian warplanes bombed Ariha. Idlib was hit too.", "Ariha", "SY", "the report is about Syria"),
        ("A raid hit Jericho in the West Bank.", "Jericho", "PS", "its own name"),
        ("A missile hit Kramatorsk in eastern Ukraine.", "Kramatorsk", "UA", "the town, not the country alone"),
        ("A raid hit Tripoli, and Beirut sent Lebanese troops.", "Tripoli", "LB", "Lebanon's"),
        ("A raid hit Tripoli, and Misrata sent Libyan troops.", "Tripoli", "LY", "Libya's"),
    ],
)
def test_the_report_settles_a_name(text: str, exact: str, country: str, why: str) -> None:
    found = next(m for m in link(text) if m.exact == exact)
    assert found.country == country, why
    assert found.lat is not None, why


def test_a_quarter_of_a_town_leaves_the_town_a_town() -> None:
    found = {m.exact: m for m in link("Fighting broke out in the Hadba district of Tripoli, Libya.")}
    assert found["Tripoli"].precision == "city"
    quarter = next(m for exact, m in found.items() if exact.startswith("Hadba"))
    assert (quarter.precision, quarter.country) == ("neighbourhood", "LY")
    assert (quarter.radius_m or 0) < 5_000


def test_a_house_is_called_by_its_town_or_by_nothing() -> None:
    known = next(m for m in link("A bomb destroyed a house in Damascus.") if m.exact == "a house")
    alone = [m for m in link("Arson in A house.") if "house" in m.exact]
    assert known.name == "a house in Damascus"
    assert all(m.name is None for m in alone)


def link(text: str) -> list[PlaceMention]:
    done = next(parse([text]))
    return link_places(done, Mentions(find_mentions(done, known_names)), report(text))


LIBYA = [
    ("Derna", "Darnah", "درنة", "city", None),
    ("Bab Tobruk", "Bab Tubruq", "باب طبرق", "neighbourhood", DERNA),
    ("Sayeda Khadija", "Sayyida Khadija", "السيدة خديجة", "neighbourhood", DERNA),
    ("Shiha", "West Shiha", "شيحا الغربية", "neighbourhood", DERNA),
    ("al-Fataih", "Fatieh", "الفتائح", "neighbourhood", DERNA),
    ("Dahr al-Hamar", "Al-Dhahr", "الظهر الحمر", "neighbourhood", DERNA),
    ("al-Sahel al-Sharqi", "East Coast district", "الساحل الشرقي", "neighbourhood", DERNA),
    ("al-Hila", "Al-Heela", "الحيلة", "neighbourhood", DERNA),
    ("al-Ardam", "Al-Ardem", "الأردام", "neighbourhood", DERNA),
    ("al-Arqam", "Al-Argam", "الأرقم", "neighbourhood", DERNA),
    ("al-Hajjaj", "Al Hajaj", "الحجاج", "neighbourhood", DERNA),
    ("400 district", "District 400", "حي 400", "neighbourhood", DERNA),
    ("Zuhour", "al-Zohour", "حي الزهور", "neighbourhood", DERNA),
    ("Derna old city", "old city of Derna", "مدينة درنة القديمة", "neighbourhood", DERNA),
    ("Bishr prison", "Bisher prison", "سجن بشر", "landmark", DERNA),
    ("Wadi Derna", "Derna valley", "وادي درنة", "landmark", DERNA),
    ("al-Wahda hospital", "al-Harish hospital", "الهريش", "landmark", DERNA),
    ("al-Sahaba mosque", "Sahaba mosque", "مسجد الصحابة", "landmark", DERNA),
    ("Umm al-Rizam", "Um AL-Ruzum", "أم الرزم", "town", None),
    ("Ganfouda", "Qanfouda", "قنفودة", "neighbourhood", BENGHAZI),
    ("Bosneib", "Bu Sneib", "بوصنيب", "neighbourhood", BENGHAZI),
    ("12 Blocks", "Twelve Blocks", "عمارات 12", "neighbourhood", BENGHAZI),
    ("Gwarsha", "Guwarsha", "القوارشة", "neighbourhood", BENGHAZI),
    ("Hawari", "Al-Hawari", "الهواري", "neighbourhood", BENGHAZI),
    ("Sabri", "Sabiri", "الصابري", "neighbourhood", BENGHAZI),
    ("Souq al-Hout", "Suq Al-Hout", "سوق الحوت", "neighbourhood", BENGHAZI),
    ("Laithi", "Leithi", "الليثي", "neighbourhood", BENGHAZI),
    ("Garyounis", "Qaryunis", "قاريونس", "neighbourhood", BENGHAZI),
    ("Salmani", "Al-Salmani", "السلماني", "neighbourhood", BENGHAZI),
    ("Kish Square", "al-Kish square", "الكيش", "landmark", BENGHAZI),
    ("Buhdeima", "Buhdima", "بوهديمة", "neighbourhood", BENGHAZI),
    ("Benina air base", "Benina airport", "قاعدة بنينا", "airport", None),
    ("Benina", "Baninah", "بنينا", "town", None),
    ("al-Khadim air base", "Al Khadim", "الخادم", "airport", None),
    ("Labraq airport", "al-Abraq airport", "مطار الأبرق", "airport", None),
    ("Martuba air base", "Martuba airbase", "قاعدة مرتوبة", "landmark", MARTUBA),
    ("Jufra air base", "al-Jufra airbase", "قاعدة الجفرة", "airport", None),
    ("Mitiga airport", "Mitiga", "معيتيقة", "airport", None),
    ("Brak al-Shati air base", "Brak al-Shati", "براك الشاطئ", "landmark", None),
    ("Hadba", "al-Hadba", "الهضبة", "neighbourhood", TRIPOLI),
    ("Sarir", "al-Sarir", "السرير", "region", None),
]


@pytest.mark.parametrize(("name", "variant", "arabic", "kind", "within"), LIBYA)
def test_libyan_places_are_known_in_both_scripts(
    name: str, variant: str, arabic: str, kind: str, within: str | None
) -> None:
    first = gazetteer().lookup(name)[0]
    assert (first.name, first.kind, first.country, first.within) == (name, kind, "LY", within)
    assert first.radius_m >= 500
    assert first.source
    for other in (variant, arabic):
        assert first.id in {place.id for place in gazetteer().lookup(other)}, other


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("al-Kharuba", {"sayso:kharouba", "sayso:kharuba-sarir"}),
        ("Tripoli", {"geonames:2210247", "geonames:266826"}),
        ("Mansoura", {"geonames:2490183", "geonames:360761", "geonames:2490180"}),
    ],
)
def test_names_that_several_places_share(name: str, ids: set[str]) -> None:
    assert ids <= {place.id for place in gazetteer().lookup(name)}
