"""What the words of an actor mention say by themselves: a pronoun, a name with its titles, or a description."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.mention import ActorMention, ActorType
from sayso.reading.parse import Parse, Token

Sort = Literal["pronoun", "name", "description"]
Sex = Literal["m", "f"]

_PROPER = {"NNP", "NNPS"}
_QUOTES = {"“", "”", '"', "‘", "’", "'", "``", "''"}
_ENDING = re.compile(r"['’]s?$")


class Wording(NamedTuple):
    """A mention's words: tokens `[first, last]`, the head, and what they say of whom they mean.

    `name` is the name without titles; `titles` what those stand for; `words` every word of weight, in one form for all
    that mean the same ("spokesman", "spokeswoman"); `definite`: "the general", not "a general"; `collective`: words for
    many of whom none is named ("western countries", "unknown gunmen", "an unidentified aircraft").
    """

    first: int
    last: int
    head: int
    sort: Sort
    name: str
    titles: tuple[str, ...]
    words: frozenset[str]
    type: ActorType | None
    individual: bool | None
    state: bool | None
    sex: Sex | None
    plural: bool
    definite: bool
    collective: bool = False

    @property
    def head_word(self) -> str:
        """The last of the titles or the name's last word: what a description turns on."""
        return self.titles[-1] if self.titles else self.name.rsplit(" ", 1)[-1].lower()


def wording(parse: Parse, mention: ActorMention, labels: dict[int, str]) -> Wording | None:
    """The wording of a mention; `labels` are the recogniser's by first token. None for a span without words."""
    span = parse.tokens_in(mention.start, mention.end)
    if not span:
        return None
    first, last = span[0], span[-1]
    while first < last and parse.tokens[first].lower in {"``", '"', "“", "'", "("}:
        first += 1
    while last > first and (parse.tokens[last].lower in {"'s", "’s"} or not parse.tokens[last].text[-1].isalnum()):
        last -= 1
    head = _head(parse, first, last)
    token = parse.tokens[head]
    if first == last and token.lower in _pronouns() and not _is_abbreviation(parse, token):
        return _pronoun(first, token)
    if _is_name(parse, first, last, head, labels):
        return _named(parse, first, last, head, labels)
    return _described(parse, first, last, head)


def _head(parse: Parse, first: int, last: int) -> int:
    """The word the others hang on; before "of", a comma or "for", so that "spokesman for X" turns on the spokesman."""
    inside = range(first, last + 1)
    tops = [i for i in inside if parse.tokens[i].head not in inside or parse.tokens[i].head == i]
    return next((i for i in tops if parse.tokens[i].pos in {"NOUN", "PROPN", "PRON"}), tops[0] if tops else last)


def _pronoun(i: int, token: Token) -> Wording:
    row = _pronouns()[token.lower]
    one = bool(row.get("sex"))
    kind: ActorType | None = "person" if one else None
    return Wording(
        i, i, i, "pronoun", token.lower, (), frozenset(), kind, True if one else None, None, row.get("sex"),
        bool(row.get("plural")), True,
    )  # fmt: skip


def _is_abbreviation(parse: Parse, token: Token) -> bool:
    """ "US" and "WHO" are bodies, unless all around is in capitals."""
    if token.text not in {"US", "WHO"}:
        return False
    around = [t.text for t in parse.tokens[max(0, token.i - 3) : token.i + 4] if t.text.isalpha() and len(t.text) > 3]
    return not around or not all(text.isupper() for text in around)


def _is_name(parse: Parse, first: int, last: int, head: int, labels: dict[int, str]) -> bool:
    """Whether the head is a proper noun that is no mere title: "Foreign Secretary" describes, "Boris Johnson" names."""
    token = parse.tokens[head]
    if token.tag not in _PROPER:
        opens = head == parse.sentences[token.sentence][0]
        return token.text[:1].isupper() and first == last and not opens and token.pos != "PRON"
    if token.lower.rstrip(".") not in _roles():
        return True
    if "PERSON" in {labels.get(i) for i in range(first, head + 1)}:
        return True
    # "The CJTF Commander": a role in capitals at the end describes.
    following = parse.tokens[head + 1] if head < last else None
    return following is not None and following.tag in _PROPER


