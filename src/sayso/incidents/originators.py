"""Who a claim goes back to: the independent end of its chain, so that ten outlets with one spokesman count as one (R7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from sayso.lexicon.load import lexicon
from sayso.linking.actors.bodies import bodies_named
from sayso.linking.actors.knowledge import Actor, actors
from sayso.linking.actors.names import actor_names
from sayso.linking.folding import fold, without_article
from sayso.model.account import Account
from sayso.model.claim import Claim, Hop, Responsibility
from sayso.model.mention import ActorMention, Mention
from sayso.model.reading import Reading
from sayso.model.record import Record

OTHER = "other"
"""The side of those of whom nothing is known, and of the press."""

_SHORTEST = 4  # letters of a word that stands for a longer name
_EDGE = 60  # characters at the head and the foot of a piece where an agency is credited


class Originator(Record, frozen=True, kw_only=True):
    """An independent end of chains. `id` is the actor's where the knowledge base has one, else the folded name; nameless
    speakers are one per report or story ("anonymous:r12ab"). `side` is the belligerent or body that it belongs to.
    """

    id: str
    name: str
    side: str = OTHER
    named: bool = True


class Outlet(Record, frozen=True, kw_only=True):
    """Who prints a report: `name` as given; `origin` whose words its own words are (an agency's, or those of the outlet
    that had the story first); `own` whose they are where that outlet's text lacks them; `piece` the report, or the story
    that it is a copy of; `laid` on what bases the text of the origin lays deeds to somebody.
    """

    name: str
    origin: Originator
    own: Originator
    piece: str
    laid: frozenset[str] = frozenset()


def outlets_of(accounts: Iterable[Account], readings: Mapping[str, Reading]) -> dict[str, Outlet]:
    """The outlet of every report: reports of one story share one origin, the agency's if one of them names an agency,
    else that of the first to print it.
    """
    stories: dict[str, dict[str, Reading]] = {}
    for account in accounts:
        stories.setdefault(account.story or account.report, {})[account.report] = readings[account.report]
    return {report: outlet for piece, story in stories.items() for report, outlet in _of_story(piece, story)}


def outlet_of(reading: Reading) -> Outlet:
    """The outlet of one report, without knowing of others that tell the same story."""
    return _outlet(reading, reading, _origin(reading), reading.report.id)


def originator_of(claim: Claim, mentions: Mapping[str, Mention], outlet: Outlet, day: str | None = None) -> Originator:
    """Whom a claim goes back to: its innermost speaker; `day` is the day on which offices are looked up (R15)."""
    inner = speaker_of(claim, mentions)
    mention = best_mention(mentions, inner.speaker) if inner is not None else None
    if inner is not None and _is_paper(mention):
        owners = bodies_of(inner.text)
        return _known(actors()[owners[0]], day) if len(owners) == 1 else _narrator(claim, outlet)
    if inner is None or inner.basis == "outlet" or inner.name == outlet.name:
        own = _own_word(claim, mentions)
        return _known(own, day) if own is not None else _narrator(claim, outlet)
    if is_own_people(inner.text):
        return outlet.own
    known = actors().get((mention.actor if mention is not None else None) or named_in_full(inner.name, mentions) or "")
    if known is None and is_unnamed(inner) and not _speaks_for_body(inner):
        return Originator(id=f"anonymous:{outlet.piece}", name=called(inner), named=False)
    return _known(known, day) if known is not None else _unknown(inner, mention, day)


def speaker_of(claim: Claim, mentions: Mapping[str, Mention]) -> Hop | None:
    """The innermost speaker. What a paper or a recording shows is the word of whoever presents it; "nobody" says nothing."""
    spoken = [hop for hop in claim.chain if not names_nobody(hop.name)]
    people = [hop for hop in spoken[1:] if not _is_paper(best_mention(mentions, hop.speaker))]
    return people[-1] if people else spoken[-1] if spoken else None


def is_unnamed(hop: Hop) -> bool:
    """Whether words for a speaker name nobody: "a medic", "residents", a pronoun that stands for nobody known."""
    if hop.named in ("unattributed", "anonymous", "social_media") or is_pronoun(hop.name):
        return True
    words = hop.name.split()
    names_somebody = any(word[:1].isupper() for word in words[1:]) and words[0].lower() not in ("a", "an")
    return words[0].lower() in _words("unnamed_before") and not names_somebody


def called(hop: Hop) -> str:
    """What an unnamed speaker is called inside a sentence: the words as written."""
    words = " ".join(hop.name.split())
    if hop.named == "unattributed" or not words or is_pronoun(words):
        return "somebody unnamed"
    first, _, rest = words.partition(" ")
    common = first.lower() in _words("unnamed_before") or not rest
    return words[0].lower() + words[1:] if common and first[1:].islower() | (len(first) == 1) else words


def is_pronoun(words: str) -> bool:
    """Whether words are a pronoun and no more."""
    return words.lower() in _pronouns()


def names_nobody(words: str) -> bool:
    """Whether words say that there is nobody: "nobody", "no group"."""
    return fold(words) in _words("nobody")


def named_in_full(words: str, mentions: Mapping[str, Mention]) -> str | None:
    """The one known actor whose name in the report ends with a few words: "the army" of the Libyan National Army."""
    key = without_article(fold(words))
    if len(key) < _SHORTEST or key.count(" ") > 2 or is_pronoun(words):
        return None
    known = (m for m in mentions.values() if isinstance(m, ActorMention) and m.actor in actors())
    found = {m.actor for m in known if any(fold(name).endswith(f" {key}") for name in (m.exact, *m.names[:1]))}
    return next(iter(found)) if len(found) == 1 else None


def ends_of(reading: Reading, keys: Iterable[str]) -> tuple[str, ...]:
    """The originators of some claims of one report, without knowing of others: what an account bears."""
    outlet = outlet_of(reading)
    mentions = {m.id: m for m in reading.mentions}
    wanted = set(keys)
    ends = (originator_of(c, mentions, outlet, reading.report.published) for c in reading.claims if c.key in wanted)
    return tuple(sorted({end.id for end in ends}))


def side_of(id: str, day: str | None = None) -> str:
    """The side that an actor is of: the body at the top of those that it belongs to. Arms of a state are the state's, but
    rival governments are not; who holds an office is of the side of the office (the first that fits the day).
    """
    top, seen = actors().get(id), set[str]()
    if top is None:
        return OTHER
    while (above := _above(top, day)) is not None and above not in seen:
        seen.add(above)
        top = actors()[above]
    return OTHER if top.kind in ("outlet", "person") else top.id


def _above(known: Actor, day: str | None) -> str | None:
    if known.operation_of:
        return known.operation_of
    if known.kind == "person":
        return next((o.of for o in known.offices if o.of in actors() and holds(o.first, o.last, day)), None)
    if known.id in _words("own_sides"):
        return None
    return next((parent for parent in known.parents if parent in actors()), None)


def holds(first: str | None, last: str | None, day: str | None) -> bool:
    """Whether a day lies between two, each of which may be a month or a year; nothing contradicts what is unknown."""
    return day is None or ((first or "") <= day and (last is None or day[: len(last)] <= last))


def bodies_of(text: str) -> tuple[str, ...]:
    """The ids of the known actors named in a few words; of a state only where none of its bodies is named."""
    found = sorted(bodies_named(text))
    return tuple([one for one in found if actors()[one].kind != "state"] or found)


def best_mention(mentions: Mapping[str, Mention], id: str | None) -> ActorMention | None:
    """The mention that names best whom a mention means."""
    mention = mentions.get(id or "")
    if isinstance(mention, ActorMention) and mention.actor is None and mention.same_as:
        mention = mentions.get(mention.same_as, mention)
    return mention if isinstance(mention, ActorMention) else None


def is_own_people(words: str) -> bool:
    """Whether words mean the outlet's own people and name no other: "our correspondent", "a reporter of the paper"."""
    return not _words("witnesses").isdisjoint(fold(words).split()) and not any(
        w[:1].isupper() for w in words.split()[1:]
    )


