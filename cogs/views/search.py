"""Render what a search found: each hit with the sentence that the words stand in."""

from collections.abc import Sequence

from bot.domain.announcements import Announcement
from bot.ledger.searching import FOUND_AT_MOST, Found, Wanted
from bot.ledger.snippets import snippet
from cogs.views.answers import Answer, FollowUp, page_of
from cogs.views.lists import page_words, read_words
from cogs.views.queries import Query
from cogs.views.text import cut, day, link, marked, plural, safe, when

TITLE_LENGTH = 120
LABEL_LENGTH = 80


def render_search(found: Found, wanted: Wanted, days: int, page: int) -> Answer:
    """Hits, newest first; where there are none, what was looked for and what would have found something."""
    if not found.hits:
        return _nothing(found.near, wanted, days)
    shown, pages = page_of(found.hits, page)
    count = f"the newest {FOUND_AT_MOST}" if found.is_cut else plural(len(found.hits), "announcement")
    return Answer(
        texts=(
            f"### “{safe(wanted.words, 100)}”: {count}{_filters(wanted)}",
            *(_hit(each, wanted.words) for each in shown),
        ),
        small_print=f"-# {page_words(page, pages)}",
        pages=pages,
    )


def _hit(announcement: Announcement, words: str) -> str:
    """One hit: its title, the sentence, where it is from and what was read in it."""
    source = announcement.source
    sentence = marked(snippet(announcement.text, words)) or "Only a title."
    return (
        f"**{link(source.title, source.url, TITLE_LENGTH)}**\n"
        f"{sentence}\n"
        f"-# {safe(source.publisher)} · {when(source)} · {read_words(announcement)}"
    )


def _nothing(near: Sequence[Wanted], wanted: Wanted, days: int) -> Answer:
    hint = "These would find something:" if near else "Try fewer or other words; /latest shows what was read."
    return Answer(
        texts=(
            f"### Nothing says “{safe(wanted.words, 100)}”{_filters(wanted)}",
            f"Titles and texts of this server's feeds were looked at, for all of the words together. {hint}",
        ),
        follow_ups=tuple(FollowUp(label=_label(each, wanted), query=query_of(each, days)) for each in near),
    )


def query_of(wanted: Wanted, days: int) -> Query:
    """The search as a question that a button can carry."""
    return Query(
        command="search",
        text=wanted.words,
        lab=wanted.lab or "",
        model=wanted.model or "",
        topic=wanted.topic or "",
        feed=wanted.feed or "",
        days=days if wanted.since else 0,
    )


def _filters(wanted: Wanted) -> str:
    since = [f"since {day(wanted.since)}"] if wanted.since else []
    return "".join(f" · {part}" for part in (*(safe(each, 60) for each in _narrowing(wanted)), *since))


def _narrowing(wanted: Wanted) -> list[str]:
    return [part for part in (wanted.lab, wanted.model, wanted.topic, wanted.feed) if part]


def _label(near: Wanted, wanted: Wanted) -> str:
    where = _narrowing(near) if near.is_narrowed or not wanted.is_narrowed else ["everywhere"]
    return cut(" · ".join((f"“{near.words}”", *where)), LABEL_LENGTH)