def _named(parse: Parse, first: int, last: int, head: int, labels: dict[int, str]) -> Wording:
    tokens = parse.tokens[first : last + 1]
    stop = next((n for n, t in enumerate(tokens) if n and (t.lower in {",", "(", "who", "which"})), len(tokens))
    tokens = tokens[:stop]
    last = first + stop - 1
    start = next((n + 1 for n in range(len(tokens) - 2, -1, -1) if _title(tokens[n])), 0)
    while start < len(tokens) - 1 and tokens[start].lower in {"the", ".", "'s", "’s"}:
        start += 1
    titles = tuple(word for t in tokens[:start] if (word := _title(t)))
    name, last = _full(parse, first + start, last)
    label = labels.get(first + start) or next((labels[i] for i in range(first, last + 1) if i in labels), None)
    sex = _sex([t.lower.rstrip(".") for t in tokens[:start]]) or _sex_of_given(tokens[start].lower)
    kind, individual = _named_type(tokens[start:], label, bool(titles))
    words = content_words(parse, first, last) - {""}
    return Wording(
        first + start,
        last,
        head,
        "name",
        name,
        titles,
        words,
        kind,
        individual,
        _state_of(words),
        sex,
        parse.tokens[last].tag in {"NNPS", "NNS"},
        tokens[0].lower == "the" or (first > 0 and parse.tokens[first - 1].lower == "the"),
    )


def _full(parse: Parse, first: int, last: int) -> tuple[str, int]:
    """The name without a nickname in quotation marks, which may have cut it short: "John “J.D.” Dorrian"."""
    tokens = parse.tokens
    marks = [i for i in range(first, last + 1) if tokens[i].text in _QUOTES]
    after = tokens[last + 1 : last + 4]
    if len(marks) == 1 and marks[0] > first and after and after[0].text in _QUOTES:
        marks.append(after[0].i)
        last += 1
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].tag in _PROPER
            and tokens[last + 1].sentence == tokens[first].sentence
        ):
            last += 1
    if len(marks) == 2 and first < marks[0] and marks[1] < last:
        return f"{parse.words(first, marks[0] - 1)} {parse.words(marks[1] + 1, last)}", last
    return " ".join(_ENDING.sub("", parse.words(first, last)).split()), last


_BY_LABEL: dict[str, tuple[ActorType, bool]] = {
    "PERSON": ("person", True),
    "NORP": ("people", False),
    "ORG": ("organisation", False),
}


def _named_type(name: list[Token], label: str | None, titled: bool) -> tuple[ActorType | None, bool | None]:
    ends = {_same(name[0].lower), _same(name[-1].lower)} if len(name) > 1 else {_same(name[0].lower)}
    if titled:
        return "person", True
    if ends & _bodies():
        return "organisation", False
    if name[-1].lower in _set("plural_people"):
        return "people", False
    if label in _BY_LABEL:
        return _BY_LABEL[label]
    abbreviation = len(name) == 1 and name[0].text.isupper() and 1 < len(name[0].text) <= 6
    return ("organisation", False) if abbreviation else (None, None)


def _described(parse: Parse, first: int, last: int, head: int) -> Wording:
    tokens = parse.tokens[first : last + 1]
    token = parse.tokens[head]
    words = frozenset(_same(_singular(t)) for t in tokens if t.text[0].isalnum()) - _set("empty")
    noun = _same(_singular(token))
    plural = token.tag in {"NNS", "NNPS"} or token.lower in _set("plural_people")
    unknown = not words.isdisjoint(_set("unidentified"))
    collective = unknown or (
        plural and (noun in _set("collectives") or not words.isdisjoint(_set("collective_adjectives")))
    )
    kind, individual = _collective_type(noun, plural) if collective else _described_type(noun, token.lower, plural)
    opening = tokens[0].lower
    definite = opening in _set("definite") or (
        opening not in _set("indefinite") and tokens[0].text[0].isupper() and token.tag in _PROPER
    )
    return Wording(
        first, last, head, "description", parse.words(first, last), (noun,), words, kind, individual,
        _state_of(words) if kind != "artefact" else None, _sex([t.lower for t in tokens]), plural, definite, collective,
    )  # fmt: skip