def is_press(id: str) -> bool:
    """Whether an originator is a paper, a broadcaster or an agency, or nobody known."""
    known = actors().get(id)
    return known is None or known.kind == "outlet"


def names_of(id: str) -> str:
    """The best name of an originator or a side."""
    known = actors().get(id)
    return known.names[0] if known is not None else id


def _of_story(piece: str, story: Mapping[str, Reading]) -> list[tuple[str, Outlet]]:
    ordered = sorted(story, key=lambda report: (story[report].report.published or "~", report))
    origins = [_origin(story[report]) for report in ordered]
    first = next((n for n, one in enumerate(origins) if one.id in _words("agencies")), 0)
    source = story[ordered[first]]
    return [(report, _outlet(story[report], source, origins[first], piece)) for report in ordered]


def _outlet(reading: Reading, source: Reading, origin: Originator, piece: str) -> Outlet:
    """The outlet of a report whose own words go back to an origin, the one of the report that is the source of a story."""
    name = reading.report.source or "the report"
    said = (claim.proposition for claim in source.claims)
    laid = frozenset(one.basis for one in said if isinstance(one, Responsibility))
    return Outlet(name=name, origin=origin, own=_origin(reading), piece=piece, laid=laid)


def _narrator(claim: Claim, outlet: Outlet) -> Originator:
    """Whose an outlet's own words are. An accusation that the source of a story lacks is its printer's."""
    told = claim.proposition
    lacking = isinstance(told, Responsibility) and told.basis not in outlet.laid
    return outlet.own if lacking else outlet.origin


