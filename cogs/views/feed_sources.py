"""Render where feeds come from: what was found at an address, the starter packs, what became of a list. No buttons."""

from collections.abc import Sequence
from itertools import groupby

from bot.feeds.discovery import Candidate, Discovery, Found
from bot.feeds.links import link_key
from bot.feeds.opml import Outline
from bot.feeds.sources import Added, Imported, StarterOutcome
from bot.feeds.starter import Pack, StarterFeed
from cogs.views.answers import Answer
from cogs.views.text import cut, day, link, plural, safe

_NAMED_AT_MOST = 12
_EXPLAINED_AT_MOST = 12


def render_discovery(discovery: Discovery, subscribed: frozenset[str]) -> Answer:
    """Each feed that was found: what it is called, what it shows, how it was found."""
    count = len(discovery.candidates)
    heading = f"### {plural(count, 'feed')} found at {safe(_without_scheme(discovery.address), 120)}"
    blocks = [_candidate(candidate, subscribed) for candidate in discovery.candidates]
    notes = ["the search was cut short, there may be more"] if discovery.cut_short else []
    if len(discovery.attempts) > 1:
        notes.append(f"{plural(len(discovery.attempts), 'other address', 'other addresses')} held no feed")
    small_print = f"-# {' · '.join(notes)}" if notes else ""
    return Answer(texts=(heading, *blocks), small_print=small_print)


def how_found(candidate: Candidate) -> str:
    """How a feed was found, and what is to be known of it, in a few words."""
    if candidate.starter and candidate.found is Found.PACK:
        return " · ".join((candidate.found.words, *candidate.starter.marks))
    return safe(candidate.what, 80) if candidate.what else candidate.found.words


def facts_of(candidate: Candidate) -> str:
    """What a feed shows and how it was found, in words for a menu."""
    dated = f", newest {candidate.newest_at.day} {candidate.newest_at:%b %Y}" if candidate.newest_at else ""
    return cut(f"{plural(candidate.entries, 'entry', 'entries')}{dated} · {how_found(candidate)}", 100)


def render_found(added: Added) -> str:
    """The sentence that tells where an added feed was found; empty where the address was its own."""
    if added.found is None or added.found.found is Found.ITSELF:
        return ""
    return f"The address is a page; this is its only feed ({how_found(added.found)})."


def render_packs(packs: Sequence[Pack], subscribed: frozenset[str]) -> Answer:
    """The packs, how large each is, and how much of it the server reads."""
    lines = []
    for pack in packs:
        here = sum(1 for feed in pack.feeds if _reads(feed, subscribed))
        state = f"{plural(len(pack.feeds), 'feed')}, {here} read here" if here else plural(len(pack.feeds), "feed")
        lines.append(f"**{pack.title}** {state}\n-# {pack.about}")
    return Answer(texts=("### Starter packs", "\n".join(lines), "Choose one to see its feeds."))


def render_pack(pack: Pack, subscribed: frozenset[str]) -> Answer:
    """The feeds of a pack by publisher, with what is to be known of each."""
    here = sum(1 for feed in pack.feeds if _reads(feed, subscribed))
    heading = f"### {pack.title}: {plural(len(pack.feeds), 'feed')}, {here} read here"
    lines = [
        f"**{safe(publisher)}** {' · '.join(_starter(feed, subscribed) for feed in feeds)}".rstrip()
        for publisher, feeds in groupby(pack.feeds, key=lambda feed: feed.publisher)
    ]
    marks = (
        "-# mirror: made by others from the pages of the site · stale: nothing new was seen there · spare: says the "
        "same as another; stale and spare ones are added only where you choose them"
    )
    return Answer(texts=(heading, *_joined(lines)), small_print=marks if any(feed.marks for feed in pack.feeds) else "")


def render_progress(wanted: Sequence[StarterFeed], outcomes: Sequence[StarterOutcome], *, ended: bool) -> Answer:
    """How far subscribing to a pack has come; every feed that could not be had is named."""
    added = [outcome.feed for outcome in outcomes if outcome.error is None]
    failed = [outcome for outcome in outcomes if outcome.error is not None]
    left = len(wanted) - len(outcomes)
    if not ended:
        return Answer(texts=(f"### Reading {len(outcomes)} of {plural(len(wanted), 'feed')}", *_failures(failed)))
    texts = [f"### {plural(len(added), 'feed')} added" + (f", {len(failed)} failed" if failed else "")]
    texts.append("Their announcements are stored and read; nothing was posted." if added else "Nothing was added.")
    texts += _failures(failed)
    if left:
        texts.append(f"{plural(left, 'feed')} had no turn in time. Choose again: what is read here is skipped.")
    return Answer(texts=tuple(texts))