def _described_type(noun: str, written: str, plural: bool) -> tuple[ActorType | None, bool | None]:
    if noun in _set("artefact_words"):
        return "artefact", None
    if written in _set("plural_people"):
        return "people", False
    if noun in _roles():
        return ("people", False) if plural else ("person", True)
    if noun in _bodies():
        return ("office" if noun in {"office", "bureau", "ministry"} else "organisation"), False
    return None, None


def _collective_type(noun: str, plural: bool) -> tuple[ActorType, bool | None]:
    """ "Jihadist groups" and "an unidentified aircraft" are a group, "unknown gunmen" people, "an unknown gunman" one."""
    if noun in _roles():
        return ("people", False) if plural else ("person", True)
    return "group", False


def _singular(token: Token) -> str:
    return token.lemma if token.tag in {"NNS", "NNPS"} and token.lemma else token.lower.rstrip(".")


def _title(token: Token) -> str | None:
    title: str | None = lexicon("actors")["titles"].get(token.lower.rstrip("."))
    return title


def _same(word: str) -> str:
    same: str = lexicon("actors")["same"].get(word, word)
    return same


def _sex(words: list[str]) -> Sex | None:
    sexes = lexicon("actors")["sexes"]
    found: list[Sex] = [sex for sex in ("m", "f") if not set(sexes[sex]).isdisjoint(words)]
    return found[0] if len(found) == 1 else None


def _sex_of_given(word: str) -> Sex | None:
    names = lexicon("actors")["given_names"]
    return "m" if word in names["m"] else "f" if word in names["f"] else None


def _state_of(words: frozenset[str]) -> bool | None:
    """What the words say, None where they say nothing or both."""
    acts, not_ = bool(words & _set("state_words")), bool(words & _set("nonstate_words"))
    return acts if acts != not_ else None


@cache
def _pronouns() -> dict[str, dict[str, Sex]]:
    rows: dict[str, dict[str, Sex]] = lexicon("actors")["pronouns"]
    return rows


@cache
def _roles() -> frozenset[str]:
    words = lexicon("actors")
    roles = {word for group in words["persons"].values() for word in group}
    return frozenset(roles | {_same(role) for role in roles} | set(words["titles"]) | set(words["titles"].values()))


@cache
def _bodies() -> frozenset[str]:
    words = {word for group in lexicon("actors")["bodies"].values() for word in group}
    return frozenset(words | {_same(word) for word in words})


@cache
def _set(name: str) -> frozenset[str]:
    """A set of the lexicon, or one put together from it."""
    words = lexicon("actors")
    together = {
        "plural_people": [*words["people"]["state"], *words["people"]["nonstate"]],
        "artefact_words": words["artefacts"],
        "state_words": [*words["persons"]["state"], *words["bodies"]["state"], *words["people"]["state"]],
        "nonstate_words": [*words["persons"]["nonstate"], *words["bodies"]["nonstate"], *words["people"]["nonstate"]],
    }
    return frozenset(together.get(name) or words[name])


def content_words(parse: Parse, first: int, last: int) -> frozenset[str]:
    """The words of weight between two tokens, in one form for all that mean the same."""
    tokens = parse.tokens[first : last + 1]
    return frozenset(_same(_title(t) or _singular(t)) for t in tokens if t.text[0].isalnum()) - _set("empty")


@cache
def words_of(text: str) -> frozenset[str]:
    """The words of weight of a text of our own ("secretary of state"), in the same form."""
    words = (word.strip(",") for word in text.lower().split())
    return frozenset(_same(lexicon("actors")["titles"].get(word, word)) for word in words) - _set("empty")
