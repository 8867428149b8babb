"""Feeds that give only the beginnings of their articles: the page is read where that is wanted, and where it is had."""

from typing import Any

import pytest

from bot.domain.announcements import Entry, FeedKind
from bot.feeds.articles import AT_MOST, Articles
from bot.feeds.errors import HostCools
from bot.feeds.fetch import Fetcher
from bot.feeds.hosts import HostTurns
from bot.feeds.ingest import Ingest, PollReport
from bot.feeds.offload import InlineOffload
from db import announcements, feeds
from db.engine import Database
from tests.feeds.test_intake import GUILD, read

BODY = "The model was trained on a great many tokens, and the report says how. " * 6


def page(text: str, body: str = BODY) -> str:
    return (
        "<!doctype html><html><head><title>V4</title><script>var x;</script></head><body>"
        "<nav><a href='/'>Home</a><a href='/about'>About us</a></nav>"
        f"<article><h1>V4</h1><p>{text}</p><p>{body}</p></article><footer>Imprint</footer></body></html>"
    )


def entry(link: str | None, text: str = "A teaser.") -> Entry:
    return Entry(guid=link, link=link, title="V4", text=text)


@pytest.fixture
def hosts() -> HostTurns:
    return HostTurns(0)


@pytest.fixture
def articles(fetcher: Fetcher, hosts: HostTurns) -> Articles:
    return Articles(fetcher, InlineOffload(), hosts)


async def test_the_main_text_of_the_page_is_read(site: Any, articles: Articles) -> None:
    link = site.serve("/v4", page("It costs $3."), Content_Type="text/html")
    (text,) = await articles.texts([entry(link)])
    assert text is not None
    assert "It costs $3." in text
    assert "About us" not in text
    assert "Imprint" not in text


async def test_a_page_in_another_encoding_is_read(site: Any, articles: Articles) -> None:
    html = page("Das Modell kostet für alle 3 €.").replace("<title>", "<meta charset=windows-1252><title>")
    link = site.serve("/v4", html.encode("windows-1252"), Content_Type="text/html")
    (text,) = await articles.texts([entry(link)])
    assert "Das Modell kostet für alle 3 €." in (text or "")


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (page("x"), {"Content_Type": "text/html"}, 404),
        (b"%PDF-1.7 \x00\x01", {"Content_Type": "application/pdf"}, 200),
        (b"\x00\xff" * 500, {}, 200),
        ("", {}, 200),
        ("<div>" * 5_000, {"Content_Type": "text/html"}, 200),
        (page("Short", body=""), {"Content_Type": "text/html"}, 200),
    ],
    ids=["not there", "a document", "no text", "nothing", "tangled", "poorer than the entry"],
)
async def test_where_no_richer_text_is_had_the_entry_keeps_its_own(
    body: bytes | str, headers: dict[str, str], status: int, site: Any, articles: Articles
) -> None:
    link = site.serve("/v4", body, status=status, **headers)
    assert await articles.texts([entry(link, text="A teaser that says more than the page. " * 3), entry(None)]) == [
        None,
        None,
    ]


async def test_no_more_than_some_are_asked_for(site: Any, articles: Articles) -> None:
    links = [site.serve(f"/{n}", page("x"), Content_Type="text/html") for n in range(AT_MOST + 5)]
    texts = await articles.texts([entry(link) for link in links])
    assert [text is not None for text in texts] == [True] * AT_MOST + [False] * 5
    assert len(site.asked) == AT_MOST


async def test_a_site_that_refuses_three_times_is_asked_no_more(site: Any, articles: Articles) -> None:
    links = [site.serve(f"/{n}", status=403) for n in range(9)]
    assert await articles.texts([entry(link) for link in links]) == [None] * 9
    assert len(site.asked) == 3


async def test_a_host_that_asks_for_peace_is_left_in_it_by_feeds_too(
    site: Any, articles: Articles, hosts: HostTurns
) -> None:
    link = site.serve("/v4", status=429, Retry_After="600")
    assert await articles.texts([entry(link), entry(link)]) == [None, None]
    assert len(site.asked) == 1
    with pytest.raises(HostCools):
        async with hosts.turn(f"127.0.0.1:{site.port}"):
            pass


