"""MUC-4's development texts as arrays to learn incidents and their roles from. Needs sayso, no torch.

    python training/incidents_data.py FOLDER

Writes FOLDER/train.npz and FOLDER/dev.npz. MUC-4's texts are upper case: its scorer's own export gives each word its
commonest casing in PolNeAR's training articles first. Two texts of thirteen (200 of 1,300) are held out for tuning.
"""

from __future__ import annotations

import argparse
import os
import pickle
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy

from sayso.lexicon.load import lexicon
from sayso.linking.names import known_names
from sayso.model.record import Span
from sayso.reading.attribution import read_attributions
from sayso.reading.casualties import find_tolls
from sayso.reading.found import Found, FoundToll
from sayso.reading.mentions.finding import Mentions, find_mentions
from sayso.reading.occurrences import find_occurrences
from sayso.reading.occurrences.triggers import Trigger, find_triggers
from sayso.reading.parse import Parse, parse
from sayso.reading.roles.word_features import word_features
from sayso.reading.speakers import with_speakers
from sayso.trained.windows import pieces_of, windows

SHARED = Path(os.environ.get("SAYSO_SHARED", Path(__file__).resolve().parents[2] / "shared"))
MOST, CONTEXT = 256, 64
INSTRUMENT, INDIVIDUAL, ORGANISATION, THING, NAME, DESCRIPTION = 6, 9, 10, 12, 18, 19
ROLE_OF_SLOT = {INDIVIDUAL: 0, ORGANISATION: 1, THING: 2, NAME: 3, DESCRIPTION: 3, INSTRUMENT: 4}
WEIGHT_OF_SLOT = {INSTRUMENT: 1.0, INDIVIDUAL: 1.0, ORGANISATION: 0.5, THING: 2.0, NAME: 2.0, DESCRIPTION: 2.0}
EVENT_OF_TYPE = {
    "ATTACK": 1,
    "BOMBING": 2,
    "KIDNAPPING": 3,
    "ARSON": 4,
    "ROBBERY": 5,
    "FORCED WORK STOPPAGE": 6,
    "HIJACKING": 5,
}
EVENT_OF_KIND = {
    "ied_mine": 2, "suicide_attack": 2, "bombing": 2, "abduction": 3, "arson": 4, "robbery": 5, "hijacking": 5,
    "forced_work_stoppage": 6,
}  # fmt: skip
EFFECTS = {
    "DEATH": "killed", "INJURY": "injured", "NO INJURY OR DEATH": "unharmed", "NO INJURY": "unharmed", "NO DEATH": "unharmed",
    "DESTROYED": "destroyed", "SOME DAMAGE": "damaged",
}  # fmt: skip
BASES = {
    "REPORTED AS FACT": "reported_as_fact", "SUSPECTED OR ACCUSED": "suspected",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "accused_by_authorities", "CLAIMED OR ADMITTED": "claimed", "POSSIBLE": "possible",
}  # fmt: skip
NOT_ASKED = -1


class Filler(NamedTuple):
    """One filler of a slot: where its words stand, and what the template says of it."""

    slot: int
    spans: tuple[Span, ...]
    effects: frozenset[str] = frozenset()
    type: str | None = None
    basis: str | None = None


class Template(NamedTuple):
    """A template of the key: its event, whether a state or its opponents did it, and its fillers in the text."""

    event: int
    state: int
    fillers: tuple[Filler, ...]


class Text(NamedTuple):
    """One text as the rules read it."""

    parse: Parse
    mentions: Mentions
    triggers: list[Trigger]
    found: list[Found]
    tolls: list[FoundToll]


def is_held_out(identifier: str) -> bool:
    """Whether a text is for tuning rather than for learning."""
    return int(identifier.rsplit("-", maxsplit=1)[-1]) % 13 in (5, 11)


