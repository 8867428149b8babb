"""Render what a server reads: a feed just added, the list, what needs a look, one feed with everything about it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.announcements import Announcement, Feed, FeedStatus, Subscription
from bot.feeds.filter_syntax import write_filter
from bot.feeds.health import HealthState, judge, span_words, wait_words
from bot.feeds.ingest import PollReport
from bot.feeds.upkeep import FeedDetails
from cogs.views.answers import Answer, page_of
from cogs.views.lists import announcement_lines, page_words
from cogs.views.text import address, link, plural, safe, stamp

FEEDS_ON_A_PAGE = 10
_STATES = tuple(HealthState)  # the worst first


def render_added(subscription: Subscription, report: PollReport, shown: Sequence[Announcement] = ()) -> Answer:
    """What was subscribed to and what its first poll brought; ``shown`` are the last of it, where asked for."""
    feed = subscription.feed
    where = f" Its alerts will go to <#{subscription.channel_id}>." if subscription.channel_id else ""
    texts = [
        f"### Reading {safe(subscription.title)}",
        f"{plural(report.new, 'announcement')} stored and read, none posted. It counts as {_voice(feed)}.{where}",
    ]
    if subscription.filter:
        texts.append(f"Only what passes its filter is shown: {filter_words(subscription)}")
    if report.error:
        texts.append(safe(report.error))
    texts += [announcement_lines(announcement) for announcement in shown]
    small_print = f"-# {address(feed.url)} · see it with /latest, end it with /feed remove"
    return Answer(texts=tuple(texts), small_print=small_print)


def render_feeds(subscribed: Sequence[Subscription], now: datetime, page: int) -> Answer:
    """Each feed in two lines: its name, and how it is. Those that need a look come first."""
    if not subscribed:
        return Answer(texts=("### This server reads no feeds yet", "Add one: `/feed add url:https://…`"))
    ordered = sorted(subscribed, key=lambda each: _weight(each, now))
    shown, pages = page_of(ordered, page, FEEDS_ON_A_PAGE)
    heading = f"### {plural(len(subscribed), 'feed')}, {_counted(subscribed, now)}"
    lines = "\n".join(_line(each, now) for each in shown)
    small_print = f"-# {_page(page, pages)}one feed: /feed show · what needs a look: /feed health"
    return Answer(texts=(heading, lines), small_print=small_print, pages=pages)


def render_health(subscribed: Sequence[Subscription], now: datetime, page: int) -> Answer:
    """The feeds that need a look, the worst first, each with what is wrong and what to do."""
    read = [each for each in subscribed if not each.paused]
    paused = f"-# {plural(len(subscribed) - len(read), 'feed')} paused here" if len(read) < len(subscribed) else ""
    troubled = [each for each in read if not judge(each.feed, now).is_well]
    if not troubled:
        well = f"### {plural(len(read), 'feed')}, all well" if read else "### This server reads no feeds"
        looked = "Looked for: failing, silent for longer than their rhythm allows, moved, broken, gone."
        return Answer(texts=(well, looked), small_print=paused)
    troubled.sort(key=lambda each: _weight(each, now))
    shown, pages = page_of(troubled, page, FEEDS_ON_A_PAGE)
    heading = f"### {len(troubled)} of {plural(len(read), 'feed')} to look at: {_counted(troubled, now)}"
    blocks = [_trouble(each, now) for each in shown]
    small_print = "\n".join(filter(None, (f"-# {_page(page, pages)}one feed: /feed show", paused)))
    return Answer(texts=(heading, *blocks), small_print=small_print, pages=pages)


def render_feed(details: FeedDetails) -> Answer:
    """Everything about one feed: how it is, when it was and will be asked, what it brings, what this server wants."""
    subscription, health, feed = details.subscription, details.health, details.subscription.feed
    state = "paused here" if subscription.paused else health.state.value
    heading = f"### {link(subscription.title, feed.site_url)} · {state}"
    texts = [heading, *([] if health.is_well else [safe(health.sentence, 500)]), "\n".join(_polls(feed))]
    facts = [
        f"**Brings** {details.weekly.entries:.3g} entries and {details.weekly.claims:.3g} claims a week, "
        "by the last four weeks",
        f"**Rhythm** {_rhythm(feed)}",
        f"**Counts as** {_voice(feed)}",
        f"**Filter** {filter_words(subscription)}",
        f"**Full text** {_full_text(feed)}",
        f"**Alerts** {f'go to <#{subscription.channel_id}>' if subscription.channel_id else 'go nowhere'}",
    ]
    if subscription.own_title and subscription.own_title != feed.title:
        facts.append(f"**Calls itself** {safe(feed.title)}")
    if subscription.folder:
        facts.append(f"**Folder** {safe(subscription.folder)}")
    if feed.moved_to and health.state is not HealthState.MOVED:
        facts.append(f"**Moved** it redirects to {safe(feed.moved_to)}")
    if feed.salvaged and health.state is not HealthState.SALVAGED:
        facts.append("**Broken** its document is read as far as it can be")
    return Answer(texts=(*texts, "\n".join(facts)), small_print=f"-# {address(feed.url)} · number {feed.id}")


def filter_words(subscription: Subscription) -> str:
    """The subscription's filter as it is written, or that there is none."""
    return f"`{write_filter(subscription.filter)}`" if subscription.filter else "none, everything is shown"


