"""The names of a claim's chain, once the mentions are linked."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from sayso.lexicon.load import lexicon
from sayso.model.claim import Claim, Hop, Named, with_digest
from sayso.model.mention import ActorMention, Mention
from sayso.model.report import Report
from sayso.reading.mentions import Mentions

_ANONYMOUS = re.compile(
    r"\b(?:sources?|witness(?:es)?|residents?|medics?|activists?|locals?|officials?|people|villagers?|doctors?|"
    r"relatives|survivors?|diplomats?|observers?|man|woman|men|women)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"^(?:the|a|an|its|his|her|their|one|another)\s+", re.IGNORECASE)
_SOCIAL = re.compile(r"\b(?:twitter|facebook|telegram|tweet|social media|online posts?)\b", re.IGNORECASE)


def named_chains(claims: Iterable[Claim], mentions: Mentions, report: Report) -> list[Claim]:
    """The claims with the best full name of every speaker, and with the digest of their reading."""
    return [
        with_digest(msgspec.structs.replace(claim, chain=tuple(_named(hop, mentions, report) for hop in claim.chain)))
        for claim in claims
    ]


def _named(hop: Hop, mentions: Mentions, report: Report) -> Hop:
    if hop.basis == "outlet":
        outlet = report.source or "the report"
        return msgspec.structs.replace(hop, text=outlet, name=outlet)
    if hop.text.lower() in lexicon("claims")["first_person"] and report.source:
        return msgspec.structs.replace(hop, name=report.source)
    if not hop.text:
        return msgspec.structs.replace(hop, name="unattributed", named="unattributed")
    mention = mentions.by_id.get(hop.speaker or "")
    name = best_name(mention, mentions) if isinstance(mention, ActorMention) else hop.text
    return msgspec.structs.replace(hop, name=name, named=_how_named(hop, mention, name))


def best_name(mention: ActorMention, mentions: Mentions) -> str:
    """The fullest name the report or the knowledge base has for whom a mention means."""
    if mention.names:
        return mention.names[0]
    same = mentions.by_id.get(mention.same_as or "")
    if isinstance(same, ActorMention):
        return same.names[0] if same.names else same.exact
    return mention.exact


def _how_named(hop: Hop, mention: Mention | None, name: str) -> Named:
    """Of "he" as of whoever he is: a police officer without a name stays without one."""
    if _SOCIAL.search(hop.text):
        return "social_media"
    if isinstance(mention, ActorMention) and (mention.actor or (mention.same_as and mention.names)):
        return "named"
    text = name if isinstance(mention, ActorMention) and mention.same_as else hop.text
    bare = _DETERMINER.sub("", text)
    if _ANONYMOUS.search(text):
        return "anonymous"
    return "named" if any(word[:1].isupper() for word in bare.split()) else "office_only"
