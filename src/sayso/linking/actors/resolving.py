"""Actor mentions tied to each other and to the knowledge base: who is meant, under which names, in which office."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sayso.linking.actors.coreference import Answer, by_description, by_name, by_pronoun
from sayso.linking.actors.first_person import Speakers, Speaking, first_person, speaker_of
from sayso.linking.actors.knowledge import Actor, actors
from sayso.linking.actors.known import Known, Meanings
from sayso.linking.actors.names import actor_names
from sayso.linking.actors.office_holders import holders_called, office_holder
from sayso.linking.actors.offices import office
from sayso.linking.actors.provisional import provisional_ids
from sayso.linking.actors.referents import Referent, Referents, Turn
from sayso.linking.actors.words import Wording, content_words, wording
from sayso.linking.folding import fold
from sayso.model.mention import ActorMention, ActorType, PlaceMention
from sayso.model.report import Report
from sayso.reading.attribution.cues import verb_cues
from sayso.reading.mentions import Mentions
from sayso.reading.parse import Parse

_TYPES: dict[str, ActorType] = {
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "coalition": "group",
    "operation": "group",
    "outlet": "organisation",
    "state": "state",
    "office": "office",
}
_LABELS = {"PERSON", "ORG", "NORP"}
_SUBJECTS = {"nsubj", "nsubjpass"}


def link_actors(parse: Parse, mentions: Mentions, report: Report) -> list[ActorMention]:
    """The report's actor mentions in text order, each with whom it means; None where that cannot be told."""
    linker = _Linker(parse, mentions, report)
    listed = [mention for mention in mentions.all if isinstance(mention, ActorMention)]
    answers = [linker.read(mention) for mention in listed]
    speakers = Speakers(linker.speaking)
    linker.provisional = provisional_ids(linker.referents.all)
    return [linker.told(mention, *answer, speakers) for mention, answer in zip(listed, answers, strict=True)]


