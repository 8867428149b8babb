"""Render what was put right: one claim's correction, and the trail of all of them."""

from bot.domain.announcements import SourcedClaim
from bot.domain.corrections import Action, AuditEntry
from bot.ledger.mending import Mended
from bot.ledger.trail import TrailPage
from bot.ledger.wording import claim_words, unlike
from cogs.views.answers import Answer
from cogs.views.lists import page_words
from cogs.views.text import cut, link, plural, safe, stamp

LABEL_LENGTH = 100
EVERYWHERE = "Every answer in this server follows it; other servers see nothing of it. `/audit` can undo it."
_DONE = {
    Action.HIDE: "hidden",
    Action.RESTORE: "restored",
    Action.CORRECT: "corrected",
    Action.ALIAS: "named",
    Action.MERGE: "merged",
    Action.SPLIT: "split",
    Action.UNDO: "undone",
}


def claim_label(sourced: SourcedClaim) -> str:
    """A claim in one line of a list: ``DeepSeek-V4-Pro · compute / token 0.27× V3.2 — DeepSeek, 24 Apr``."""
    dated = sourced.source.dated_at
    tail = f" — {cut(sourced.source.publisher, 30)}" + (f", {dated.day} {dated:%b}" if dated else "")
    claim = sourced.claim
    return cut(f"{claim.subject.name} · {claim_words(claim)}", LABEL_LENGTH - len(tail)) + tail


def render_mended(mended: Mended) -> Answer:
    """What became of a claim: its words, and that answers follow."""
    shown = mended.after or mended.before
    said = f"{safe(shown.claim.subject.name)} · {safe(claim_words(shown.claim))}"
    if mended.after is None:
        heading = f"### Hidden: {said}"
    elif mended.after.as_read:
        heading = f"### Corrected: {said}\nAs read, it was {safe(unlike(mended.after.as_read, mended.after.claim))}."
    else:
        heading = f"### As it was read: {said}"
    source = shown.source
    texts = [heading, f"> “{safe(shown.claim.quote.text)}”\n{link(source.publisher, source.url)}"]
    if mended.reason:
        texts.append(f"Why: {safe(mended.reason)}")
    return Answer(texts=tuple(texts), small_print=f"-# {EVERYWHERE}")


def render_trail(trail: TrailPage) -> Answer:
    """Who put what right, the last first."""
    whose = f" by <@{trail.user_id}>" if trail.user_id else ""
    if not trail.count:
        return Answer(
            texts=(
                f"### Nothing was put right in this server{whose} yet",
                "`/claim hide` and `/claim correct` mend claims, `/model alias`, `merge` and `split` mend names, "
                "`/story split` and `merge` mend stories.",
            )
        )
    heading = f"### {plural(trail.count, 'change')}{whose}, the last first"
    now = (
        f"In force: {plural(trail.hidden, 'claim')} hidden, {trail.corrected} corrected, "
        f"{plural(trail.names, 'name')} of this server's own."
    )
    small_print = f"-# {page_words(trail.page, trail.pages)}"
    return Answer(texts=(heading, now, *map(_entry, trail.entries)), small_print=small_print, pages=trail.pages)


def render_undone(entry: AuditEntry) -> Answer:
    """What an undo put back."""
    heading = f"### Undone: {safe(entry.label)}"
    return Answer(
        texts=(heading, f"{safe(entry.before.words)} → {safe(entry.after.words)}"), small_print=f"-# {EVERYWHERE}"
    )


def entry_label(entry: AuditEntry) -> str:
    """An entry in one line of a menu."""
    return cut(f"{_DONE[entry.action]}: {entry.label}", LABEL_LENGTH)


def _entry(entry: AuditEntry) -> str:
    what = f"**{_DONE[entry.action]}** {safe(entry.label, 100)}"
    reason = f"\n“{safe(entry.reason, 150)}”" if entry.reason else ""
    undone = f" · undone by <@{entry.undone_by}>" if entry.undone_by else ""
    return f"{what}: {_change(entry)}{reason}\n-# <@{entry.user_id}> · {stamp(entry.at)}{undone}"


def _change(entry: AuditEntry) -> str:
    return f"{safe(entry.before.words, 80)} → {safe(entry.after.words, 80)}"
