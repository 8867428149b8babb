"""Render why a figure is as it is: the sentence, its source, how the number was worked out, who else says so."""

from collections.abc import Sequence

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Attribution, Bound, Claim, Kind
from bot.ledger.lines import Line, join_lines
from bot.ledger.wording import claim_words, correction_words, evidence_words, line_words, value_words
from bot.reading.rulewords import rule_meaning
from cogs.views.answers import Answer
from cogs.views.text import day, link, safe, when

WORDINGS_AT_MOST = 3
_BOUND_WORDS = {
    Bound.EXACT: "exact",
    Bound.ABOUT: "about",
    Bound.UP_TO: "the best case",
    Bound.MORE_THAN: "at least",
    Bound.LESS_THAN: "at most",
}


def render_why(asked: SourcedClaim, alike: Sequence[Line]) -> Answer:
    """One claim with its words, and the figures that compare with it."""
    claim, source = asked.claim, asked.source
    own = next((figure for figure in alike if asked in figure.claims), None) or join_lines([asked])[0]
    texts = [
        f"### {safe(claim.subject.name)} · {safe(claim_words(claim))}",
        f"> “{safe(claim.quote.text, 900)}”",
        f"{safe(source.publisher)}, {link(source.title, source.url)}, {when(source)}",
        _corrected(asked) + _worked_out(claim) + ("" if asked.corrected else _read_by(claim)),
        "\n".join(filter(None, (_voices(own), _put_otherwise(own, asked), _setting(claim)))),
    ]
    others = [figure for figure in alike if figure is not own]
    if others:
        texts.append("**Others**\n" + "\n".join(_other(figure) for figure in others[:6]))
    return Answer(texts=tuple(texts), explains=asked.id)


def _corrected(asked: SourcedClaim) -> str:
    """That the server put the claim right: what was read, who says otherwise, when and why."""
    if asked.corrected is None:
        return ""
    words, reason = safe(correction_words(asked)), safe(asked.corrected.reason)
    by = f"{words[0].upper()}{words[1:]} (<@{asked.corrected.by}>, {day(asked.corrected.at)})"
    return by + (f": “{reason}”\n" if reason else ".\n")


def _worked_out(claim: Claim) -> str:
    reserve = "hedged: the text itself holds back" if claim.hedged else "not hedged"
    if claim.value is None:
        return f"Stated without a number; {reserve}."
    if claim.kind is Kind.RATIO:
        against = safe(claim.baseline.name) if claim.baseline else "a baseline that the text does not name"
        return (
            f"Worked out: {value_words(claim)} is the amount of {safe(claim.subject.name)} over that of {against}. "
            f"{_BOUND_WORDS[claim.bound].capitalize()}, {reserve}."
        )
    return f"As printed: {value_words(claim)}. {_BOUND_WORDS[claim.bound].capitalize()}, {reserve}."


def _read_by(claim: Claim) -> str:
    """What the rule that read it means; nothing for a rule of another version of the reader."""
    meaning = rule_meaning(claim.rule)
    return f"\nRead as: {meaning[0].lower()}{meaning[1:]}" if meaning else ""


def _voices(figure: Line) -> str:
    copies = tuple(dict.fromkeys(publisher for voice in figure.voices for publisher in voice.repeated_by))
    told = f"; passed on by {', '.join(map(safe, copies[:6]))}, not counted" if copies else "; repeated by nobody"
    evidence = "" if figure.attribution is Attribution.THIRD_PARTY else f"; {safe(evidence_words(figure))}"
    return f"Voices: {safe(figure.voices[0].speaker)} ({safe(line_words(figure))}){told}{evidence}."


def _put_otherwise(figure: Line, asked: SourcedClaim) -> str:
    """The same claim in other words, each from whoever put it so."""
    put: dict[str, str] = {}
    for sourced in figure.claims:
        if sourced.claim.quote.text != asked.claim.quote.text:
            put.setdefault(sourced.claim.quote.text, sourced.source.publisher)
    if not put:
        return ""
    told = [f"“{safe(words, 90)}” ({safe(publisher, 40)})" for words, publisher in list(put.items())[:WORDINGS_AT_MOST]]
    more = f" and {len(put) - WORDINGS_AT_MOST} more" if len(put) > WORDINGS_AT_MOST else ""
    return f"Also put as: {', '.join(told)}{more}: the same claim"


def _setting(claim: Claim) -> str:
    return f"Setting: {safe(claim.setting)}" if claim.setting else ""


def _other(figure: Line) -> str:
    claim, source = figure.claim, figure.origin.source
    standing = safe(line_words(figure))
    quote, printed = safe(claim.quote.text, 200), link(source.publisher, source.url)
    return f"- {safe(claim_words(claim))} ({standing}): “{quote}” {printed}"