def _page(page: int, pages: int) -> str:
    return f"{page_words(page, pages)} · " if pages > 1 else ""


def _line(subscription: Subscription, now: datetime) -> str:
    feed = subscription.feed
    health = judge(feed, now)
    state = "paused here" if subscription.paused else health.state.value
    facts = [f"read {_ago(feed.last_success_at)}" if feed.last_success_at else "never read", feed.kind.value]
    if subscription.filter:
        facts.append("filtered")
    if subscription.channel_id:
        facts.append(f"<#{subscription.channel_id}>")
    if not subscription.paused and not health.is_well:
        facts.append(safe(health.sentence.partition(". ")[0], 120))
    return f"**{link(subscription.title, feed.site_url or feed.url)}** {state}\n-# {' · '.join(facts)}"


def _trouble(subscription: Subscription, now: datetime) -> str:
    feed = subscription.feed
    health = judge(feed, now)
    since = f" since {stamp(feed.failing_since)}" if feed.failing_since and feed.failures else ""
    times = f", {plural(feed.failures, 'time')} in a row" if feed.failures > 1 else ""
    name = link(subscription.title, feed.site_url or feed.url)
    return f"**{name}** {health.state.value}{since}{times}\n{safe(health.sentence, 300)}"


def _counted(subscribed: Sequence[Subscription], now: datetime) -> str:
    """``26 well, 2 failing, 1 silent``; ``all well``."""
    states = Counter("paused here" if each.paused else judge(each.feed, now).state.value for each in subscribed)
    if set(states) <= {HealthState.WELL}:
        return "all well"
    order = ["well", *_STATES, "paused here"]
    return ", ".join(f"{states[state]} {state}" for state in dict.fromkeys(order) if states[state])


def _weight(subscription: Subscription, now: datetime) -> tuple[bool, int, str]:
    state = judge(subscription.feed, now).state
    return subscription.paused, _STATES.index(state), subscription.title.casefold()


def _polls(feed: Feed) -> list[str]:
    lines = []
    if feed.last_polled_at is None:
        lines.append("**Last poll** none yet")
    elif feed.failures:
        well = f"; last read well {_ago(feed.last_success_at)}" if feed.last_success_at else "; never read well"
        lines.append(f"**Last poll** {_ago(feed.last_polled_at)}, failed{well}")
    else:
        lines.append(f"**Last poll** {_ago(feed.last_polled_at)}, read well")
    if feed.status is FeedStatus.ACTIVE:
        lines.append(f"**Next poll** {_ago(feed.next_poll_at)}, because {wait_words(feed)}")
    else:
        again = "/feed resume asks it again" if feed.status is FeedStatus.GONE else "until a server resumes it"
        lines.append(f"**Next poll** none, {again}")
    return lines


def _rhythm(feed: Feed) -> str:
    newest = f", the last new one seen {_ago(feed.last_new_at)}" if feed.last_new_at else ""
    if feed.rhythm_seconds is None:
        return f"not known yet{newest}"
    return f"an entry every {span_words(timedelta(seconds=feed.rhythm_seconds))}, as a rule{newest}"


def _voice(feed: Feed) -> str:
    if feed.lab:
        return f"the voice of {safe(feed.publisher)}"
    article = "an" if feed.kind.value[0] in "aeiou" else "a"
    return f"{article} {feed.kind.value} source"


def _full_text(feed: Feed) -> str:
    if feed.full_text:
        return "on: the articles behind its links are fetched and read"
    return "off: what the feed itself holds is read"


def _ago(moment: datetime) -> str:
    return f"<t:{int(moment.timestamp())}:R>"
