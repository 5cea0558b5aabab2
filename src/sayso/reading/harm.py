"""The words that say people were harmed, and which groups of people they speak of."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.model.claim import Outcome
from sayso.reading.parse import Parse
from sayso.reading.victims import Group

Form = Literal["transitive", "subject", "adjective", "of", "toll"]


class Cue(NamedTuple):
    """A word at token `i` that says what happened to people; `form` says where they stand to it."""

    i: int
    outcome: Outcome
    form: Form


class _Lexicon(NamedTuple):
    forms: dict[str, tuple[Outcome, Form]]
    turned: dict[str, list[tuple[tuple[tuple[str, ...], ...], Outcome | None]]]
    of: dict[str, Outcome]
    counted: dict[str, Outcome]
    tolls: frozenset[str]
    toll_of: dict[str, Outcome]
    triggers: frozenset[str]


@cache
def words_of_harm() -> _Lexicon:
    """The lexicon of casualties, turned for look-up by word."""
    data: dict[str, Any] = lexicon("casualties")
    forms: dict[str, tuple[Outcome, Form]] = {}
    for outcome, by_form in data["verbs"].items():
        forms |= {word: (outcome, form) for form, rows in by_form.items() for row in rows for word in row.split()}
    for outcome, words in data["adjectives"].items():
        forms |= {word: (outcome, "adjective") for word in words if word not in forms}
    turned: dict[str, list[tuple[tuple[tuple[str, ...], ...], Outcome | None]]] = {}
    for row in data["turned"]:
        rest = tuple(tuple(words.split()) for words in row["with"])
        for verb in row["verbs"]:
            turned.setdefault(verb, []).append((rest, row["outcome"]))
    of = {word: outcome for outcome, words in data["of"].items() for word in words}
    counted = {word: outcome for outcome, words in data["counted"].items() for word in words}
    tolls = data["tolls"]
    toll_of = {word: outcome for outcome in ("killed", "injured", "harmed") for word in tolls[outcome]}
    triggers = frozenset(forms) | frozenset(turned) | frozenset(of) | frozenset(counted) | frozenset(tolls["nouns"])
    return _Lexicon(forms, turned, of, counted, frozenset(tolls["nouns"]), toll_of, triggers)


def find_cues(parse: Parse, first: int, last: int) -> list[Cue]:
    """The words of harm among the tokens `[first, last)`, in text order."""
    cues: list[Cue] = []
    skip = -1
    for i in range(first, last):
        if i <= skip or parse.tokens[i].lower not in words_of_harm().triggers:
            continue
        cue, skip = _cue(parse, i, last)
        if cue:
            cues.append(cue)
    return cues


def _cue(parse: Parse, i: int, last: int) -> tuple[Cue | None, int]:
    token, words = parse.tokens[i], words_of_harm()
    turned = _turned(parse, i, last)
    if turned:
        outcome, end = turned
        return (Cue(i, outcome, "transitive") if outcome else None), end
    if token.lower in words.tolls:
        return Cue(i, "killed", "toll"), i
    if token.tag.startswith("NN") and token.lower in words.of and i + 1 < last:
        return (
            Cue(i, words.of[token.lower], "of") if parse.tokens[i + 1].lower in ("of", "to") else _gerund(parse, i)
        ), i
    if token.lower in words.forms and not _noun_use(parse, i, first_of(parse, i)):
        outcome_, form = words.forms[token.lower]
        return Cue(i, outcome_, form), i
    return None, i


def _gerund(parse: Parse, i: int) -> Cue | None:
    """ "killing 12" that the tagger takes for a noun."""
    form = words_of_harm().forms.get(parse.tokens[i].lower)
    return Cue(i, *form) if form and parse.tokens[i].lower.endswith("ing") else None


def _turned(parse: Parse, i: int, last: int) -> tuple[Outcome | None, int] | None:
    """ "shot … dead", "hacked … to death": the outcome that words near after the verb give it, and the last token used."""
    rules = words_of_harm().turned.get(parse.tokens[i].lower)
    if not rules:
        return None
    lowers = [token.lower for token in parse.tokens[i + 1 : min(i + 9, last)]]
    for rest, outcome in rules:
        for words in rest:
            for k in range(len(lowers) - len(words) + 1):
                if tuple(lowers[k : k + len(words)]) == words:
                    return outcome, i + k + len(words) if k == 0 else i
        if not rest:
            return outcome, i
    return None


def first_of(parse: Parse, i: int) -> int:
    """The first token of the sentence of token `i`."""
    return parse.sentences[parse.tokens[i].sentence][0]


def _noun_use(parse: Parse, i: int, first: int) -> bool:
    """ "the wounded", "the dead": people named by what happened to them, no news of it."""
    token = parse.tokens[i]
    before = parse.tokens[i - 1] if i > first else None
    if before is None:
        return False
    return before.tag in ("DT", "PRP$") and not _modifies_people(parse, i) and token.tag not in ("VBD", "VBZ", "VBP")


def _modifies_people(parse: Parse, i: int) -> bool:
    return parse.tokens[i].dep == "amod" and parse.tokens[i].head > i


class Clause:
    """A sentence with its groups and cues: who is meant by which cue."""

    def __init__(self, parse: Parse, first: int, last: int, groups: list[Group], cues: list[Cue]) -> None:
        self.parse = parse
        self.first = first
        self.last = last
        self.groups = groups
        self.cues = cues
        self.cue_at = {cue.i: cue for cue in cues}
        self.at: dict[int, int] = {}
        self.starts = {group.first: number for number, group in enumerate(groups)}
        for number, group in enumerate(groups):
            for i in range(group.first, max(group.head, group.last) + 1):
                self.at[i] = number

    def victims(self, cue: Cue) -> int | None:
        """The number of the group that the cue speaks of."""
        inside = self.at.get(cue.i)
        if inside is not None and self.groups[inside].sort != "thing":
            return inside
        if cue.form == "of":
            return self._of(cue.i)
        if cue.form == "transitive":
            return self._transitive(cue)
        return self._subject(cue.i)

    def _of(self, i: int) -> int | None:
        return self.starts.get(i + 2)

    def _transitive(self, cue: Cue) -> int | None:
        i = cue.i
        if self._is_passive(i):
            return self._subject(i)
        target = self._object(i)
        if self.parse.tokens[i].tag not in ("VBD", "VBN", "JJ", "NN"):
            return target
        left = self._left(i)
        if target is not None and (left is None or not self._own_left(i)):
            return target
        if self.parse.tokens[i].tag == "VBD" and left is None and self._active_subject(i):
            return None
        return self._subject(i)

    def _active_subject(self, i: int) -> bool:
        return bool(self.parse.dependents(i, "nsubj"))

    def _own_left(self, i: int) -> bool:
        """Whether the group that ends right before the cue is told from its agent: "12 wounded" beside "rebels wounded 12"."""
        return (
            self.groups[self.at[i - 1]].sort in ("bare", "counted") and not self.parse.dependents(i, "dobj")
            if i - 1 in self.at
            else False
        )

    def _is_passive(self, i: int) -> bool:
        if self.parse.dependents(i, "auxpass", "nsubjpass"):
            return True
        k = i - 1
        while k >= self.first and self.parse.tokens[k].tag == "RB":
            k -= 1
        return (
            k >= self.first and self.parse.tokens[k].lower in _BE and self.parse.tokens[i].tag in ("VBN", "VBD", "JJ")
        )

    def _object(self, i: int) -> int | None:
        """The group right after the verb, or its object in the grammar."""
        k = self._skip_right(i + 1)
        near = self.starts.get(k)
        if near is not None:
            return None if self._taken_by_next(near, i) else near
        for child in self.parse.dependents(i, "dobj", "attr", "dative"):
            if child > i and child in self.at and not self._taken_by_next(self.at[child], i):
                return self.at[child]
        return None

    def _skip_right(self, k: int) -> int:
        while k < self.last and k not in self.starts:
            token = self.parse.tokens[k]
            reflexive = token.lower in _REFLEXIVE or (
                token.lower == "and" and self.parse.tokens[k - 1].lower in _REFLEXIVE
            )
            if not (reflexive or token.tag == "RB" or token.lower in _AFTER_VERB):
                break
            k += 1
        return k

    def _taken_by_next(self, number: int, i: int) -> bool:
        """ "15 killed, dozens injured": the group after the cue belongs to the next cue."""
        group = self.groups[number]
        after = self._skip_left_words(group.last + 1)
        cue = self.cue_at.get(after)
        between = self.parse.tokens[i + 1 : group.first]
        return (
            cue is not None
            and cue.form in ("transitive", "adjective")
            and any(t.lower in (",", "and", ";", "-", "–", "while") for t in between)
        )

    def _skip_left_words(self, k: int) -> int:
        while k < self.last and (
            self.parse.tokens[k].tag in ("RB", "MD") or self.parse.tokens[k].lower in _AUXILIARIES
        ):
            k += 1
        return k

    def _subject(self, i: int) -> int | None:
        left = self._left(i)
        if left is not None and not self._is_subset(left):
            return left
        by_grammar = self._grammar_subject(i)
        if by_grammar is not None:
            return by_grammar
        return self._before_bracket(i) if left is None else self._before_subset(left)

    def _left(self, i: int) -> int | None:
        """The group that ends right before the cue, auxiliaries and adverbs aside."""
        k = i - 1
        while k >= self.first and k not in self.at:
            token = self.parse.tokens[k]
            if not (token.tag in ("RB", "MD", "TO") or token.lower in _AUXILIARIES):
                return None
            k -= 1
        return self.at.get(k)

    def _is_subset(self, number: int) -> bool:
        return opener(self.parse, self.groups[number], self.first) is not None

    def _before_subset(self, number: int) -> int | None:
        while number > 0 and (self._is_subset(number) or self.joined(number - 1)):
            number -= 1
        return None if self._is_subset(number) else number

    def _before_bracket(self, i: int) -> int | None:
        """ "12 people, most of them from one village, were killed": the group before the bracket that ends here."""
        k = i - 1
        while k >= self.first and (
            self.parse.tokens[k].tag in ("RB", "MD") or self.parse.tokens[k].lower in _AUXILIARIES
        ):
            k -= 1
        if k < self.first or self.parse.tokens[k].text not in _CLOSERS or k == i - 1:
            return None
        for j in range(k - 1, max(self.first, k - 30), -1):
            if self.parse.tokens[j].text in _OPENERS and j - 1 in self.at:
                number = self.at[j - 1]
                return number if not self._is_subset(number) else self._before_subset(number)
        return None

    def _grammar_subject(self, i: int) -> int | None:
        tokens = self.parse.tokens
        t = i
        for _ in range(4):
            for child in self.parse.dependents(t, "nsubjpass", "nsubj"):
                if child > i and t == i:
                    continue
                if tokens[child].tag in ("WP", "WDT") and tokens[t].dep == "relcl":
                    return self._usable(tokens[t].head)
                return self._usable(child)
            if tokens[t].dep in ("acl", "relcl"):
                return self._usable(tokens[t].head)
            if tokens[t].dep not in ("oprd", "acomp", "xcomp", "conj", "attr", "ccomp", "advcl") or tokens[t].head == t:
                return None
            if tokens[t].dep in ("ccomp", "advcl") and tokens[t].head < t:
                return None
            t = tokens[t].head
        return None

    def _usable(self, i: int) -> int | None:
        number = self.at.get(i)
        return (
            None
            if number is None
            or self.groups[number].sort == "thing"
            and self.parse.tokens[i].lower not in ("bodies", "body")
            else number
        )

    def joined(self, number: int) -> bool:
        """Whether the next group goes on with this one: "a woman and her two sons"."""
        if number + 1 >= len(self.groups):
            return False
        one, two = self.groups[number], self.groups[number + 1]
        between = tuple(t.lower for t in self.parse.tokens[one.last + 1 : two.first])
        return between in _JOINTS and "thing" not in (one.sort, two.sort)


_BE = frozenset("be is are was were been being get got gets".split())
_AUXILIARIES = frozenset(
    "be is are was were been being get got have has had having who that which reported confirmed feared believed found presumed thought "
    "said left declared pronounced went gone listed remain remained lay lying to known reportedly allegedly confirmed all both either "
    "also later instantly 's officially".split()
)
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
_AFTER_VERB = frozenset({"dead", "down", "to", "death", "off", "fatally"})
_CLOSERS = frozenset({",", ")", "-", "–", "—", "--", "]"})
_OPENERS = frozenset({",", "(", "-", "–", "—", "--", "["})
_JOINTS = frozenset(
    {
        ("and",),
        (",",),
        (",", "and"),
        ("as", "well", "as"),
        ("along", "with"),
        ("plus",),
        ("&",),
        ("and", "also"),
        (",", "as", "well", "as"),
        (",", "along", "with"),
        ("together", "with"),
    }
)


def opener(parse: Parse, group: Group, first: int) -> int | None:
    """The token that makes a group a part of one before it ("including", "among them"), None where there is none."""
    tokens = parse.tokens
    k = group.first - 1
    if k >= first and tokens[k].lower in ("were", "was", "are", "is", "being"):
        k -= 1
    if k < first:
        return None
    if tokens[k].lower in _OPEN:
        return (
            None
            if tokens[k].lower in ("among", "amongst") and tokens[group.first].lower in ("the", "those", "these")
            else k
        )
    if tokens[k].lower in _OF_THEM and k - 1 >= first and tokens[k - 1].lower in ("among", "amongst", "of", "with"):
        return k - 1
    return None


_OPEN = frozenset("including include included includes among amongst mostly mainly especially notably".split())
_OF_THEM = frozenset("whom which them these those".split())
