"""The forms of the sentences that records hold in English: `%(name)s` stands for a name, a number or a sentence within."""

from __future__ import annotations

from sayso.wording.marking import marked as _

FIGURES = (
    _("none reported"),
    _("unknown"),
    _("unknown number"),
    _("dozens (%(number)s)"),
    _("tens (%(number)s)"),
    _("scores (%(number)s)"),
    _("hundreds (%(number)s)"),
    _("thousands (%(number)s)"),
    _("some (%(number)s)"),
    _("family (%(number)s)"),
    _("at least %(number)s"),
    _("more than %(number)s"),
    _("at most %(number)s"),
    _("fewer than %(number)s"),
    _("up to %(number)s"),
    _("about %(number)s"),
    _("%(number)s or more"),
    _("%(value)s to %(other_value)s"),
)
"""A count as a value of a fact."""

NOTES = (
    _("inferred from the verb"),
    _("nobody says otherwise"),
    _("counted from the day of publication"),
    _("among the injured"),
    _("one of several named"),
    _("%(certainty)s only"),
    _("of them killed: %(value)s, so %(low)s to %(high)s still injured"),
    _("part of %(value)s"),
    _("rejected by decision %(decision)s"),
    _("amended by decision %(decision)s"),
    _("%(name)s took it back"),
    _("%(name)s corrected it to %(value)s on %(day)s"),
    _("%(name)s corrected it to %(value)s"),
    _("%(name)s updated it to %(value)s on %(day)s"),
    _("%(name)s updated it to %(value)s"),
)
"""What is noted on a value."""

SENTENCES = (
    _("strike: %(rule)s; harm: %(harm_rule)s"),
    _("decision %(decision)s by %(name)s: %(reason)s"),
    _("proposed: %(strike)s and %(harm)s (%(why)s)"),
    _("an incident of kind %(kind)s"),
    _("every claim denies it, was rejected, or is hearsay of nobody named"),
    _("laid to %(names)s"),
    _("%(name)s denies it, and only %(names)s says so"),
    _("%(name)s claims it"),
    _("only %(names)s tells of it"),
    _("%(number)s independent originators tell of it: %(names)s"),
    _("harm is only hearsay"),
    _("nobody reports harm"),
    _("those harmed were fighters, says %(names)s"),
    _("%(name)s accepts harm to civilians"),
    _("harm is reported by %(names)s, and who did it is contested"),
    _("%(number)s independent originators report harm: %(names)s"),
    _("harm is reported by %(names)s"),
    _("%(name)s (%(outlet)s): %(killed)s killed + %(injured)s injured = %(sum)s, not %(total)s"),
    _("%(name)s (%(outlet)s): %(terms)s = %(sum)s, not %(total)s"),
    _("%(total)s, %(first)s to %(last)s, %(area)s: does not mention killed here; that denies nothing"),
    _("%(total)s, %(first)s to %(last)s, %(area)s: does not mention injured here; that denies nothing"),
    _(
        "%(total)s, %(first)s to %(last)s, %(area)s: %(value)s killed; reported for this incident alone: %(other_value)s; "
        "%(name)s itself gave %(given)s for it: a correction or a contradiction"
    ),
    _(
        "%(total)s, %(first)s to %(last)s, %(area)s: %(value)s injured; reported for this incident alone: %(other_value)s; "
        "%(name)s itself gave %(given)s for it: a correction or a contradiction"
    ),
    _(
        "%(total)s, %(first)s to %(last)s, %(area)s: %(value)s killed; reported for this incident alone: %(other_value)s"
    ),
    _(
        "%(total)s, %(first)s to %(last)s, %(area)s: %(value)s injured; reported for this incident alone: %(other_value)s"
    ),
)
"""Grades, sums that do not come out, totals of a period beside an incident."""

REFUSALS = (
    _("%(name)s: since you looked, %(who)s accepted it. Look again, then decide."),
    _("%(name)s: since you looked, %(who)s rejected it. Look again, then decide."),
    _("%(name)s: since you looked, %(who)s amended it. Look again, then decide."),
    _("%(name)s: since you looked, %(who)s decided it. Look again, then decide."),
    _("%(name)s: since you looked, the decision that you saw was undone. Look again, then decide."),
    _("%(name)s: you saw %(seen)s, it is %(now)s now. Look again, then decide."),
    _("%(name)s: it is accepted already, by %(names)s."),
    _("%(name)s: it is amended already, by %(names)s."),
    _("%(name)s: %(who)s accepted it, and nobody confirms their own work; it waits for another."),
    _("%(name)s: %(who)s amended it, and nobody confirms their own work; it waits for another."),
    _("%(name)s: a decision needs a reason."),
    _("%(name)s: this is compared with itself; name another incident or account."),
    _("%(name)s: an account cannot stand on both sides."),
    _("%(name)s: this and %(other)s are one incident already."),
    _("%(name)s: grade needs a strike status or a harm grade."),
    _("%(name)s: this cannot be what the claim says: %(detail)s."),
    _("%(name)s: nothing in this project has this id."),
    _("%(name)s: no report has this id."),
    _("%(name)s: no incident has this code."),
    _("%(name)s: no agreement has this id."),
    _("%(name)s: no incident or account has this id."),
    _("%(name)s: no claim has this key."),
    _("%(name)s: more than one begins so (%(names)s …)."),
    _("%(name)s: the report is read otherwise now, and no claim has this key any more."),
    _("%(name)s: its report is not read."),
    _("%(name)s: no decision on this incident has this number."),
    _("%(name)s: no decision on these two has this number, or it was undone already."),
    _("The incidents: choose between one and %(most)s incidents."),
    _("The tag: a tag is a word or a few."),
    _("The tag: a tag or a name has at most %(most)s characters."),
    _(
        "The database of the project cannot be used: another process has been writing for more than %(seconds)s seconds; "
        "try again when it is done. Nothing was left half-written."
    ),
    _("The database of the project cannot be used: %(detail)s. Nothing was left half-written."),
    _("%(name)s: the vault cannot be used: %(detail)s. Nothing was left half-written."),
    _(
        "%(name)s: its bytes are no longer those that were kept. Restore it from a backup; sayso verify names all such files."
    ),
    _("%(name)s: the vault does not hold it. Restore it from a backup."),
    _("The log was altered: %(detail)s. Run: sayso verify"),
)
"""What the ledger refuses, and why."""

FEED = _("it is a feed: add its address, and say that it is one")
"""What the desk says of a file that is a feed."""

DETAILS = (FEED, _("more than a million characters of text"), _("words of many thousands of signs"))
"""What stands in brackets where an input is refused."""
