"""What a rule for times must also see: "may" and "march" are verbs, "2011" may count houses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sayso.lexicon.load import lexicon
from sayso.reading.parse import Parse, Token
from sayso.reading.times.vocabulary import listed

_YEAR = 4  # digits of a year written in full
_SEPARATOR = re.compile(r"\s*[-–—/.]\s*")


class Match(NamedTuple):
    """What a rule saw: tokens `[first, last]` and the words of its named groups."""

    parse: Parse
    first: int
    last: int
    parts: Mapping[str, str]
    language: str = "en"

    @property
    def before(self) -> str:
        """The word before, in the same sentence."""
        tokens = self.parse.tokens
        same = self.first and tokens[self.first - 1].sentence == tokens[self.first].sentence
        return tokens[self.first - 1].lower if same else ""

    @property
    def after(self) -> Token | None:
        """The token after, in the same sentence."""
        tokens, at = self.parse.tokens, self.last + 1
        return tokens[at] if at < len(tokens) and tokens[at].sentence == tokens[self.last].sentence else None


Guard = Callable[[Match], bool]
"""Whether what a rule saw is a time."""


def _no_space(match: Match) -> bool:
    tokens = match.parse.tokens[match.first : match.last + 1]
    return tokens[-1].end - tokens[0].start == sum(len(token.text) for token in tokens)


def year_counts(parse: Parse, last: int, year: str, language: str) -> bool:
    """ "Since May, 90 people": a number that ends a date counts what follows it, and is no year."""
    token, before = parse.tokens[last], parse.tokens[last - 1] if last else None
    if token.lower != year or not year.isdecimal():
        return False
    after = parse.tokens[last + 1] if last + 1 < len(parse.tokens) else None
    same = after is not None and after.sentence == token.sentence
    counted = same and after is not None and (after.tag == "NNS" or after.lower in listed("counted_after", language))
    apart = before is not None and before.text == ","
    return (apart or counted) if len(year) < _YEAR else (apart and counted)


def _day_is_no_count(match: Match) -> bool:
    """ "In July 9 people died": the number counts people unless "the" says otherwise."""
    if "year" in match.parts or match.parse.tokens[match.last].text[-1].isalpha():
        return True
    after = match.after
    if after is None or match.before == "the":
        return True
    return after.tag != "NNS" and after.lower not in listed("counted_after", match.language)


def _between_or_neighbours(match: Match) -> bool:
    """ "on 4 and 5 June" is one window; "4 and 9 June" are two days."""
    if "day" in match.parts:
        return True
    first, end = (int("".join(c for c in match.parts[name] if c.isdigit()) or 0) for name in ("day2", "end"))
    return first + 1 == end


def _neighbours_no_count(match: Match) -> bool:
    """ "June 9 and 10" is one window; in "June 9 and 10 people" the number counts them."""
    return _between_or_neighbours(match) and _day_is_no_count(match)


def _hijri_day(match: Match) -> bool:
    """ "17 Ramadan 1437"; without a year not before a noun ("10 Ramadan lamps")."""
    return "hijri_year" in match.parts or match.after is None or not match.after.tag.startswith("NN")


def _hijri_month(match: Match) -> bool:
    """ "in Ramadan", not "Ramadan Salem"."""
    if "hijri_year" in match.parts:
        return True
    after = match.after
    name = after is not None and after.pos == "PROPN" and after.text[0].isupper()
    name = name or (match.before == "of" and after is not None and after.tag.startswith("NN"))
    return match.before in listed("hijri_cues", match.language) and not name


def _feast(match: Match) -> bool:
    """ "on the eve of Eid al-Fitr", "during Eid al-Fitr"; a noun behind it is named for it ("Eid al-Fitr prayers")."""
    if {"eve", "nth"} & match.parts.keys():
        return True
    after = match.after
    return match.before in listed("feast_cues", match.language) and (after is None or not after.tag.startswith("NN"))


def _weeks_or_days(match: Match) -> bool:
    """ "first week of July", "last days of June"."""
    return match.parts["unit"] in {"week", "days"}


def _no_noun_of_its_own(match: Match) -> bool:
    """ "The end of the year", not "the end of the year programme"."""
    return match.after is None or not match.after.tag.startswith("NN")


def _month_alone(match: Match) -> bool:
    """ "may" and "march" are verbs, "June" a name, "Jan" too."""
    month = match.parts["month"].rstrip(".")
    classes = lexicon("times")["classes"]
    if month in classes["month_short"]:
        return False
    if {"edge", "edge2", "which"} & match.parts.keys() or match.before in listed("month_cues", match.language):
        return True
    if match.parse.tokens[match.last].lower.rstrip(".") != month:
        return False  # a month of the Levant is also a surname and a reactor
    before = match.parse.tokens[match.first - 1]
    if match.before and before.pos == "PROPN" and before.text[0].isupper():
        return False
    return month not in classes["month_word"]


def _year_alone(match: Match) -> bool:
    """A number of four digits is a year after "in" or "since", or between "the" and a noun."""
    if {"edge", "edge2"} & match.parts.keys():
        return True
    after, is_round = match.after, int(match.parts["year"]) % 100 == 0
    if match.before in listed("year_cues", match.language):
        return not (is_round and after is not None and after.tag in {"NNS", "JJ"})
    if match.before in {"-", "–", "—"}:
        start = match.parse.tokens[match.first - 2].text if match.first > 1 else ""
        return len(start) == 4 and start.isdecimal()
    if match.before in {"the", "'s", "’s"}:
        return after is not None and after.tag.startswith(("NN", "JJ")) and not is_round
    return False


def _weekday_alone(match: Match) -> bool:
    """ "Sat" and "Sun" alone are words of other kinds; "every Friday" is no day."""
    word = match.parts["weekday"]
    if word.rstrip(".") in lexicon("times")["classes"]["weekday_short"]:
        return word.endswith(".") and match.before in {"on", "since", "last"}
    return match.before not in {"every", "each"}


def _no_noun_follows(match: Match) -> bool:
    if match.parts["day"].isalpha():
        return False
    after = match.after
    return after is None or not (after.tag.startswith(("NN", "JJ", "VBG")) or after.lower == "of")


def _neighbour_is_anaphoric(match: Match) -> bool:
    """ "next week" counts from the publication, unlike "the next day"; "following" always from what was said before."""
    return match.parts["side"] != "next" or match.parts["unit"] not in {"week", "month", "year"}


def _that_is_a_determiner(match: Match) -> bool:
    if match.parts["which"] != "that":
        return True
    that = match.parse.tokens[match.last - 1]
    return that.tag == "DT" and that.head == match.last


def _event_follows(match: Match) -> bool:
    """ "two days after the attack": counted from an event, which gives no date."""
    after = match.after
    if match.parts["side"] not in {"before", "after"} or after is None or after.lower == "day":
        return False
    return after.tag.startswith(("NN", "JJ", "PRP", "VBN", "VBG", "WP")) or after.tag in {"DT", "CD"}


def _no_event_follows(match: Match) -> bool:
    return not _event_follows(match)


def _may_be_date(match: Match) -> bool:
    """ "23/7/2016", and "9/7/2016", whose day and month could be either; not "45/67/2016"."""
    text = match.parts["slash"]
    if " " in text and not _no_space(match):
        return False
    pieces = [int("".join(c for c in piece if c.isdigit())) for piece in _SEPARATOR.split(text)]
    if pieces[0] > 31:
        return pieces[1] <= 12 and pieces[2] <= 31
    return pieces[2] >= 1000 and max(pieces[:2]) <= 31 and min(pieces[:2]) <= 12


def _month_fr(match: Match) -> bool:
    """ "en mars", "mars 2014", not a name ("Mars", "Mai")."""
    if len(match.parts) > 1 or match.before in listed("month_before", match.language):
        return True
    return match.before in {"", "-"} and match.parse.tokens[match.first].text[0].islower()


def _nights_past(match: Match) -> bool:
    """ "La nuit dernière", "ce matin"; "cette nuit" may be the one to come."""
    return (match.parts["which"] == "last") == (match.parts["part"] == "night")


def _night(match: Match) -> bool:
    return match.parts["part"] == "night"


def _hours_of_clock(match: Match) -> bool:
    """ "à 5 heures", "vers 5 heures du matin", not "pendant 5 heures"."""
    return match.parts["hours"].startswith("hour") and match.before in listed("clock_before", match.language)


GUARDS: dict[str, Guard] = {
    "no_space": _no_space,
    "day_is_no_count": _day_is_no_count,
    "between_or_neighbours": _between_or_neighbours,
    "neighbours_no_count": _neighbours_no_count,
    "month_fr": _month_fr,
    "nights_past": _nights_past,
    "night": _night,
    "hours_of_clock": _hours_of_clock,
    "hijri_day": _hijri_day,
    "hijri_month": _hijri_month,
    "feast": _feast,
    "weeks_or_days": _weeks_or_days,
    "no_noun_of_its_own": _no_noun_of_its_own,
    "month_alone": _month_alone,
    "year_alone": _year_alone,
    "weekday_alone": _weekday_alone,
    "no_noun_follows": _no_noun_follows,
    "neighbour_is_anaphoric": _neighbour_is_anaphoric,
    "event_follows": _event_follows,
    "no_event_follows": _no_event_follows,
    "may_be_date": _may_be_date,
    "that_is_a_determiner": _that_is_a_determiner,
}
