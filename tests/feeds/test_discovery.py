"""From a site's address to its feeds, over real HTTP: what is found, in which order, how politely, what is said."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web

from bot.domain.announcements import FeedKind
from bot.domain.claims import Reading
from bot.feeds import errors
from bot.feeds.discovery import Discoverer, Found
from bot.feeds.fetch import Fetcher
from bot.feeds.ingest import Ingest
from bot.feeds.offload import InlineOffload
from bot.feeds.page_feeds import feeds_of_page
from bot.feeds.starter import Pack, StarterFeed, StarterPacks
from db.engine import Database

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Make = Callable[..., str]


def page(head: str = "", body: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def linked(href: str, kind: str = "rss") -> str:
    return f'<link rel="alternate" type="application/{kind}+xml" href="{href}">'


def starter(url: str, *sites: str, **more: Any) -> StarterFeed:
    values = {"id": "lab", "pack": "labs", "title": "Lab, mirrored", "publisher": "Lab", "kind": FeedKind.VENDOR}
    return StarterFeed(**{**values, "url": url, "sites": sites, "mirror": True, **more})


def packs(*feeds: StarterFeed) -> StarterPacks:
    return StarterPacks(packs=(Pack(id="labs", title="Labs", about="Labs", feeds=feeds),))


@pytest.fixture
def ingest(sqlite_database: Database, fetcher: Fetcher) -> Ingest:
    def read(**_text: str | None) -> Reading:
        return Reading()

    return Ingest(
        sqlite_database, fetcher, InlineOffload(), read, reader_version=1, clock=lambda: NOW, host_gap=0, dice=lambda: 0
    )


@pytest.fixture
def discoverer(ingest: Ingest) -> Discoverer:
    return Discoverer(ingest, InlineOffload(), packs())


async def test_a_feed_is_itself_and_nothing_else_is_asked(
    discoverer: Discoverer, site: Any, make_rss: Make, make_item: Make
) -> None:
    dated = make_item(1).replace("<guid", "<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><guid")
    url = site.serve("/feed", make_rss(dated, make_item(2)))
    (found,) = (await discoverer.discover(url)).candidates
    assert (found.url, found.title, found.entries, found.found) == (url, "Lab news", 2, Found.ITSELF)
    assert found.newest_at == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert len(site.asked) == 1


async def test_a_front_page_gives_the_feeds_that_it_links_to_and_each_is_looked_at(
    discoverer: Discoverer, site: Any, make_rss: Make, make_item: Make
) -> None:
    site.serve("/", page(linked("/news.xml") + linked("research.xml") + linked("/gone.xml")))
    site.serve("/news.xml", make_rss(make_item(1), title="News"))
    site.serve("/research.xml", make_rss(make_item(2), make_item(3), title="Research"))
    found = await discoverer.discover(site.url("/"))
    assert [(c.url, c.title, c.entries) for c in found.candidates] == [
        (site.url("/news.xml"), "News", 1),
        (site.url("/research.xml"), "Research", 2),
    ]
    assert {c.found for c in found.candidates} == {Found.LINKED}
    assert [(a.url, type(a.error)) for a in found.attempts] == [
        (site.url("/"), errors.PageNotFeed),
        (site.url("/gone.xml"), errors.FeedNotFound),
    ]


async def test_one_blog_as_rss_and_atom_is_one_feed(
    discoverer: Discoverer, site: Any, make_rss: Make, make_item: Make
) -> None:
    site.serve("/", page(linked("/rss.xml") + linked("/atom.xml", "atom") + linked("/other.xml")))
    entries = "".join(f"<entry><id>x{n}</id><link href='https://lab.example/posts/{n}'/></entry>" for n in (1, 2))
    site.serve("/rss.xml", make_rss(make_item(1), make_item(2)))
    site.serve("/atom.xml", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Lab</title>{entries}</feed>')
    site.serve("/other.xml", make_rss(make_item(9)))
    found = await discoverer.discover(site.url("/"))
    assert [c.url for c in found.candidates] == [site.url("/rss.xml"), site.url("/other.xml")]


async def test_links_are_completed_against_the_page_that_a_redirect_led_to(
    discoverer: Discoverer, site: Any, make_rss: Make, make_item: Make
) -> None:
    site.serve("/blog", status=302, Location="/en/blog/")
    site.serve("/en/blog/", page(linked("rss.xml")))
    site.serve("/en/blog/rss.xml", make_rss(make_item(1)))
    (found,) = (await discoverer.discover(site.url("/blog"))).candidates
    assert found.url == site.url("/en/blog/rss.xml")


async def test_usual_paths_are_tried_one_at_a_time_until_one_is_a_feed(
    discoverer: Discoverer, site: Any, make_rss: Make, make_item: Make
) -> None:
    site.serve("/", page(body="Hello"))
    site.serve("/rss.xml", make_rss(make_item(1)))
    (found,) = (await discoverer.discover(site.url("/"))).candidates
    assert (found.url, found.found) == (site.url("/rss.xml"), Found.USUAL)
    assert [request.path for request in site.asked] == ["/", "/feed", "/rss", "/rss.xml"]
    assert site.at_once["most"] == 1


async def test_the_feed_of_an_articles_site_is_found_by_its_front_page(
    discoverer: Discoverer, site: Any, make_rss: Make, make_item: Make
) -> None:
    site.serve("/", page(linked("/all.xml")))
    site.serve("/2026/article.html", page(body="An article."))
    site.serve("/all.xml", make_rss(make_item(1)))
    (found,) = (await discoverer.discover(site.url("/2026/article.html"))).candidates
    assert found.url == site.url("/all.xml")


async def test_a_place_is_known_by_its_shape_though_its_page_refuses(
    discoverer: Discoverer, site: Any, make_rss: Make, make_item: Make
) -> None:
    site.serve("/@ada", status=403)
    site.serve("/@ada.rss", make_rss(make_item(1), title="Ada"))
    (found,) = (await discoverer.discover(site.url("/@ada"))).candidates
    assert (found.url, found.found, found.what) == (site.url("/@ada.rss"), Found.PLACE, "posts of @ada")


async def test_a_lab_without_a_feed_has_the_packs_mirrors_and_spares_only_where_these_fail(
    ingest: Ingest, site: Any, make_rss: Make, make_item: Make
) -> None:
    site.serve("/news", page(body="News."))
    mirror = starter(site.url("/mirror.xml"), "127.0.0.1/news")
    spare = starter(site.url("/spare.xml"), "127.0.0.1/news", id="spare", spare=True, title="Spare")
    for path in ("/mirror.xml", "/spare.xml"):
        site.serve(path, make_rss(make_item(path)))
    discoverer = Discoverer(ingest, InlineOffload(), packs(mirror, spare))
    (found,) = (await discoverer.discover(site.url("/news"))).candidates
    assert (found.url, found.title, found.found, found.starter) == (
        mirror.url,
        "Lab, mirrored",
        Found.PACK,
        mirror,
    )
    assert [request.path for request in site.asked] == ["/news", "/mirror.xml"]

    site.serve("/mirror.xml", status=404)
    (found,) = (await discoverer.discover(site.url("/news"))).candidates
    assert found.url == spare.url


async def test_where_nothing_is_found_it_is_said_what_was_tried(discoverer: Discoverer, site: Any) -> None:
    site.serve("/blog", page(body="Hello"))
    found = await discoverer.discover(site.url("/blog"))
    assert found.candidates == ()
    tried = [attempt.url for attempt in found.attempts]
    assert tried[0] == site.url("/blog")
    assert {site.url("/blog/feed"), site.url("/"), site.url("/feed"), site.url("/news/rss.xml")} <= set(tried)
    assert len(tried) == len(set(tried)) == len(site.asked) <= 24


async def test_a_host_that_turns_us_away_is_not_asked_for_everything(discoverer: Discoverer, site: Any) -> None:
    async def refuse(_request: web.Request) -> web.Response:
        return web.Response(status=403)

    for path in ("/", "/feed", "/rss", "/rss.xml", "/atom.xml"):
        site.on(path, refuse)
    found = await discoverer.discover(site.url("/"))
    assert len(site.asked) == 3
    assert {type(attempt.error) for attempt in found.attempts} == {errors.AccessRefused}


async def test_a_host_that_has_enough_is_asked_no_more(discoverer: Discoverer, site: Any) -> None:
    with pytest.raises(errors.TooManyRequests):
        await discoverer.discover(site.serve("/", status=429))
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("ftp://lab.example/", errors.BadAddress),
        ("http://10.0.0.1/feed", errors.PrivateAddressRefused),
        ("http://169.254.169.254/", errors.PrivateAddressRefused),
        ("http://[::1]:1/", errors.PrivateAddressRefused),
        ("http://127.0.0.1:1/", errors.NoConnection),
    ],
)
async def test_what_ends_the_search_at_once_is_raised(
    url: str, error: type[errors.FeedError], discoverer: Discoverer
) -> None:
    with pytest.raises(error):
        await discoverer.discover(url)


async def test_a_page_that_links_into_a_private_network_leads_nowhere(discoverer: Discoverer, site: Any) -> None:
    site.serve("/", page(linked("http://10.0.0.1/feed")))
    found = await discoverer.discover(site.url("/"))
    assert errors.PrivateAddressRefused in {type(attempt.error) for attempt in found.attempts}


async def test_a_broken_feed_is_said_to_be_broken(discoverer: Discoverer, site: Any) -> None:
    with pytest.raises(errors.BrokenFeed):
        await discoverer.discover(site.serve("/feed", "<rss version='2.0'><channel><title>x"))
    assert len(site.asked) == 1


async def test_a_search_ends_in_time_and_keeps_what_it_found(
    ingest: Ingest, site: Any, make_rss: Make, make_item: Make
) -> None:
    site.serve("/", page(linked("/one.xml") + "".join(linked(f"/{n}.xml") for n in range(4))))
    site.serve("/one.xml", make_rss(make_item(1)))
    few = Discoverer(ingest, InlineOffload(), packs(), requests=3)
    found = await few.discover(site.url("/"))
    assert found.cut_short
    assert [c.url for c in found.candidates] == [site.url("/one.xml")]
    assert len(site.asked) == 3

    slow = Discoverer(ingest, InlineOffload(), packs(), seconds=0.0)
    found = await slow.discover(site.url("/"))
    assert found.cut_short
    assert found.candidates == ()


@pytest.mark.parametrize(
    ("html", "feeds"),
    [
        ('<a class="x" href="/stream">RSS</a>', ["https://lab.example/stream"]),
        ('<a href="/x"><svg class="i"></svg> RSS feed </a>', ["https://lab.example/x"]),
        ('<a href="blog/feed/">Follow us</a>', ["https://lab.example/blog/feed/"]),
        ('<a href="/x">Subscribe via RSS</a>', ["https://lab.example/x"]),
        ('<a href="/about-rss-readers">About</a><a href="/feedback">Feedback</a>', []),
        ('<a href="/home"><img src="x"></a> <a href="/y">RSS</a>', ["https://lab.example/y"]),
        ('<a href="javascript:feed()">RSS</a>', []),
        (linked("/feed/") + linked("/comments/feed/"), ["https://lab.example/feed/"]),
        (linked("/feed") + '<a href="/other">RSS</a>', ["https://lab.example/feed"]),
        ("<a " * 5_000 + '<a href="/x">RSS</a>', ["https://lab.example/x"]),
    ],
)
def test_a_page_tells_of_its_feeds_in_its_head_or_by_a_link_called_one(html: str, feeds: list[str]) -> None:
    assert list(feeds_of_page(page(html, html).encode(), None, "https://lab.example/")) == feeds


def test_a_youtube_channels_page_tells_of_its_videos() -> None:
    channel = "UC" + "x" * 22
    told = feeds_of_page(f'<html>{{"externalId":"{channel}"}}'.encode(), None, "https://www.youtube.com/@someone")
    assert told == (f"https://www.youtube.com/feeds/videos.xml?channel_id={channel}",)