def render_added_several(added: Sequence[Added], failed: Sequence[str]) -> Answer:
    """What became of several feeds that were chosen together."""
    lines = [
        f"- {link(each.subscription.title, each.subscription.feed.url)}: "
        f"{plural(each.report.new, 'announcement')} stored and read"
        for each in added
    ]
    heading = f"### {plural(len(added), 'feed')} added" + (f", {len(failed)} not" if failed else "")
    return Answer(texts=(heading, "\n".join(lines), *(safe(sentence, 400) for sentence in failed)))


def render_imported(imported: Imported) -> Answer:
    """What became of a list: how many are read now, which were known, which cannot be read."""
    heading = f"### {plural(len(imported.added), 'feed')} added from the list"
    texts = [heading]
    if imported.added:
        folders = {outline.folder for outline in imported.added if outline.folder}
        kept = f" Folders are kept ({len(folders)})." if folders else ""
        texts.append(
            f"They are read one after another from now on, within minutes; nothing is posted of what they hold.{kept}"
        )
    if imported.already:
        texts.append(f"Already read here: {_names(imported.already)}.")
    if imported.repeated:
        texts.append(f"Listed more than once: {plural(imported.repeated, 'feed')}, taken once.")
    if imported.refused:
        reasons = "\n".join(f"- {safe(why, 200)}" for _, why in imported.refused[:_NAMED_AT_MOST])
        texts.append(f"**{plural(len(imported.refused), 'address', 'addresses')} refused**\n{reasons}")
    return Answer(texts=tuple(texts), small_print="-# /feed list shows how they are")


def _candidate(candidate: Candidate, subscribed: frozenset[str]) -> str:
    facts = [how_found(candidate), plural(candidate.entries, "entry", "entries")]
    if candidate.newest_at:
        facts.append(f"newest {day(candidate.newest_at)}")
    if link_key(candidate.url) in subscribed:
        facts.append("read here")
    shown = safe(_without_scheme(candidate.url), 150)
    return f"**{link(candidate.title, candidate.url)}**\n-# {shown} · {' · '.join(facts)}"


def _starter(feed: StarterFeed, subscribed: frozenset[str]) -> str:
    """Its title, without the publisher that stands before it, and its marks."""
    marks = ", ".join((*feed.marks, *(["read here"] if _reads(feed, subscribed) else [])))
    rest = feed.title.removeprefix(feed.publisher)
    title = rest.lstrip(" :") if rest[:1] in {"", " ", ":"} else feed.title
    return f"{safe(title)}{f' ({marks})' if marks else ''}".strip()


def _reads(feed: StarterFeed, subscribed: frozenset[str]) -> bool:
    return link_key(feed.url) in subscribed


def _failures(failed: Sequence[StarterOutcome]) -> list[str]:
    """Each by name, the first of them with what was wrong."""
    explained, others = failed[:_EXPLAINED_AT_MOST], failed[_EXPLAINED_AT_MOST:]
    lines = [f"- {safe(each.feed.title)}: {safe(each.error or '', 180)}" for each in explained]
    if others:
        lines.append(f"- and {', '.join(safe(each.feed.title) for each in others)}")
    return _joined(lines, _EXPLAINED_AT_MOST + 1)


def _names(outlines: Sequence[Outline]) -> str:
    named = ", ".join(safe(outline.title or outline.url, 60) for outline in outlines[:_NAMED_AT_MOST])
    more = len(outlines) - _NAMED_AT_MOST
    return f"{named} and {more} more" if more > 0 else named


def _without_scheme(url: str) -> str:
    return url.partition("://")[2].rstrip("/")


def _joined(lines: Sequence[str], at_once: int = 12) -> list[str]:
    """A message holds 40 components, so lines share them."""
    return ["\n".join(lines[at : at + at_once]) for at in range(0, len(lines), at_once)]
