"""How a figure has moved on, in words: what it was, what it is now, and by whom."""

from bot.briefing.developments import Development, DevelopmentKind
from bot.domain.claims import Release
from bot.ledger.changes import Change
from bot.ledger.lines import Line
from bot.ledger.standing import Standing, standing_of
from bot.ledger.voices import Role
from bot.ledger.wording import STANDING_WORDS, claim_words, metric_label, value_words, with_unit

STEP_WORDS = {
    Release.ANNOUNCED: "announced",
    Release.PREVIEWED: "preview",
    Release.RELEASED: "released",
    Release.OPEN_WEIGHTS: "open weights",
    Release.DEPRECATED: "being retired",
}


def development_words(development: Development) -> str:
    """``SWE-bench Verified 77.6: was maker's word, now measured: 76.9 (Vals AI)``."""
    line, was = development.line, development.was
    claim = line.claim
    if development.kind is DevelopmentKind.STEP:
        before = STEP_WORDS[development.step] if development.step else "known"
        return f"{claim.subject.name}: was {before}, now {STEP_WORDS[Release(claim.metric)]}"
    told = with_unit(claim.kind, claim.metric, was.value) if was.value is not None else ""
    if development.kind is DevelopmentKind.PRICE:
        return f"{claim.subject.name} {metric_label(claim.metric)}: was {told}, now {value_words(claim)}"
    words = f"{claim.subject.name} {metric_label(claim.metric)} {told}".rstrip()
    return f"{words}: was {_was_words(Standing(was.standing))}, now {now_words(line)}"


def change_words(change: Change) -> str:
    """``compute / token 0.27× V3.2: was maker's word, now contested: 0.38× (Northlake)``."""
    was = _was_words(change.was) if change.was else "unknown"
    return f"{claim_words(change.line.claim)}: was {was}, now {now_words(change.line)}"


def now_words(line: Line) -> str:
    """Where a line stands, with the figures of those who measured it or got something else, else who disputes it."""
    standing, grounds = standing_of(line), line.grounds
    words = STANDING_WORDS[standing]
    if standing is Standing.MEASURED:
        found = [voice for voice in (*line.alive, *grounds.measured_by) if voice.role is Role.INDEPENDENT]
    elif standing is Standing.CONTESTED:
        found = [*grounds.contradicted_by]
    else:
        found = []
    if found and all(value_words(voice.said.claim) == value_words(line.claim) for voice in found):
        return f"{words} by {', '.join(dict.fromkeys(voice.speaker for voice in found))}"
    if found:
        said = dict.fromkeys(f"{value_words(voice.said.claim)} ({voice.speaker})".strip() for voice in found)
        return f"{words}: {', '.join(said)}"
    against = [*grounds.disputed_by, *grounds.alleged_by, *grounds.doubted_by]
    by = dict.fromkeys(sourced.source.publisher for sourced in against)
    return f"{words} by {', '.join(by)}" if by and standing is Standing.CONTESTED else words


def _was_words(standing: Standing) -> str:
    """A word passed on was a word."""
    return STANDING_WORDS[Standing.VENDORS_WORD if standing is Standing.REPEATED else standing]
