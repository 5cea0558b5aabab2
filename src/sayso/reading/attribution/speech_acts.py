"""What a speaker does with the content: stance, polarity and basis of a finished attribution."""

from __future__ import annotations

import msgspec

from sayso.model.claim import Basis, Polarity, Stance
from sayso.reading.attribution.cues import cue_words
from sayso.reading.attribution.drafts import Draft
from sayso.reading.attribution.sources import is_passive, record_kind
from sayso.reading.parse import Parse

_WH = {"whether", "if", "who", "what", "when", "where", "why", "how", "which"}
_ESTIMATES = {"speech.seems"}
# Rules whose passive without "by" passes on what nobody is named for ("it was reported that").
_HEARD = {"speech.says", "speech.reports", "speech.thinks", "speech.claims", "speech.alleges"}


def spoken(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """The drafts with stance, polarity and basis; "declined to say whether …" is one attribution, not two."""
    at = {draft.token: number for number, draft in enumerate(drafts)}
    refusals = {n: inner for n, draft in enumerate(drafts) if (inner := _withheld(parse, draft, at)) is not None}
    merged = dict(zip(refusals.values(), refusals, strict=True)) if refusals else {}
    done = []
    for number, draft in enumerate(drafts):
        if number in refusals:
            continue
        said = _refusing(draft, drafts[merged[number]]) if number in merged else draft
        done.append(_finished(parse, said))
    return done


def _withheld(parse: Parse, draft: Draft, at: dict[int, int]) -> int | None:
    """The number of what a refusal to say withholds: the attribution of "say" in "declined to say whether"."""
    if draft.rule != "speech.refuses":
        return None
    for verb in parse.dependents(draft.token, "xcomp"):
        for i in (verb, *parse.dependents(verb, "conj")):
            if parse.tokens[i].lemma in cue_words("withheld") and i in at:
                return at[i]
    return None


def _refusing(inner: Draft, outer: Draft) -> Draft:
    return msgspec.structs.replace(
        inner, cue=(outer.cue[0], inner.cue[1]), source=outer.source, stance="declines_comment", rule=outer.rule
    )


def _finished(parse: Parse, draft: Draft) -> Draft:
    stance, polarity = _stance(parse, draft)
    heard = draft.source is None and draft.rule in _HEARD and is_passive(parse, draft.token)
    modality = "reported" if heard and draft.modality == "asserted" else draft.modality
    draft = msgspec.structs.replace(draft, stance=stance, polarity=polarity, modality=modality)
    return msgspec.structs.replace(draft, basis=basis_of(parse, draft))


def _stance(parse: Parse, draft: Draft) -> tuple[Stance, Polarity]:
    negated = _is_negated(parse, draft)
    if draft.stance == "declines_comment":
        return _refusal(parse, draft)
    if _is_neither(parse, draft) or (negated and _is_silent(parse, draft)):
        return "declines_comment", "not_addressed"
    if negated and draft.stance == "denies":
        return "suggests", "not_addressed"
    stance = draft.stance
    if stance == "shows" and draft.source is not None and record_kind(parse, draft.source) is None:
        stance = "states"
    return stance, "negated" if negated else "affirmed"


def _is_silent(parse: Parse, draft: Draft) -> bool:
    """ "Did not comment on", "did not say whether"."""
    lemma = parse.tokens[draft.token].lemma
    return lemma in cue_words("silent") or (lemma in {"say", "tell"} and _is_open(parse, draft))


def _refusal(parse: Parse, draft: Draft) -> tuple[Stance, Polarity]:
    """A refusal to speak leaves the matter open; a refusal to act is a statement."""
    first = parse.tokens[draft.contents[0][0] : draft.contents[0][1] + 1]
    verb = next((t.lemma for t in first if t.pos == "VERB"), "")
    silent = verb in cue_words("withheld") or parse.tokens[draft.token].lemma in cue_words("withheld")
    return ("declines_comment", "not_addressed") if silent else ("states", "affirmed")


def _is_negated(parse: Parse, draft: Draft) -> bool:
    verb = draft.token
    if any(parse.tokens[c].dep == "neg" and not _only(parse, c) for c in parse.children[verb]):
        return True
    source = draft.source
    return source is not None and parse.tokens[source[0]].lower in {"nobody", "no", "none", "neither"}


def _only(parse: Parse, negation: int) -> bool:
    following = negation + 1
    return following < len(parse.tokens) and parse.tokens[following].lower in {"only", "just", "merely", "simply"}


def _is_open(parse: Parse, draft: Draft) -> bool:
    """Whether the content is a question that stays open: "did not say whether"."""
    return parse.tokens[draft.contents[0][0]].lower in _WH


def _is_neither(parse: Parse, draft: Draft) -> bool:
    """ "Neither confirmed nor denied", "would not confirm or deny"."""
    verb = draft.token
    group = [verb, *parse.dependents(verb, "conj")]
    if parse.tokens[verb].dep == "conj":
        group.append(parse.tokens[verb].head)
    if not {"confirm", "deny"} <= {parse.tokens[i].lemma for i in group}:
        return False
    words = {parse.tokens[c].lower for i in group for c in parse.children[i]}
    return bool(words & {"neither", "nor", "not", "n't", "n’t", "or"})


def basis_of(parse: Parse, draft: Draft) -> Basis:
    """What the words rest on: a document or recording, a quotation, hearsay, a guess; else they are told in other words."""
    if draft.source is not None and (record := record_kind(parse, draft.source)) is not None:
        return record
    if draft.rule in _ESTIMATES:
        return "inference"
    if draft.source is None and draft.modality == "reported":
        return "hearsay"
    own = parse.quoted[draft.token]
    words = [
        parse.quoted[i] not in (-1, own)
        for first, last in draft.contents
        for i in range(first, last + 1)
        if parse.tokens[i].pos != "PUNCT"
    ]
    if words and all(words):
        return "direct_quote"
    return "mixed" if any(words) else "direct_quote" if draft.basis == "direct_quote" else "indirect"
