"""A dry run: what would be stored and shown of a feed, and nothing stored."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.announcements import FeedKind
from bot.feeds import errors
from bot.feeds.discovery import Discoverer
from bot.feeds.fetch import Fetcher
from bot.feeds.ingest import Ingest
from bot.feeds.knownnames import KnownNames
from bot.feeds.offload import InlineOffload
from bot.feeds.sources import Sources
from bot.feeds.starter import StarterPacks
from bot.feeds.subscriptions import Subscriptions
from bot.feeds.trial import Trials
from bot.reading.texts import read_text
from bot.registry.load import load_registry
from db import feeds
from db.engine import Database

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Make = Callable[..., str]
CLAIM = "DeepSeek-V4-Pro needs only 27% of the single-token inference FLOPs of DeepSeek-V3.2."


@pytest.fixture
def trials(sqlite_database: Database, fetcher: Fetcher) -> Trials:
    registry, offload, packs = load_registry(), InlineOffload(), StarterPacks(packs=())
    ingest = Ingest(
        sqlite_database, fetcher, offload, read_text, reader_version=1, clock=lambda: NOW, host_gap=0, dice=lambda: 0.0
    )
    subscriptions = Subscriptions(sqlite_database, ingest, lambda: NOW, registry.lab_of_publisher)
    sources = Sources(subscriptions, Discoverer(ingest, offload, packs), packs, offload, lambda: NOW)
    return Trials(
        sources,
        offload,
        read_text,
        names=KnownNames(sqlite_database, registry),
        clock=lambda: NOW,
    )


def dated(item: str, day: int) -> str:
    return item.replace("<guid", f"<pubDate>{day} Nov 2026 10:00:00 GMT</pubDate><guid")


async def test_a_trial_tells_what_would_be_stored_and_stores_nothing(
    trials: Trials, sqlite_database: Database, site: Any, make_rss: Make, make_item: Make
) -> None:
    items = [dated(make_item(n, text=CLAIM if n == 3 else None), 10 + 2 * n) for n in (1, 2, 3, 4)]
    again = dated(make_item(2), 14).replace("posts/2<", "posts/2/<")
    url = site.serve("/feed", make_rss(*items, again, title="DeepSeek News"))
    trial = await trials.try_out(url)
    assert (trial.listed, trial.stored, trial.undated, trial.salvaged) == (5, 4, 0, False)
    assert (trial.publisher, trial.kind, trial.lab) == ("DeepSeek News", FeedKind.VENDOR, "deepseek")
    assert (trial.encoding, trial.rhythm_seconds) == ("utf-8", 2 * 86_400)
    assert trial.size == len(site.answers) or trial.size > 500
    assert [each.entry.title for each in trial.tried] == ["Post 4", "Post 3", "Post 2", "Post 1"]
    (claim,) = trial.tried[1].reading.claims
    assert claim.value == pytest.approx(0.27)
    assert trial.shown == 4
    async with sqlite_database.read() as session:
        assert await feeds.all_feeds(session) == []


async def test_a_filter_is_shown_at_work(trials: Trials, site: Any, make_rss: Make, make_item: Make) -> None:
    url = site.serve("/feed", make_rss(make_item(1, text=CLAIM), make_item(2), make_item(3, title="Funding news")))
    by_kind = await trials.try_out(url, "kind:ratio lab:deepseek")
    assert [(each.entry.title, each.verdict.shown) for each in by_kind.tried] == [
        ("Post 1", True),
        ("Post 2", False),
        ("Funding news", False),
    ]
    by_word = await trials.try_out(url, "-funding")
    assert by_word.shown == 2
    assert "funding" in by_word.tried[2].verdict.why
    by_model = await trials.try_out(url, 'model:"DeepSeek V4 Pro"')
    assert by_model.shown == 1


async def test_a_broken_feed_in_an_old_encoding_is_said_to_be_so(trials: Trials, site: Any, make_rss: Make) -> None:
    body = make_rss("<item><title>Prix réduit & plus</title><link>https://lab.example/1</link></item>")
    site.serve("/feed", body.encode("iso-8859-1"), Content_Type="text/xml; charset=iso-8859-1")
    trial = await trials.try_out(site.url("/feed"))
    assert trial.salvaged
    assert trial.encoding in {"iso8859-1", "cp1252"}
    assert trial.tried[0].entry.title.startswith("Prix réduit")
    assert (trial.undated, trial.rhythm_seconds) == (1, None)


async def test_a_page_is_tried_by_its_only_feed_and_several_are_named(
    trials: Trials, site: Any, make_rss: Make, make_item: Make
) -> None:
    def link(path: str) -> str:
        return f'<link rel="alternate" type="application/rss+xml" href="{path}">'

    site.serve("/one.xml", make_rss(make_item(1)))
    site.serve("/two.xml", make_rss(make_item(2)))
    site.serve("/", f"<html><head>{link('/one.xml')}</head></html>")
    assert (await trials.try_out(site.url("/"))).found.url == site.url("/one.xml")
    site.serve("/both", f"<html><head>{link('/one.xml')}{link('/two.xml')}</head></html>")
    with pytest.raises(errors.SeveralFeeds, match=r"one\.xml, .*two\.xml"):
        await trials.try_out(site.url("/both"))


async def test_a_filter_that_cannot_be_read_is_refused_before_anything_is_asked(trials: Trials, site: Any) -> None:
    with pytest.raises(errors.BadFilter):
        await trials.try_out(site.url("/feed"), "match:(")
    assert site.asked == []
