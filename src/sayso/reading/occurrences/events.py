"""The triggers of a sentence put together: an airstrike, the verb that carries it out and the harm it did are one event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from sayso.lexicon.load import lexicon
from sayso.reading.occurrences.triggers import Trigger
from sayso.reading.parse import Parse

_UPWARD = frozenset(
    (
        "pobj",
        "prep",
        "agent",
        "dobj",
        "nsubj",
        "nsubjpass",
        "conj",
        "appos",
        "compound",
        "nmod",
        "attr",
        "pcomp",
        "obj",
        "npadvmod",
        "dep",
        "poss",
        "dative",
        "oprd",
    )
)
_BREAKS = frozenset(("while", "whereas", "meanwhile", "elsewhere"))
_FORWARD = frozenset(("when", "after", "as", "in", "during", "by", "following", "where", "from", "since"))
_CLAUSAL = frozenset(("acl", "relcl", "advcl", "xcomp", "conj", "ccomp", "pcomp"))


@dataclass
class Event:
    """What a sentence tells of one event: the word that names it, its predicate and the words for what came of it."""

    name: Trigger
    verb: int | None = None
    harms: list[Trigger] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The first token of its triggers."""
        return min([self.name.first, *(h.first for h in self.harms)])

    @property
    def last(self) -> int:
        """The last token of its triggers."""
        return max([self.name.last, *(h.last for h in self.harms)])

    @property
    def predicates(self) -> list[int]:
        """Its verbs, the one that tells the event first."""
        verbs = [] if self.verb is None else [self.verb]
        return verbs + [h.head for h in self.harms if h.head not in verbs]


def events_of(parse: Parse, triggers: Sequence[Trigger], strikes: Callable[[int], bool]) -> list[Event]:
    """The events that the triggers of one sentence tell; `strikes` says whether a verb's own subject is one that strikes."""
    telling = _Telling(parse, triggers, strikes)
    for trigger in triggers:
        telling.add(trigger)
    return telling.done()


class _Telling:
    """A sentence's events while its triggers are taken in, in text order."""

    def __init__(self, parse: Parse, triggers: Sequence[Trigger], strikes: Callable[[int], bool]) -> None:
        self.parse = parse
        self.strikes = strikes
        self.events: list[Event] = []
        self.waiting: list[Trigger] = []  # harm told before any act
        verbs = {t.head for t in triggers if not t.is_noun}
        self.governed: dict[int, Trigger] = {}
        for trigger in triggers:
            if trigger.is_noun and (verb := governor(parse, trigger.head)) in verbs and verb is not None:
                self.governed.setdefault(verb, trigger)

    def done(self) -> list[Event]:
        """The events; harm that no act was told for is one of its own."""
        return self.events or [Event(name=t, verb=t.head) for t in self.waiting[:1]]

    def add(self, trigger: Trigger) -> None:
        """Take a trigger in: as an event, or as what came of one."""
        noun = self.governed.get(trigger.head)
        if trigger.is_noun:
            if not any(e.name.head == trigger.head for e in self.events):
                self._begin(trigger, governor(self.parse, trigger.head))
        elif noun is not None and (not trigger.is_act or noun.word.names):
            self._join(trigger, noun)
        elif trigger.is_act:
            self._begin(trigger, trigger.head)
        else:
            self._add_harm(trigger)

    def _add_harm(self, harm: Trigger) -> None:
        strikes = harm.word.id != "die.verb" and self.strikes(harm.head)
        parted = bool(self.events) and self._parted(harm)
        if self.events and not parted and not strikes:
            self.events[-1].harms.append(harm)
        elif strikes:
            self._begin(harm, harm.head)
        elif harm.word.role == "harm" and parted:
            self.events.append(Event(name=harm, verb=harm.head))
        elif not self.events:
            self.waiting.append(harm)

    def _begin(self, name: Trigger, verb: int | None) -> None:
        self.events.append(Event(name=name, verb=verb))
        self._settle()

    def _join(self, trigger: Trigger, noun: Trigger) -> None:
        """A verb and the event's noun that hangs on it tell one event."""
        known = next((e for e in self.events if e.name.head == noun.head), None)
        if known is not None:
            known.harms.append(trigger)
        elif trigger.is_act and not noun.word.names - {trigger.word.kind}:
            self.events.append(Event(name=trigger, verb=trigger.head))
        else:
            self.events.append(Event(name=noun, verb=trigger.head, harms=[trigger]))
        self._settle()

    def _settle(self) -> None:
        """Harm told before the act that did it ("five were killed when a bomb exploded") belongs to the act."""
        event = self.events[-1]
        for harm in self.waiting:
            between = {t.lower for t in self.parse.tokens[harm.last + 1 : event.name.first]}
            if harm.word.role == "effect" or between & _FORWARD or not between & _BREAKS:
                event.harms.append(harm)
        self.waiting.clear()

    def _parted(self, trigger: Trigger) -> bool:
        """Whether the words since the last event say that something else is told from here on."""
        return any(t.lower in _BREAKS for t in self.parse.tokens[self.events[-1].last + 1 : trigger.first])


def governor(parse: Parse, i: int) -> int | None:
    """The verb that a noun hangs on, by subject, object or preposition."""
    for _ in range(8):
        token = parse.tokens[i]
        if token.tag.startswith("VB") and token.dep not in ("amod", "compound"):
            return i
        if token.head == i or token.dep not in _UPWARD:
            return i if token.tag.startswith("VB") else None
        i = token.head
    return None


def subject_of(parse: Parse, verb: int) -> int | None:
    """The subject of a verb, taken from the verb that it is joined to or hangs on where it has none of its own."""
    for _ in range(6):
        own = parse.dependents(verb, "nsubj", "nsubjpass")
        if own:
            subject = own[0]
            if parse.tokens[subject].tag in ("WDT", "WP") or parse.tokens[subject].lower == "that":
                return parse.tokens[verb].head if parse.tokens[verb].dep in ("relcl", "acl") else None
            return subject
        token = parse.tokens[verb]
        if token.dep in ("acl", "relcl") and parse.tokens[token.head].tag.startswith("N"):
            return token.head
        if token.head == verb or token.dep not in _CLAUSAL or token.dep == "ccomp":
            return None
        verb = token.head
        if not parse.tokens[verb].tag.startswith("VB"):
            return verb if parse.tokens[verb].tag.startswith("N") else None
    return None


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb is told from the side of what it was done to."""
    token = parse.tokens[verb]
    if token.tag not in ("VBN", "VBD", "JJ"):
        return False
    if parse.dependents(verb, "auxpass", "nsubjpass") or parse.dependents(verb, "agent") or _after_with(parse, verb):
        return True
    helping = [parse.tokens[c].lemma for c in parse.children[verb] if parse.tokens[c].dep in ("aux", "auxpass")]
    if token.tag == "JJ" or "be" in helping:
        return True
    if token.tag == "VBN" and "have" not in helping and not parse.dependents(verb, "nsubj", "dobj"):
        return True
    if token.tag == "VBN" and token.dep == "conj" and not helping and not parse.dependents(verb, "nsubj"):
        return token.head != verb and is_passive(parse, token.head)
    return False


def _after_with(parse: Parse, verb: int) -> bool:
    """ "With ten people killed": the subject of a participle that nobody else does."""
    own = parse.dependents(verb, "nsubj")
    if not own:
        return False
    first = parse.subtree(own[0])[0]
    return first > 0 and parse.tokens[first - 1].lower == "with"


@cache
def verbs(name: str) -> frozenset[str]:
    """A list of verbs of the lexicon."""
    return frozenset(lexicon("occurrences")[name])