class _Linker:
    """One pass over a report's actor mentions."""

    def __init__(self, parse: Parse, mentions: Mentions, report: Report) -> None:
        self.parse = parse
        self.published = report.published
        self.source = report.source
        self.labels = {one.first: one.label for one in parse.entities if one.label in _LABELS}
        self.known = Meanings(parse, report.published)
        self.referents = Referents()
        self.provisional: dict[int, str] = {}
        self.states = _acting_states(parse, mentions)  # the next one last
        self.at: dict[int, Referent] = {}  # whom the mention with this head means
        self.speaking: list[Speaking] = []

    def read(self, mention: ActorMention) -> tuple[Wording | None, Answer]:
        """What the mention's words say and whom they mean, by what the report has said so far."""
        said = wording(self.parse, mention, self.labels)
        if said is None:
            return None, Answer(None)
        sentence = self.parse.tokens[said.head].sentence
        self._pass_states(said.head)
        answer = self._meant(said, sentence, mention)
        if answer.referent:
            self._note(answer.referent, said, sentence, mention.id)
        return said, answer

    def _pass_states(self, head: int) -> None:
        """Note the states that the report has spoken of as places: "Russia bombed the town. It denied …"."""
        while self.states and self.states[-1][0] < head:
            at, name, actor = self.states.pop()
            referent = self.referents.known_as(actor) or self.referents.new("", name)
            if referent.actor is None:
                self.referents.is_known(referent, actor)
                referent.type, referent.kind, referent.state, referent.individual = "state", "state", True, False
                referent.named, referent.names = True, [name]
            self.referents.spoken_of(referent, Turn(at, self.parse.tokens[at].sentence, subject=True, speaks=False))

    def _meant(self, said: Wording, sentence: int, mention: ActorMention) -> Answer:
        if said.sort == "pronoun":
            return self._by_pronoun(said, sentence)
        named = self.known.by_name(said, mention.exact, self.referents)
        if named.ids:
            return self._one_of(named, said, mention.id)
        if said.sort == "name":
            return self._by_name(said, mention.id, named.why)
        return self._described(said, sentence, mention.id)

    def _described(self, said: Wording, sentence: int, mention: str) -> Answer:
        """Whom a description means: somebody described so before, who holds the office, else somebody new."""
        if said.collective or not said.definite or self._names_follow(said):
            return Answer(self._new(said, mention))
        answer = by_description(self.referents, said, sentence)
        if answer.referent:
            return answer
        if holder := office_holder(said, self.published, self.known.words):
            return Answer(self._referent_of(holder, said, mention), why=f"in office on {self.published}")
        return answer if answer.candidates else Answer(self._new(said, mention))

    def _by_name(self, said: Wording, mention: str, why: str | None) -> Answer:
        """Whom the report has named so; else a town that speaks, the holder of an office, or somebody new."""
        answer = by_name(self.referents, said)
        if answer.referent or answer.candidates:
            return answer
        if (town := self.known.by_town(said)).ids:
            return self._one_of(town, said, mention)
        before = self._described_before(said)
        if before.referent is None and (words := office(self.parse, said)):
            stated = content_words(self.parse, *words) | frozenset(said.titles)
            ids = holders_called(said, stated, self.published, self.known.words)
            if ids:
                return self._one_of(Known(ids, "known by surname and office"), said, mention)
        if before.referent is None:
            before = Answer(self._new(said, mention))
        if why and before.referent:
            before.referent.why = why
        return before

    def _one_of(self, found: Known, said: Wording, mention: str) -> Answer:
        """The one known actor; of several somebody new who may be any of them."""
        if len(found.ids) == 1:
            return Answer(self._referent_of(actors()[found.ids[0]], said, mention), why=found.why)
        before = by_name(self.referents, said).referent if said.sort == "name" else None
        who = before or self._new(said, mention)
        if who.actor is None:
            who.may_be, who.why = _actors_meant(found.ids), f"may be any of {len(found.ids)}"
            types = {_TYPES[actors()[one].kind] for one in who.may_be}
            who.type = types.pop() if len(types) == 1 else who.type
        return Answer(who, why=found.why)

    def _names_follow(self, said: Wording) -> bool:
        """ "The rebel group Nusra Front": the name after it says who is meant."""
        after = self.parse.tokens[said.last + 1 : said.last + 2]
        return (
            bool(after)
            and after[0].tag in {"NNP", "NNPS"}
            and after[0].sentence == self.parse.tokens[said.last].sentence
        )

    def _by_pronoun(self, said: Wording, sentence: int) -> Answer:
        token = self.parse.tokens[said.head]
        if token.lower in first_person():
            return Answer(None)
        if token.tag in {"WDT", "WP"} or token.lower in {"who", "which"}:
            return Answer(self._antecedent(said.head), why="relative clause")
        return by_pronoun(self.referents, said, sentence)

    def _antecedent(self, pronoun: int) -> Referent | None:
        """Whom "who" stands for: what the relative clause hangs on."""
        tokens = self.parse.tokens
        verb = tokens[pronoun].head
        while tokens[verb].dep != "relcl" and tokens[verb].head != verb:
            verb = tokens[verb].head
        if tokens[verb].dep != "relcl":
            return None
        thing = tokens[verb].head
        owner = self.parse.dependents(thing, "poss")  # "the board's report, which found": the board
        return self.at.get(thing) or (self.at.get(owner[0]) if owner else None)

    def _described_before(self, said: Wording) -> Answer:
        """ "A spokesman for the ministry, X, said": the description just before was X's."""
        words = office(self.parse, said)
        if words and said.type in {"person", None}:
            for i in range(words[0], words[1] + 1):
                before = self.at.get(i)
                if before is not None and not before.named and before.type == "person":
                    return Answer(before, why="named beside the office")
        return Answer(None)

    def _referent_of(self, actor: Actor, said: Wording, mention: str) -> Referent:
        meant = actors().get(actor.operation_of or "", actor)
        referent = self.referents.known_as(meant.id)
        if referent is None:
            before = by_name(self.referents, said).referent if meant.kind == "person" else None
            referent = before or self.referents.new(mention, said.name)
            self.referents.is_known(referent, meant.id)
        referent.type, referent.kind, referent.state = _TYPES[meant.kind], meant.kind, meant.state
        referent.individual, referent.sex = meant.kind == "person", meant.sex or referent.sex
        referent.why = f"{actor.names[0]} is an operation of {meant.names[0]}" if actor.operation_of else referent.why
        return referent

    def _new(self, said: Wording, mention: str) -> Referent:
        referent = self.referents.new(mention, said.name)
        referent.type, referent.individual, referent.state = said.type, said.individual, said.state
        referent.sex, referent.plural = said.sex, said.plural
        referent.kind = said.type
        if said.sort == "description":
            self.referents.is_described(referent, said.words)
        return referent

    def _note(self, referent: Referent, said: Wording, sentence: int, mention: str) -> None:
        subject, speaks = self._role(said)
        owns, quoted = self.parse.tokens[said.head].dep == "poss", self.parse.quoted[said.head] >= 0
        turn = Turn(said.head, sentence, subject, speaks, owns, quoted)
        self.referents.spoken_of(referent, turn)
        self.at[said.head] = referent
        if turn.speaks and not turn.quoted:
            self.speaking.append(Speaking(said.head, referent))
        if said.sort != "name" and not (said.sort == "description" and referent.actor):
            return
        self.referents.is_called(referent, said, mention)
        self._abbreviation(referent, said)
        if referent.type in {"person", None} and (words := office(self.parse, said)):
            referent.type, referent.individual = "person", True
            held = " ".join(self.parse.words(*words).split())
            referent.office = referent.office if referent.office and len(referent.office) >= len(held) else held
            self.referents.is_described(referent, content_words(self.parse, *words))

    def _role(self, said: Wording) -> tuple[bool, bool]:
        """Whether the mention is a subject, and whether of a verb of speech (or what "according to" names)."""
        tokens = self.parse.tokens
        head = tokens[said.head]
        while (
            head.dep in {"appos", "compound", "poss", "conj"}
            and head.head != head.i
            and tokens[head.head].pos != "VERB"
        ):
            head = tokens[head.head]
        verb = tokens[head.head]
        if head.dep == "pobj" and verb.lower in {"to", "by"}:
            return True, verb.head < verb.i and tokens[verb.head].lower in {"according", "said"}
        subject = head.dep in _SUBJECTS
        announces = tokens[self.parse.sentences[head.sentence][1] - 1].text == ":"
        return subject, subject and (verb.lemma in verb_cues() or announces)

    def _abbreviation(self, referent: Referent, said: Wording) -> None:
        """ "Human Rights Watch (HRW)"."""
        after = self.parse.tokens[said.last + 1 : said.last + 4]
        if len(after) == 3 and after[0].text in {"(", "["} and after[2].text in {")", "]"} and after[1].text.isupper():
            self.referents.abbreviated(referent, after[1].text)

    def told(self, mention: ActorMention, said: Wording | None, answer: Answer, speakers: Speakers) -> ActorMention:
        """The mention with what is known of whom it means."""
        if said is None:
            return mention
        who = answer.referent
        if who is None and said.sort == "pronoun" and said.name in first_person():
            answer = Answer(speaker_of(self.parse, said.head, speakers), why="speaks the quotation")
            who = answer.referent
            if who is None and self.parse.quoted[said.head] < 0 and (source := self.known.by_source(self.source)):
                return _of_the_source(mention, source)
        if who is None:
            return msgspec.structs.replace(
                mention, type=said.type, individual=said.individual, state=said.state, why=answer.why,
                candidates=tuple(dict.fromkeys(r.mention for r in answer.candidates if r.mention)),
            )  # fmt: skip
        return msgspec.structs.replace(
            mention,
            actor=who.actor,
            names=_names(who),
            office=who.office,
            type=who.type,
            individual=who.individual,
            state=who.state,
            same_as=who.mention if who.mention not in {mention.id, ""} else None,
            why=who.why or answer.why,
            may_be=who.may_be,
            provisional=self.provisional.get(who.number),
        )