def main() -> None:
    """Write the arrays."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    keys = _keys()
    rows: dict[str, list[dict[str, Any]]] = {"train": [], "dev": []}
    for number, (identifier, parsed) in enumerate(_parses(options.folder)):
        text = as_read(parsed)
        templates = [in_text(key, parsed) for key in keys[identifier]]
        part = "dev" if is_held_out(identifier) else "train"
        rows[part] += _windows(number, text, templates)
    for part, found in rows.items():
        numpy.savez_compressed(options.folder / f"{part}.npz", **_packed(found))
        print(part, len(found), "windows")


def as_read(parsed: Parse) -> Text:
    """A text with what the rules make of it."""
    named = Mentions(find_mentions(parsed, known_names))
    mentions, attributions = with_speakers(parsed, named, read_attributions(parsed))
    found = find_occurrences(parsed, mentions, [span for one in attributions for span in one.sources])
    return Text(parsed, mentions, find_triggers(parsed), found, find_tolls(parsed, mentions))


def _keys() -> dict[str, list[Any]]:
    sys.path.insert(0, str(SHARED / "score"))
    from muc4.templates import parse_templates
    from muc4.text import read_text

    paths = sorted((SHARED / "corpora/muc4/dev").glob("key-*"))
    found = defaultdict(list)
    for template in parse_templates("\n".join(read_text(str(path)) for path in paths))[1]:
        found[template.message].append(template)
    return found


def _parses(folder: Path) -> Iterator[tuple[str, Parse]]:
    """The texts in order; parsing them takes two minutes, so it is done once."""
    kept = folder / "parses.pickle"
    if not kept.exists():
        texts = folder / "texts"
        sources = sorted((SHARED / "corpora/muc4/dev").glob("dev-*"))
        script = [sys.executable, str(SHARED / "score/incidents.py"), "export", *map(str, sources), str(texts)]
        script += ["--mixed-case", str(SHARED / "corpora/polnear/train/text")]
        subprocess.run(script, check=True)  # noqa: S603 - the scorer of the shared folder
        paths = sorted(texts.glob("*.txt"))
        read = parse(path.read_bytes().decode("utf-8") for path in paths)
        kept.write_bytes(pickle.dumps([(path.stem, one) for path, one in zip(paths, read, strict=True)]))
    yield from pickle.loads(kept.read_bytes())  # noqa: S301 - written above


def in_text(key: Any, parsed: Parse) -> Template:
    """A template of the key with its fillers as token ranges."""
    plain = Plain(parsed)
    fillers = []
    for slot in ROLE_OF_SLOT:
        for filler in key.slots.get(slot, ()):
            spans = tuple(span for value in filler.values for span in plain.find(value))
            values = set(filler.values)
            fillers.append(
                Filler(
                    slot,
                    spans,
                    frozenset(EFFECTS[v] for v in _about(key, 16 if slot == THING else 23, values) if v in EFFECTS),
                    next(iter(_about(key, 13 if slot == THING else 20, values)), None),
                    next((BASES[v] for v in _about(key, 11, values) if v in BASES), None),
                )
            )
    event = next((EVENT_OF_TYPE[f.values[0]] for f in key.slots.get(4, ()) if f.values[0] in EVENT_OF_TYPE), 1)
    category = next((f.values[0] for f in key.slots.get(8, ())), "")
    state = {"STATE-SPONSORED VIOLENCE": 1, "TERRORIST ACT": 0}.get(category, NOT_ASKED)
    return Template(event, state, tuple(fillers))


def _about(key: Any, slot: int, values: set[str]) -> list[str]:
    """What another slot says of a filler: its values tagged with the filler's words."""
    return [filler.values[0] for filler in key.slots.get(slot, ()) if values & set(filler.tags)]


class Plain:
    """A text without white space, to find the key's words in whatever lines and punctuation they stand."""

    def __init__(self, parsed: Parse) -> None:
        self.at: list[int] = []
        letters: list[str] = []
        for token in parsed.tokens:
            lowered = token.lower if len(token.lower) == len(token.text) else token.text
            letters.append(lowered)
            self.at += [token.i] * len(lowered)
        self.text = "".join(letters)

    def find(self, words: str) -> list[Span]:
        """Token ranges `[first, last)` of every place where the words stand, whole words only."""
        wanted = "".join(words.lower().split())
        found: list[Span] = []
        start = self.text.find(wanted) if wanted else -1
        while start >= 0:
            end = start + len(wanted)
            begins = start == 0 or self.at[start] != self.at[start - 1]
            ends = end == len(self.at) or self.at[end] != self.at[end - 1]
            if begins and ends:
                found.append((self.at[start], self.at[end - 1] + 1))
            start = self.text.find(wanted, start + 1)
        return found


def events_of_triggers(text: Text, templates: Sequence[Template]) -> dict[int, tuple[int, int, float]]:
    """For the head of each trigger word: which event it tells (0: none), of which template (-1: none), and how much that
    weighs. A trigger tells the template that has most of its fillers in the trigger's own sentence and those beside it.
    """
    kinds = _kinds(text)
    mass = [_mass(text.parse, template) for template in templates]
    found: dict[int, tuple[int, int, float]] = {}
    for head, kind in kinds.items():
        sentence = text.parse.tokens[head].sentence
        fitting = [n for n, one in enumerate(templates) if _fits(kind, one.event)]
        scores = {n: mass[n][sentence] + 0.4 * max(mass[n][sentence - 1], mass[n][sentence + 1]) for n in fitting}
        best = max(scores, key=lambda n: (scores[n], templates[n].event == kind), default=None)
        if best is not None and scores[best] >= 0.75:
            found[head] = (templates[best].event, best, 1.0)
        else:
            found[head] = (0, NOT_ASKED, 1.0 if not templates else 0.3 if fitting else 0.7)
    return found