async def test_a_link_into_a_private_network_is_not_followed(hosts: HostTurns) -> None:
    async with Fetcher() as guarded:
        articles = Articles(guarded, InlineOffload(), hosts)
        assert await articles.texts([entry("http://127.0.0.1:9/secret")]) == [None]


class TestInATurn:
    async def poll(self, database: Database, fetcher: Fetcher, url: str, now: Any, *, at_once: int = 20) -> PollReport:
        ingest = Ingest(
            database,
            fetcher,
            InlineOffload(),
            read,
            reader_version=1,
            clock=lambda: now,
            at_once=at_once,
            host_gap=0,
            dice=lambda: 0.0,
        )
        async with database.begin() as session:
            feed = await feeds.find_feed(session, url)
            if feed is None:
                feed = await feeds.add_feed(
                    session,
                    url=url,
                    title="Lab",
                    publisher="Lab",
                    kind=FeedKind.VENDOR,
                    lab=None,
                    site_url=None,
                    now=now,
                )
                await feeds.subscribe(session, guild_id=GUILD, feed_id=feed.id, channel_id=None, now=now)
                await feeds.set_full_text(session, feed.id, True)
            feed = await feeds.get_feed(session, feed.id)
        return await ingest.poll(feed)

    async def texts(self, database: Database) -> list[tuple[str, int]]:
        async with database.read() as session:
            return [(each.text, each.claims_count) for each in await announcements.latest(session, GUILD)]

    def feed(self, site: Any, teaser: str) -> str:
        item = f"<item><title>V4</title><link>{site.url('/v4')}</link><description>{teaser}</description></item>"
        return f"<rss version='2.0'><channel><title>Lab</title>{item}</channel></rss>"

    async def test_the_article_is_what_is_stored_and_read(
        self, site: Any, database: Database, fetcher: Fetcher, now: Any
    ) -> None:
        site.serve("/v4", page("It costs $3."), Content_Type="text/html")
        url = site.serve("/feed", self.feed(site, "A teaser."))
        assert (await self.poll(database, fetcher, url, now, at_once=1)).new == 1
        ((text, claims),) = await self.texts(database)
        assert "It costs $3." in text
        assert claims == 1

        site.serve("/feed", self.feed(site, "A teaser.") + " ")
        site.asked.clear()
        assert (await self.poll(database, fetcher, url, now)).revised == 0
        assert [request.path for request in site.asked] == ["/feed"]  # what is known is not asked for again

        site.serve("/v4", page("It costs $2."), Content_Type="text/html")
        site.serve("/feed", self.feed(site, "Another teaser."))
        assert (await self.poll(database, fetcher, url, now)).revised == 1
        assert "It costs $2." in (await self.texts(database))[0][0]

    async def test_a_page_that_is_gone_fails_no_poll_and_takes_no_text_away(
        self, site: Any, sqlite_database: Database, fetcher: Fetcher, now: Any
    ) -> None:
        url = site.serve("/feed", self.feed(site, "A teaser that costs $5."))
        report = await self.poll(sqlite_database, fetcher, url, now)
        assert (report.new, report.error) == (1, None)
        assert await self.texts(sqlite_database) == [("A teaser that costs $5.", 1)]

    async def test_articles_of_many_feeds_at_one_host_wait_for_each_other_and_for_nothing_else(
        self, site: Any, sqlite_database: Database, fetcher: Fetcher, now: Any
    ) -> None:
        site.serve("/v4", page("It costs $3."), Content_Type="text/html")
        urls = [site.serve(f"/feed{number}", self.feed(site, "A teaser.")) for number in range(4)]
        ingest = Ingest(
            sqlite_database,
            fetcher,
            InlineOffload(),
            read,
            reader_version=1,
            clock=lambda: now,
            at_once=1,
            host_gap=0,
        )
        these = []
        async with sqlite_database.begin() as session:
            for url in urls:
                feed = await feeds.add_feed(
                    session,
                    url=url,
                    title=url,
                    publisher="Lab",
                    kind=FeedKind.VENDOR,
                    lab=None,
                    site_url=None,
                    now=now,
                )
                await feeds.set_full_text(session, feed.id, True)
                these.append(await feeds.get_feed(session, feed.id))
        reports = [report async for report in ingest.poll_feeds(these)]
        assert [(report.new, report.error) for report in reports] == [(1, None)] * 4
        assert site.at_once["most"] == 1
