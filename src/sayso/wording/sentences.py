"""A claim as a plain sentence: its chain of speakers from the outermost in, then what is claimed."""

from __future__ import annotations

import re

from sayso.incidents.originators import called, is_unnamed
from sayso.model.claim import Claim, Hop
from sayso.wording.contents import content
from sayso.wording.references import References
from sayso.wording.vocabulary import MODALITIES, STANCES, TOLD_IN_SENTENCE
from sayso.wording.words import inside, is_several

_THAT_THAT = re.compile(r"that “that ")
_QUESTION = re.compile(r" that “((?:who|whom|whose|what|where|when|why|how|whether)\b)")


def sentence(claim: Claim, known: References) -> str:
    """ "The Libya Observer reports that Ahmed Al-Mismari, the spokesman, denies that …"."""
    # An outlet that quotes itself says it once.
    hops = [
        hop for n, hop in enumerate(claim.chain) if n + 1 == len(claim.chain) or hop.name != claim.chain[n + 1].name
    ]
    speakers = [_says(hop, known) for hop in hops] or [f"{known.outlet} reports that"]
    accusation = claim.modality == "alleged" and any(hop.stance == "accuses" for hop in claim.chain)
    manner = f", {MODALITIES[claim.modality]}" if claim.modality in TOLD_IN_SENTENCE and not accusation else ""
    said = f"{' '.join(speakers)} {content(claim, known)}{manner}."
    said = _QUESTION.sub(r" “\1", _THAT_THAT.sub("that “", said))
    return said[0].upper() + said[1:]


def _says(hop: Hop, known: References) -> str:
    if hop.basis == "outlet" and known.reading.report.source is None:
        return "the report says that"
    if hop.named == "unattributed":
        return (
            "it is reported that"
            if hop.stance in {"states", "reports"}
            else f"somebody unnamed {STANCES[hop.stance][0]}"
        )
    one, several = STANCES[hop.stance]
    name = called(hop) if is_unnamed(hop) else inside(" ".join(hop.name.split()))
    office = known.office(hop)
    speaker = f"{name}, {office}," if office else f"{name}," if ", " in name else name
    return f"{speaker} {several if is_several(name) else one}"