def _kinds(text: Text) -> dict[int, int]:
    kinds = {trigger.head: EVENT_OF_KIND.get(trigger.word.kind, 1) for trigger in text.triggers}
    return kinds | {one.token: EVENT_OF_KIND.get(one.proposition.event, 1) for one in text.found}


def _fits(kind: int, event: int) -> bool:
    return kind == event or 1 in (kind, event) or {kind, event} == {2, 4}


def _mass(parsed: Parse, template: Template) -> defaultdict[int, float]:
    """How much of a template each sentence tells."""
    found: defaultdict[int, float] = defaultdict(float)
    for filler in template.fillers:
        for sentence in {parsed.tokens[first].sentence for first, _ in filler.spans}:
            found[sentence] += WEIGHT_OF_SLOT[filler.slot]
    return found


def _labels(text: Text, templates: Sequence[Template]) -> dict[str, Any]:
    """For each word everything that the network is asked; NOT_ASKED where the key does not say."""
    asked = _nothing_asked(len(text.parse.tokens))
    told = events_of_triggers(text, templates)
    for head, (event, template, weight) in told.items():
        asked["event"][head], asked["weight"][head] = event, weight
        if template >= 0:
            asked["template"][head] = 1 << min(template, 15)
    for number, template in enumerate(templates):
        near = {text.parse.tokens[h].sentence for h, (_, t, _) in told.items() if t == number}
        near |= {s + step for s in near for step in (-1, 1)}
        for filler in template.fillers:
            _mark(asked, text.parse, number, template, filler, near)
    return asked


def _nothing_asked(size: int) -> dict[str, Any]:
    table = lexicon("roles")
    return {
        "event": numpy.full(size, NOT_ASKED),
        "weight": numpy.zeros(size),
        "roles": numpy.zeros((size, len(table["roles"]))),
        "effects": numpy.full((size, len(table["effects"])), NOT_ASKED),
        "type": numpy.full(size, NOT_ASKED),
        "basis": numpy.full(size, NOT_ASKED),
        "state": numpy.full(size, NOT_ASKED),
        "template": numpy.zeros(size),  # bit n: template n has it
    }


def _mark(
    asked: dict[str, Any], parsed: Parse, number: int, template: Template, filler: Filler, near: set[int]
) -> None:
    table = lexicon("roles")
    role = ROLE_OF_SLOT[filler.slot]
    close = [span for span in filler.spans if parsed.tokens[span[0]].sentence in near]
    for first, last in filler.spans:
        chosen = (first, last) in close or not close
        for i in range(first, last):
            if not chosen:
                if asked["roles"][i, role] == 0:
                    asked["roles"][i, role] = NOT_ASKED
                continue
            asked["roles"][i, role] = 1
            asked["template"][i] = int(asked["template"][i]) | 1 << min(number, 15)
            if filler.type and (name := filler.type.lower().replace(" ", "_")) in table["types"]:
                asked["type"][i] = table["types"].index(name)
            if filler.basis:
                asked["basis"][i] = table["bases"].index(filler.basis)
            if role < 2:
                asked["state"][i] = template.state
            if role in (2, 3):
                own = [n for n, effect in enumerate(table["effects"]) if effect in filler.effects]
                asked["effects"][i] = numpy.maximum(asked["effects"][i], 0)
                asked["effects"][i, own] = 1


def _windows(number: int, text: Text, templates: Sequence[Template]) -> Iterator[dict[str, Any]]:
    parsed, labels = text.parse, _labels(text, templates)
    pieces = pieces_of([token.text for token in parsed.tokens])
    features = word_features(parsed, text.mentions, text.triggers, text.found, text.tolls)
    for first, core, last in windows([len(p) for p in pieces], parsed.sentences, MOST, CONTEXT):
        yield {
            "text": [number, first, core, last],
            "sizes": [len(p) for p in pieces[first:last]],
            "pieces": [piece for p in pieces[first:last] for piece in p],
            "features": features[first:last],
            **{name: values[first:last] for name, values in labels.items()},
        }


def _packed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """All windows' arrays one after another, and how long each is."""
    packed: dict[str, Any] = {}
    for name in rows[0]:
        parts = [numpy.asarray(row[name]) for row in rows]
        packed[name] = numpy.concatenate(parts).astype(numpy.float32 if name == "weight" else numpy.int32)
        packed[f"{name}_n"] = numpy.array([len(part) for part in parts])
    return packed


if __name__ == "__main__":
    main()
