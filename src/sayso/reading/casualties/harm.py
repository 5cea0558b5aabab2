"""Which people a word of harm speaks of: by the words right beside it, else by the grammar."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from sayso.lexicon.load import lexicon
from sayso.reading.casualties.harm_words import Cue
from sayso.reading.casualties.people import combat_status
from sayso.reading.casualties.victim_lists import is_opened, joint_of, speakers_among
from sayso.reading.casualties.victims import Group
from sayso.reading.parse import Parse


class HarmSentence:
    """A sentence with its groups of people and its words of harm."""

    def __init__(self, parse: Parse, first: int, last: int, groups: list[Group], cues: list[Cue]) -> None:
        self.parse = parse
        self.first = first
        self.last = last
        self.groups = groups
        self.cues = cues
        self.cue_at = {cue.i: cue for cue in cues}
        self.begins = {cue.i: cue.start for cue in cues if cue.start is not None}
        self.starts = {group.first: number for number, group in enumerate(groups)}
        self.at = {i: number for number, group in enumerate(groups) for i in range(group.first, group.last + 1)}
        self.joints = [joint_of(parse, one, two) for one, two in pairwise(groups)]
        self.openers = [is_opened(parse, group, first, last) for group in groups]
        self.speakers = speakers_among(parse, groups, self.openers, first, last)

    def joint(self, number: int) -> str | None:
        """The words that join a group to the next one ("and", ","), None where nothing does."""
        return self.joints[number] if 0 <= number < len(self.joints) else None

    def is_subset(self, number: int) -> bool:
        """Whether a group is a part of one before it: "including five children", "one of whom", and what is joined to it."""
        while True:
            if self.openers[number] or self.groups[number].part:
                return True
            if (
                number == 0
                or number in self.speakers
                or self.joint(number - 1) not in ("and", ",")
                or self.groups[number].more
            ):
                return False
            number -= 1

    def among(self, number: int) -> int | None:
        """The group that another is said to be among: "a nurse and a guard were among the 30 killed"."""
        while self.joint(number) in ("and", ","):
            number += 1
        return number + 1 if self._is_among_next(number) else None

    def among_the_harmed(self, number: int) -> str | None:
        """The word for those that a group is among: "two children were among the dead"."""
        while self.joint(number) in ("and", ","):
            number += 1
        k = self.groups[number].last + 1
        after = [token.lower for token in self.parse.tokens[k : min(k + 5, self.last)]]
        after = [word for word in after if word not in _words().be and word not in ("also", "the")]
        told = len(after) > 1 and after[0] in _words().among and after[1] in _words().harmed
        return after[1] if told and after[1] not in _words().of_them else None

    def _is_among_next(self, number: int) -> bool:
        if number + 1 >= len(self.groups):
            return False
        between = [t.lower for t in self.parse.tokens[self.groups[number].last + 1 : self.groups[number + 1].first]]
        return (
            0 < len(between) < 4 and between[-1] in _words().among and all(word in _words().be for word in between[:-1])
        )

    def victims(self, cue: Cue) -> int | None:
        """The number of the group that the cue speaks of."""
        inside = self.at.get(cue.i)
        if inside is not None and self.groups[inside].sort != "thing":
            told = cue.outcome in ("killed", "injured", "missing") and not self.groups[inside].part
            return inside if told else None
        if cue.form == "of":
            number = self.starts.get(self._skip_age(cue.i + 2))
        else:
            number = self._transitive(cue) if cue.form == "transitive" else self._subject(cue.i)
        return number if number is not None and self._fits(cue, self.groups[number]) else None

    def _fits(self, cue: Cue, group: Group) -> bool:
        """Whether the words can be of people harmed: "lost 12" needs a side that loses them, "no one arrested" is no figure."""
        harmed = cue.outcome in ("killed", "injured")
        their = {token.lower for token in self.parse.tokens[cue.i + 1 : cue.i + 3]}
        if self.parse.tokens[cue.i].lower in _words().lost and their.isdisjoint(("life", "lives")):
            return combat_status(self.parse.tokens[group.first : group.last + 1]) != "presumed_civilian"
        if self.parse.tokens[cue.i].lower in _words().taken and self.parse.tokens[group.head].pos == "PROPN":
            return False  # towns are captured too, and the recogniser of names takes some for people
        if cue.outcome == "freed" and group.sort == "bare":
            return False  # "release millions"
        if group.sort in ("nobody", "anyone"):
            return harmed or cue.outcome in ("harmed", "missing")
        return group.sort != "thing" and (group.sure or harmed)

    def own_cue(self, number: int) -> Cue | None:
        """The cue right after a group: "20" in "killed 12 and 20 injured"."""
        k = self.groups[number].last + 1
        while k < self.last and (
            self.parse.tokens[k].tag in ("RB", "MD") or self.parse.tokens[k].lower in _words().auxiliaries
        ):
            if k in self.cue_at:
                break
            k += 1
        cue = self.cue_at.get(k)
        return (
            cue if cue and cue.form in ("transitive", "adjective", "subject") and not self._is_active(cue.i) else None
        )

    def _is_active(self, i: int) -> bool:
        return self.parse.tokens[i].tag in ("VBG", "VBZ", "VBP") or bool(self.parse.dependents(i, "dobj"))

    def _skip_age(self, k: int) -> int:
        """ "the death of 8-year-old Omar": the token after the age."""
        while (
            k < self.last
            and k not in self.starts
            and (self.parse.tokens[k].tag in ("CD", "HYPH") or self.parse.tokens[k].lower in _words().age)
        ):
            k += 1
        return k

    def _transitive(self, cue: Cue) -> int | None:
        i = cue.i
        if self._is_passive(i):
            return self._subject(i)
        target = self._object(i)
        tag = self.parse.tokens[i].tag
        if self._reach_left(i)[1] == "have":
            return target
        if tag not in ("VBD", "VBN", "JJ", "NN") or self.parse.tokens[i].lower.endswith("ing"):
            return target
        left = self._left(i)
        if target is not None and (left is None or not self._is_told_of(left, i, target)):
            return target
        if tag == "VBD" and self.parse.dependents(i, "nsubj") and (left is None or self._is_agent(left, i)):
            return None
        return self._subject(i)

    def _is_told_of(self, left: int, i: int, target: int) -> bool:
        """Whether the group right before the cue is harmed, no agent: "12 wounded" beside "rebels wounded 12"."""
        told = self.groups[left].sort in ("bare", "counted", "single")
        return told and (self.own_cue(target) is not None or not self.parse.dependents(i, "dobj"))

    def _is_agent(self, left: int, i: int) -> bool:
        """Whether "rebels shot" has lost its object, other than the headline "soldiers killed in ambush"."""
        k = self._skip_right(i + 1)
        after = self.parse.tokens[k] if k < self.last else None
        headline = after is None or after.tag in ("IN", ",", ".", ":")
        return self.groups[left].sort not in ("bare", "counted") and not headline

    def _is_passive(self, i: int) -> bool:
        if self.parse.tokens[i].tag in ("VBG", "VBZ", "VBP", "VB") and not self.parse.dependents(i, "auxpass"):
            return False
        i = self.begins.get(i, i)
        return bool(self.parse.dependents(i, "auxpass", "nsubjpass")) or self._reach_left(i)[1] == "be"

    def _object(self, i: int) -> int | None:
        """The group right after the verb, or its object in the grammar."""
        near = self.starts.get(self._skip_right(i + 1))
        if near is not None:
            return None if self._is_next_subject(near, i) else near
        for child in self.parse.dependents(i, "dobj", "attr", "dative", "oprd"):
            number = self.at.get(child) if child > i else None
            if number is not None and not self._is_next_subject(number, i):
                return number
        return None

    def _skip_right(self, k: int) -> int:
        tokens = self.parse.tokens
        while k < self.last and k not in self.starts:
            reflexive = tokens[k].lower in _words().reflexive or (
                tokens[k].lower == "and" and tokens[k - 1].lower in _words().reflexive
            )
            if not (reflexive or tokens[k].tag == "RB" or tokens[k].lower in _words().after_verb):
                break
            k += 1
        return k

    def _is_next_subject(self, number: int, i: int) -> bool:
        """ "15 killed, dozens injured": the group after the cue belongs to the next cue."""
        between = self.parse.tokens[i + 1 : self.groups[number].first]
        return any(t.lower in _PARTING for t in between) and self.own_cue(number) is not None

    def _subject(self, i: int) -> int | None:
        left = self._left(i)
        if left is not None and not self._is_governed(left):
            own = not self.is_subset(left) or self.groups[left].part or self.groups[left].sort == "bare"
            return left if own else self._whole_of(left)
        by_grammar = self._grammar_subject(i)
        if by_grammar is None:
            by_grammar = self._subject_of_auxiliary(i)
        if by_grammar is not None:
            return by_grammar
        return self._before_bracket(i) if left is None else left if not self.is_subset(left) else self._whole_of(left)

    def _subject_of_auxiliary(self, i: int) -> int | None:
        """ "people from the village were on Monday killed": the subject that the parse gives to "were"."""
        for t in range(self._reach_left(i)[0] + 1, i):
            if self.parse.tokens[t].lower in _words().be:
                subjects = self.parse.dependents(t, "nsubj", "nsubjpass")
                return self.at.get(subjects[0]) if subjects else None
        return None

    def _is_governed(self, number: int) -> bool:
        """Whether a preposition governs the group, so that it may be no subject: "people loyal to the cleric were killed"."""
        group = self.groups[number]
        dep = self.parse.tokens[group.head].dep
        return dep in ("pobj", "attr", "dobj", "pcomp") and group.sort in ("named", "single", "plural", "definite")

    def _left(self, i: int) -> int | None:
        """The group that ends right before the cue, auxiliaries, adverbs and words of time aside."""
        return self.at.get(self._reach_left(i)[0])

    def _reach_left(self, i: int) -> tuple[int, str | None]:
        """The first token left of the cue that is no auxiliary, adverb or word of time; the nearest auxiliary."""
        words, tokens = _words(), self.parse.tokens
        i = self.begins.get(i, i)
        k, timed = i - 1, False
        auxiliary: str | None = None
        while k >= max(self.first, i - 12) and k not in self.at:
            lower = tokens[k].lower
            if tokens[k].tag in ("RB", "MD", "TO") or lower in words.auxiliaries:
                if auxiliary is None and (lower in words.be or lower in words.have):
                    auxiliary = "be" if lower in words.be else "have"
            elif lower in words.time or tokens[k].tag == "CD":
                timed = True
            else:
                break
            k -= 1
        return (k, auxiliary) if auxiliary or not timed else (i - 1, None)

    def _whole_of(self, number: int) -> int | None:
        """The group before "including five children"."""
        while number > 0 and self.is_subset(number):
            number -= 1
        return None if self.is_subset(number) else number

    def _before_bracket(self, i: int) -> int | None:
        """ "12 people, most of them from one village, were killed": the group before the bracket that ends here."""
        tokens = self.parse.tokens
        k = self._reach_left(i)[0]
        if k < self.first or k >= i - 1 or tokens[k].text not in _CLOSERS:
            return None
        for j in range(k - 1, max(self.first, k - 30), -1):
            if tokens[j].text in _OPENERS and j - 1 in self.at:
                number = self.at[j - 1]
                return self._whole_of(number) if self.is_subset(number) else number
        return None

    def _grammar_subject(self, i: int) -> int | None:
        """The subject by the parse, through relative clauses, "feared dead" and coordinated verbs."""
        tokens = self.parse.tokens
        t = i = self.begins.get(i, i)
        for _ in range(4):
            for child in self.parse.dependents(t, "nsubjpass", "nsubj"):
                if child < i:
                    relative = tokens[child].tag in ("WP", "WDT") and tokens[t].dep == "relcl"
                    return self.at.get(tokens[t].head if relative else child)
            if tokens[t].dep in ("acl", "relcl"):
                return self.at.get(tokens[t].head)
            upward = tokens[t].dep in ("oprd", "acomp", "xcomp", "conj", "attr") or (
                tokens[t].dep in ("ccomp", "advcl") and tokens[t].head > t
            )
            if not upward or tokens[t].head == t:
                return None
            t = tokens[t].head
        return None


_PARTING = frozenset({",", "and", ";", "-", "–", "while", "but"})
_CLOSERS = frozenset({",", ")", "-", "–", "—", "--", "]"})
_OPENERS = frozenset({",", "(", "-", "–", "—", "--", "["})


class _Words(NamedTuple):
    auxiliaries: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    time: frozenset[str]
    reflexive: frozenset[str]
    after_verb: frozenset[str]
    among: frozenset[str]
    of_them: frozenset[str]
    harmed: frozenset[str]
    lost: frozenset[str]
    age: frozenset[str]
    taken: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = lexicon("casualties")
    names = "auxiliaries be have time_words reflexive after_verb among of_them harmed_ones lost age taken"
    return _Words(*(frozenset(data[name]) for name in names.split()))
