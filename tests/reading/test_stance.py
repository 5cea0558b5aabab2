"""How a predicate is put: negation and its scope, hedges, conditions, attempts and plans."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lexicon.load import lexicon
from sayso.reading.found import Status
from sayso.reading.parse import Parse, parse
from sayso.reading.stance import effects, status

# The predicate stands between stars; what is not named is as in a plain statement.
ROWS: list[tuple[str, dict[str, Any], str]] = [
    ("The brigade *shelled* the port.", {}, "a plain statement"),
    ("The brigade did not *shell* the port.", {"polarity": "negated"}, "not"),
    ("The brigade never *shelled* the port.", {"polarity": "negated"}, "never"),
    ("No one was *killed*.", {"polarity": "negated"}, "nobody as the subject"),
    ("The blast *killed* no civilians.", {"polarity": "negated"}, "nobody as the object"),
    ("There was no *attack*.", {"polarity": "negated"}, "a noun with no"),
    ("They left without *firing* a shot.", {"polarity": "negated"}, "without"),
    ("The rebels did not launch an *attack*.", {"polarity": "negated"}, "the verb lends the noun its negation"),
    ("The army did not shell or *bomb* the port.", {"polarity": "negated"}, "or carries the negation on"),
    ("The army did not shell the port but *bombed* it.", {}, "but does not"),
    ("Not only did they *shell* the port, they burnt it.", {}, "not only is no negation"),
    ("They were without doubt *killed* by the blast.", {}, "without doubt is no negation"),
    ("The army denied that it had *bombed* the camp.", {"polarity": "denied"}, "denied in a clause"),
    (
        "Jets might *bomb* the port.",
        {"modality": "possible", "certainty": "possible", "realis": "planned"},
        "still to come",
    ),
    ("Jets might have *bombed* the port.", {"modality": "possible", "certainty": "possible"}, "over, if it was"),
    ("He denied that they had bombed it and *blamed* the rebels.", {}, "the second verb of speech is not denied"),
    ("The army denied *bombing* the camp.", {"polarity": "denied"}, "denied as a gerund"),
    ("The general ruled out a *strike*.", {"polarity": "denied"}, "ruled out"),
    ("The army neither confirmed nor denied *bombing* the camp.", {"polarity": "not_addressed"}, "neither"),
    ("The ministry refused to confirm or deny the *raid*.", {"polarity": "not_addressed"}, "confirm or deny"),
    ("The army did not deny *bombing* the camp.", {"polarity": "not_addressed"}, "not denied is not admitted"),
    ("The general did not rule out a *strike*.", {"modality": "possible", "certainty": "possible"}, "not ruled out"),
    ("Two men were reportedly *killed*.", {"modality": "reported", "certainty": "reported"}, "reportedly"),
    ("The guards allegedly *beat* him.", {"modality": "alleged", "certainty": "alleged"}, "allegedly"),
    ("The so-called *truce* lasted an hour.", {"modality": "alleged", "certainty": "alleged"}, "so-called"),
    ("The “*truce*” lasted an hour.", {"modality": "alleged", "certainty": "alleged"}, "marks as distance"),
    ("The jets may have *bombed* a school.", {"modality": "possible", "certainty": "possible"}, "may"),
    ("The jets may have bombed a school and *killed* six.", {"modality": "possible", "certainty": "possible"}, "and"),
    ("He is believed to have been *killed*.", {"modality": "reported", "certainty": "reported"}, "believed to"),
    ("It is unclear whether they *hit* it.", {"modality": "question", "certainty": "unknown"}, "whether"),
    ("Was the clinic *hit*?", {"modality": "question", "certainty": "unknown"}, "a question"),
    ("The fleet will *bombard* the coast.", {"modality": "future", "realis": "planned"}, "will"),
    ("The army is to *withdraw* on Monday.", {"modality": "future", "realis": "planned"}, "is to"),
    ("The rebels plan to launch an *attack*.", {"modality": "future", "realis": "planned"}, "a planned attack"),
    ("A raid would *kill* hundreds.", {"modality": "hypothetical", "realis": "planned"}, "would"),
    (
        "If the truce is broken, the army will *strike*.",
        {"modality": "conditional", "certainty": "unknown", "realis": "planned"},
        "a condition beside it",
    ),
    ("The militia threatened to *bomb* the refinery.", {"modality": "future", "realis": "threatened"}, "a threat"),
    ("Gunmen tried to *abduct* the judge.", {"realis": "attempted"}, "tried"),
    ("The rebels failed to *capture* the bridge.", {"polarity": "negated", "realis": "attempted"}, "failed"),
    ("Police foiled an *attack* on the mosque.", {"realis": "attempted"}, "foiled"),
    ("They failed to prevent the *attack*.", {}, "what was not prevented happened"),
    ("The army did not fail to *hit* the depot.", {}, "what did not fail happened"),
    ("She managed to *escape*.", {}, "managed"),
    ("Smugglers used to *cross* here by night.", {"modality": "historical"}, "used to"),
    ("The town was *shelled* years ago.", {"modality": "historical"}, "years ago"),
    ("Nobody claimed the *attack*.", {}, "nobody claimed it, yet it happened"),
    ("The alleged gunman *died*.", {}, "it is the gunman that is alleged"),
    ("The militia claimed it had *shot* down the drone.", {}, "who says it is not looked at"),
]


@pytest.fixture(scope="module")
def parsed() -> dict[str, Parse]:
    texts = [text.replace("*", "") for text, _, _ in ROWS]
    return dict(zip((row[0] for row in ROWS), parse(texts), strict=True))


@pytest.mark.parametrize(("text", "changes", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_a_predicate_is_put_as_its_clause_has_it(
    parsed: dict[str, Parse], text: str, changes: dict[str, Any], why: str
) -> None:
    predicate = parsed[text].token_at(text.index("*"))
    assert predicate is not None
    assert status(parsed[text], predicate) == Status(**changes), why


EXAMPLES = [
    (row["rule"], row[kind], kind == "fires")
    for part in ("adverbs", "auxiliaries", "marks", "adjectives", "governors")
    for row in lexicon("stance")[part]
    for kind in ("fires", "must_not")
]


@pytest.fixture(scope="module")
def examples() -> dict[str, Parse]:
    texts = [text for _, text, _ in EXAMPLES]
    return dict(zip(texts, parse(text.replace("*", "") for text in texts), strict=True))


@pytest.mark.parametrize(("rule", "text", "fires"), EXAMPLES, ids=[row[1] for row in EXAMPLES])
def test_every_rule_of_the_lexicon_does_what_its_examples_say(
    examples: dict[str, Parse], rule: str, text: str, fires: bool
) -> None:
    predicate = examples[text].token_at(text.index("*"))
    assert predicate is not None
    assert (rule in [effect.rule for effect in effects(examples[text], predicate)]) is fires


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from("no not if may the army denied failed to bomb or , . ? “ ” will".split()), max_size=14))
def test_any_words_have_a_status(words: list[str]) -> None:
    result = next(parse([" ".join(words)]))
    for token in result.tokens:
        assert isinstance(status(result, token.i), Status)
