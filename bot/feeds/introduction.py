"""What a feed is called and whose voice it is, once it has spoken. Pure.

A feed that was subscribed to without a look, from a list of feeds, goes by its address until its first document.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.announcements import Feed, FeedKind
from bot.feeds.parsed import ParsedFeed

LabOfPublisher = Callable[[str, str | None], str | None]
"""The id of the lab whose own voice a feed is, by its publisher's name and its site."""

Introduce = Callable[[Feed, ParsedFeed], Feed]


def goes_by_its_address(feed: Feed) -> bool:
    """Whether nobody has said yet what the feed is called."""
    return feed.title == feed.url


def called_by_its_own_name(
    feed: Feed, parsed: ParsedFeed, lab_of_publisher: LabOfPublisher = lambda _publisher, _site: None
) -> Feed:
    """The feed as its document presents it."""
    lab = lab_of_publisher(parsed.title, parsed.site_url or feed.url)
    kind = FeedKind.VENDOR if lab else feed.kind
    return replace(feed, title=parsed.title, publisher=parsed.title, site_url=parsed.site_url, lab=lab, kind=kind)