def _origin(reading: Reading) -> Originator:
    """Whose the outlet's own words are: the agency that it credits, else its own."""
    agency = _credited(reading)
    source = reading.report.source
    ids = (agency,) if agency else actor_names().called(source) if source else ()
    if len(ids) == 1:
        return _known(actors()[ids[0]], reading.report.published)
    name = source or f"report {reading.report.id}"
    return Originator(id=_plain(name), name=name)


def _plain(name: str) -> str:
    """The id of a name that nobody knows; of a web site its domain."""
    site = "." in name and " " not in name
    return name.lower().removeprefix("www.") if site else without_article(fold(name))


def _credited(reading: Reading) -> str | None:
    """The agency named in the byline, or at the head or the foot where nobody speaks."""
    byline = bodies_named(reading.report.byline or "") & _words("agencies")
    if len(byline) == 1:
        return next(iter(byline))
    speaking = {hop.speaker for claim in reading.claims for hop in claim.chain}
    foot, agencies = max(reading.report.length - _EDGE, 2 * _EDGE), _words("agencies")
    credited = {
        m.actor
        for m in reading.mentions
        if isinstance(m, ActorMention) and m.actor in agencies and m.id not in speaking
        if m.end <= _EDGE or m.start >= foot
    }
    return next(iter(credited)) if len(credited) == 1 else None


def _known(known: Actor, day: str | None) -> Originator:
    """A known actor; who holds a spokesman's office is the body's voice."""
    if known.kind == "person":
        for office in known.offices:
            if office.of in actors() and _is_voice(office.office) and holds(office.first, office.last, day):
                return _known(actors()[office.of], day)
    return Originator(id=known.id, name=known.names[0], side=side_of(known.id, day))


def _speaks_for_body(inner: Hop) -> bool:
    """Whether he is an office and no more, but of a known body: "a spokesman for the Libyan National Army"."""
    return inner.named == "named" and _is_voice(inner.text) and len(bodies_of(inner.text)) == 1


def _unknown(inner: Hop, mention: ActorMention | None, day: str | None) -> Originator:
    """A speaker whose words are no name of the knowledge base: the person in them ("the head of the council, X"), the
    body that he speaks for, else his name.
    """
    office = mention.office or "" if mention is not None else ""
    bodies = bodies_of(f"{inner.text}, {office}")
    people = [one for one in bodies if actors()[one].kind == "person"]
    voice = bodies if _is_voice(f"{inner.text} {office}") else ()
    if len(people or voice) == 1:
        return _known(actors()[(people or voice)[0]], day)
    side = side_of(bodies[0]) if len(bodies) == 1 else OTHER
    return Originator(id=without_article(fold(inner.name)), name=inner.name, side=side, named=inner.named == "named")


def _own_word(claim: Claim, mentions: Mapping[str, Mention]) -> Actor | None:
    """Who claims or denies a deed of his own, where the report says no more than that ("Egypt denied the strikes")."""
    said = claim.proposition
    if not isinstance(said, Responsibility) or said.basis not in ("claimed", "denied") or len(said.actors) != 1:
        return None
    mention = best_mention(mentions, said.actors[0].mention)
    return actors().get(mention.actor or "") if mention is not None else None


def _is_paper(mention: ActorMention | None) -> bool:
    return mention is not None and mention.type == "artefact"


def _is_voice(words: str) -> bool:
    plain = fold(words)
    return any(f" {voice} " in f" {plain} " for voice in _words("voices"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("originators")[name])


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(lexicon("actors")["pronouns"])
