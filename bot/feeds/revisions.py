"""Whether an entry that is shown again was edited, and what of it counts. Pure: no storage, the clock is handed in.

An edit changes words of the title or the text. What only looks different is none: spacing, case, punctuation, a feed
that for once sends an excerpt of what it sent in full, one of several listings of an article. Some entries never stand
still (two texts by turns, a counter that ticks): past ``RESTLESS`` edits, one is looked at once a day, and of its
wordings the first and the latest are kept, ``KEPT`` in all.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.announcements import Entry
from bot.feeds.words import telling_words

if TYPE_CHECKING:  # runs in worker processes, which have no database to carry
    from db.revisions import StoredWording

KEPT = 10
RESTLESS = 10
RESTLESS_WAIT = timedelta(days=1)

_SHORTEST_EXCERPT = 60  # characters; what is shorter is in every text by chance


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """An announcement's new wording, and what it stood as until now."""

    before: "StoredWording"
    entry: Entry
    fingerprint: str
    from_article: bool


def fingerprint(entry: Entry) -> str:
    """The same for two wordings of an entry that differ in no word."""
    words = f"{telling_words(entry.title)}\n{telling_words(entry.text)}"
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def may_be_edited(noted: str | None, shown: Collection[str]) -> bool:
    """Whether the fingerprint noted of an announcement is none of those that its listings have now."""
    return noted is not None and noted not in shown


def decide_edit(before: "StoredWording", entry: Entry, now: datetime, *, article: str | None = None) -> Edit | None:
    """The edit that an entry shows, if it does. ``article`` is the text of its page, where that was fetched.

    Where the stored text is that of a page and the page could not be had, only the title is the entry's to change. A
    page that shows less than half of what it showed is a wall or a notice in its place, so it counts as not had.
    """
    if before.revision >= RESTLESS and before.revised_at is not None and now < before.revised_at + RESTLESS_WAIT:
        return None
    text = article if article is not None else entry.text
    old, new = telling_words(before.text), telling_words(text)
    page_is_missing = before.from_article and (article is None or len(new) < len(old) / 2)
    if page_is_missing or _is_excerpt(new, old):
        text, new = before.text, old
    if new == old and telling_words(entry.title) == telling_words(before.title):
        return None
    return Edit(
        before=before,
        entry=Entry(
            guid=entry.guid,
            link=entry.link or before.url,
            title=entry.title,
            text=text,
            author=entry.author,
            published_at=entry.published_at or before.published_at,
        ),
        fingerprint=fingerprint(entry),
        from_article=article is not None or (before.from_article and text == before.text),
    )


def _is_excerpt(new: str, old: str) -> bool:
    """Whether the words are a piece of those before, or begin like one half as long: it ends as its feed likes."""
    if not new or f" {new} " in f" {old} ":
        return True
    return _SHORTEST_EXCERPT <= len(new) < len(old) / 2 and new[: len(new) * 2 // 3] in old