def _of_the_source(mention: ActorMention, source: Actor) -> ActorMention:
    """ "We condemn the attack", in the words of whoever publishes the report."""
    return msgspec.structs.replace(
        mention, actor=source.id, names=source.names[:1], type=_TYPES[source.kind], state=source.state, individual=False,
        why="the report's own source",
    )  # fmt: skip


def _acting_states(parse: Parse, mentions: Mentions) -> list[tuple[int, str, str]]:
    """Head token, name and id of every state that is a subject as a place, the last one first."""
    found: list[tuple[int, str, str]] = []
    for mention in mentions.all:
        if not isinstance(mention, PlaceMention):
            continue
        span = parse.tokens_in(mention.start, mention.end)
        head = next((i for i in span if parse.tokens[i].dep in _SUBJECTS), None)
        if head is None:
            continue
        ids = actor_names().called(_bare(mention.exact))
        if len(ids) == 1 and actors()[ids[0]].kind == "state":
            found.append((head, _bare(mention.exact), ids[0]))
    return found[::-1]


def _names(who: Referent) -> tuple[str, ...]:
    """The best full name first: a person's fullest in the report, a body's own name, then those seen in the report."""
    if not who.named:
        return ()
    known = actors()[who.actor].names[:1] if who.actor else ()
    own = (who.name,)
    first = (*own, *known) if who.type == "person" and " " in who.name else (*known, *own)
    seen: dict[str, str] = {}
    for name in (*first, *who.names):
        seen.setdefault(fold(name), name)
    return tuple(seen.values())


def _actors_meant(ids: Iterable[str]) -> tuple[str, ...]:
    """The same actors, an operation standing for who runs it."""
    return tuple(dict.fromkeys(actors()[one].operation_of or one for one in ids))


def _bare(words: str) -> str:
    lower = words.lower()
    return words[4:] if lower.startswith("the ") else words
