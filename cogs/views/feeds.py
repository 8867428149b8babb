"""Render what a server reads."""

from collections.abc import Sequence

from bot.domain.announcements import Feed, FeedStatus, Subscription
from bot.feeds.ingest import PollReport
from cogs.views.answers import Answer
from cogs.views.text import link, plural, safe

FEEDS_AT_MOST = 40


def render_added(subscription: Subscription, report: PollReport) -> Answer:
    """What was subscribed to and what its first poll brought."""
    feed = subscription.feed
    where = f" Its alerts will go to <#{subscription.channel_id}>." if subscription.channel_id else ""
    whose = f"the voice of {safe(feed.publisher)}" if feed.lab else f"a {feed.kind.value} source"
    texts = [
        f"### Reading {safe(subscription.title)}",
        f"{plural(report.new, 'announcement')} stored and read, none posted. It counts as {whose}.{where}",
    ]
    if report.error:
        texts.append(safe(report.error))
    small_print = f"-# {link(feed.url, feed.url, 120)} · see it with /latest, end it with /feed remove"
    return Answer(texts=tuple(texts), small_print=small_print)


def render_feeds(subscribed: Sequence[Subscription]) -> Answer:
    """Each feed in two lines: its name, and how it is."""
    if not subscribed:
        return Answer(texts=("### This server reads no feeds yet", "Add one: `/feed add url:https://…`"))
    failing = sum(1 for s in subscribed if s.feed.failures)
    heading = f"### {plural(len(subscribed), 'feed')}" + (f", {failing} failing" if failing else ", all well")
    ordered = sorted(subscribed, key=lambda s: -s.feed.failures)
    blocks = [_feed(s.feed) for s in ordered[:FEEDS_AT_MOST]]
    if len(ordered) > FEEDS_AT_MOST:
        blocks.append(f"-# and {len(ordered) - FEEDS_AT_MOST} more")
    return Answer(texts=(heading, *_joined(blocks)))


def _feed(feed: Feed) -> str:
    polled = f"last read <t:{int(feed.last_success_at.timestamp())}:R>" if feed.last_success_at else "never read"
    facts = [feed.kind.value, polled]
    if feed.status is not FeedStatus.ACTIVE:
        facts.append(feed.status.value)
    if feed.last_error:
        facts.append(f"failing ({feed.failures}×): {safe(feed.last_error, 160)}")
    return f"**{link(feed.title, feed.site_url or feed.url)}**\n-# {' · '.join(facts)}"


def _joined(blocks: Sequence[str], at_once: int = 10) -> list[str]:
    """A message holds 40 components, so feeds share them."""
    return ["\n".join(blocks[at : at + at_once]) for at in range(0, len(blocks), at_once)]
