"""Render what was read in a message, or on the page that it links to."""

from collections.abc import Sequence

from bot.domain.claims import Claim
from bot.feeds.passages import Passage
from bot.ledger.wording import claim_words, standing_words
from cogs.views.answers import Answer
from cogs.views.text import address, link, plural, safe

QUOTES_AT_MOST = 16
_KEPT = "-# Nothing was stored."


def render_passage(passage: Passage) -> Answer:
    """The claims, those of one sentence together, each with its words."""
    claims = passage.reading.claims
    where = f"on the page {link(passage.title, passage.url, 120)}" if passage.url else "in the message"
    if not claims:
        names = [model.name for model in passage.reading.models][:8]
        said = (
            f"It names {safe(', '.join(names))}, and claims nothing of them." if names else "It names no model either."
        )
        hint = "A claim is a checkable statement: a score, a price, a size, a release, one amount over another."
        return Answer(texts=(f"### No claims {where}", f"{said} {hint}"), small_print=_KEPT)
    lines = [_line(said) for said in _by_sentence(claims)]
    texts = [f"### {plural(len(claims), 'claim')} {where}", *lines[:QUOTES_AT_MOST]]
    if len(lines) > QUOTES_AT_MOST:
        texts.append(f"-# and {plural(len(lines) - QUOTES_AT_MOST, 'more sentence')} with claims")
    if passage.unopened:
        texts.append(f"-# The link {address(passage.unopened)} was not opened.")
    return Answer(texts=tuple(texts), small_print=_KEPT)


def _by_sentence(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims that share their words and whose word they are."""
    found: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.quote.text, claim.attribution, claim.hedged), []).append(claim)
    return list(found.values())


def _line(claims: Sequence[Claim]) -> str:
    by_subject: dict[str, list[str]] = {}
    for claim in claims:
        by_subject.setdefault(claim.subject.name, []).append(claim_words(claim))
    words = "; ".join(f"{safe(subject)}: {safe(', '.join(said))}" for subject, said in by_subject.items())
    first = claims[0]
    standing = standing_words(first.attribution, hedged=first.hedged)
    return f"- {words} ({standing}): “{safe(first.quote.text, 160)}”"
