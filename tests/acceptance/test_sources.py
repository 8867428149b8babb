"""Finding feeds, packs and lists, as an admin meets them: the real bot, a loopback site, the playground between."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.domain.announcements import FeedKind
from bot.feeds.opml import read_opml
from bot.feeds.starter import Pack, StarterFeed, StarterPacks
from bot.playground.person import Reply
from tests.acceptance.articles import ITEM, PREVIEW, RSS
from tests.acceptance.running import NEWS, PAPERS, Running
from tests.playground.openapi import assert_valid, is_present

pytestmark = pytest.mark.asyncio(loop_scope="module")

SITE = "https://lab.example"


class Site:
    """A web site on loopback: set what stands at a path."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.port = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def feed(self, path: str, title: str, *entries: str) -> str:
        items = [ITEM.format(title=f"{title}: {name}", link=f"{SITE}{path}/{name}", body=PREVIEW) for name in entries]
        self.pages[path] = RSS.format(title=title, site=SITE, items="".join(items))
        return self.url(path)

    def page(self, path: str, *feeds: str) -> str:
        links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{feed}">' for feed in feeds)
        self.pages[path] = f"<!doctype html><html><head>{links}</head><body>A site.</body></html>"
        return self.url(path)

    async def answer(self, request: web.Request) -> web.Response:
        found = self.pages.get(request.path)
        return web.Response(text=found, content_type="text/html") if found else web.Response(status=404)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site() -> AsyncIterator[Site]:
    site = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    yield site
    await runner.cleanup()


def menu_of(reply: Reply, start: str) -> dict[str, Any]:
    return next(part for part in reply.components if part.get("custom_id", "").startswith(start))


async def test_the_only_feed_of_a_front_page_is_added_and_it_is_said_where_it_was_found(running: Running, site: Site):
    site.feed("/only.xml", "Only feed", "one", "two")
    reply = await running.ada.command(NEWS, "feed add", url=site.page("/only/", "/only.xml"))
    assert "Reading Only feed" in reply.text
    assert "2 announcements stored and read, none posted" in reply.text
    assert "The address is a page; this is its only feed (linked on the page)." in reply.text
    again = await running.ada.command(NEWS, "feed add", url=site.url("/only/"))
    assert "already" in again.text
    assert again.ephemeral


async def test_several_feeds_of_a_front_page_are_offered_and_the_chosen_one_keeps_what_was_asked(
    running: Running, site: Site
):
    site.feed("/news.xml", "News", "one")
    site.feed("/papers.xml", "Papers", "one", "two")
    guild = running.ada.state["guilds"][0]
    channel = next(one["id"] for one in guild["channels"] if one["name"] == "ai-news")
    url = site.page("/several/", "/news.xml", "/papers.xml")
    asked = {"url": url, "channel": channel, "title": "My | papers", "filter": "-two"}
    reply = await running.ada.command(NEWS, "feed add", **asked)
    assert "2 feeds found" in reply.text
    assert "linked on the page" in reply.text
    menu = menu_of(reply, "gapwatch:feed-add:")
    assert [option["label"] for option in menu["options"]] == ["News", "Papers"]
    assert "2 entries, newest 20 Nov 2026 · linked on the page" in menu["options"][1]["description"]
    assert menu["max_values"] == 1
    chosen = await running.ada.choose(reply, menu["custom_id"], "Papers")
    assert "Reading My | papers" in chosen.text.replace("\\", "")
    assert f"<#{channel}>" in chosen.text
    assert "-two" in chosen.text


async def test_what_is_too_long_for_a_menu_is_said_to_be_left_out(running: Running, site: Site):
    site.feed("/long1.xml", "Long 1", "one")
    site.feed("/long2.xml", "Long 2", "one")
    url = site.page("/long/", "/long1.xml", "/long2.xml")
    reply = await running.ada.command(NEWS, "feed add", url=url, title="x" * 90, filter=f"-{'y' * 90}")
    assert "The filter is too long" in reply.text
    assert "The title is too long" in reply.text
    chosen = await running.ada.choose(reply, "Add to this server", site.url("/long1.xml"))
    assert "Reading Long 1" in chosen.text


async def test_discover_lists_what_is_found_and_several_can_be_added_at_once(running: Running, site: Site):
    site.feed("/a.xml", "Feed **A** @everyone", "one")
    site.feed("/b.xml", "Feed B", "one")
    reply = await running.ada.command(NEWS, "feed discover", url=site.page("/d/", "/a.xml", "/b.xml", "/none.xml"))
    assert "2 feeds found" in reply.text
    written = [part["content"] for part in reply.components if part["type"] == 10]
    assert not [text for text in written if "**A**" in text or "@everyone" in text]
    menu = menu_of(reply, "gapwatch:feed-add:")
    added = await running.ada.choose(reply, menu["custom_id"], [o["value"] for o in menu["options"]])
    assert "2 feeds added" in added.text
    seen = await running.ada.command(NEWS, "feed discover", url=site.url("/d/"))
    assert seen.text.count("read here") == 2
    assert not [part for part in seen.components if part.get("custom_id")]


async def test_where_there_is_none_it_is_said_what_was_tried(running: Running, site: Site):
    reply = await running.ada.command(NEWS, "feed discover", url=site.page("/nothing/here"))
    assert "No feed was found." in reply.text
    assert "is a web page, not a feed" in reply.text
    for tried in ("/nothing/here/feed", "/feed", "/rss.xml"):
        assert tried in reply.text
    assert reply.ephemeral


@pytest.mark.parametrize("url", ["http://10.0.0.1/", "ftp://x.example/", "nonsense", "http://[::ffff:10.0.0.1]/"])
async def test_addresses_that_lead_nowhere_good_are_refused_with_a_reason(running: Running, url: str):
    for command in ("feed discover", "feed add"):
        reply = await running.ada.command(NEWS, command, url=url)
        assert re.search("private|not a web address", reply.text), reply.text
        assert reply.ephemeral


async def test_members_may_neither_run_the_commands_nor_use_the_menus_of_admins(running: Running, site: Site):
    for name in ("discover", "starter", "import", "export"):
        options = {"discover": {"url": SITE}, "import": {"file": "1"}}.get(name, {})
        assert (await running.milo.command(NEWS, f"feed {name}", **options)).failed, name
    site.feed("/m.xml", "Members", "one")
    site.feed("/n.xml", "Others", "one")
    reply = await running.ada.command(NEWS, "feed discover", url=site.page("/members/", "/m.xml", "/n.xml"))
    refused = await running.milo.choose(reply, "Add to this server", site.url("/m.xml"))
    assert "Manage Guild" in refused.text
    assert refused.ephemeral
    assert "Members" not in (await running.ada.command(NEWS, "feed list")).text


def a_pack(site: Site, count: int) -> StarterPacks:
    """A pack on loopback: one of its feeds fails, one is stale."""
    feeds = [
        StarterFeed(
            id=f"lab-{n}",
            pack="labs",
            title=f"Lab {n}",
            publisher=f"Publisher {n // 2}",
            kind=FeedKind.VENDOR,
            lab="deepseek" if n == 1 else None,
            url=site.feed(f"/pack/{n}.xml", f"Its own name {n}", "one") if n != 2 else site.url("/pack/gone.xml"),
            stale="2023-05" if n == 3 else None,
            mirror=n == 4,
        )
        for n in range(1, count + 1)
    ]
    press = Pack(id="press", title="Press", about="News", feeds=())
    return StarterPacks(packs=(Pack(id="labs", title="Labs", about="Makers of models", feeds=tuple(feeds)), press))


async def test_a_pack_is_shown_with_its_marks_and_added_whole_while_a_failure_is_named(running: Running, site: Site):
    running.app.services.sources.packs = a_pack(site, 28)
    packs = await running.ada.command(NEWS, "feed starter")
    assert "28 feeds" in packs.text
    shown = await running.ada.choose(packs, "gapwatch:starter-packs", "labs")
    assert "Labs: 28 feeds, 0 read here" in shown.text
    assert "(stale since 2023-05)" in shown.text
    assert "(mirror)" in shown.text
    menus = [part for part in shown.components if part.get("custom_id", "").startswith("gapwatch:starter:")]
    assert [len(menu["options"]) for menu in menus] == [25, 3]

    chosen = await running.ada.choose(shown, menus[1]["custom_id"], ["lab-27", "lab-28"])
    assert "2 feeds added" in (await final(running, chosen)).text
    rest = await running.ada.command(NEWS, "feed starter", pack="labs")
    assert "28 feeds, 2 read here" in rest.text
    done = await final(running, await running.ada.click(rest, "Add all 25"))
    assert "24 feeds added, 1 failed" in done.text
    assert "Lab 2: There is nothing at" in done.text
    after = await running.ada.command(NEWS, "feed starter", pack="labs")
    assert "28 feeds, 26 read here" in after.text
    listed = {s.title: s.feed for s in await running.app.services.subscriptions.list(int(guild_id(running, NEWS)))}
    assert (listed["Lab 1"].lab, listed["Lab 1"].kind, listed["Lab 5"].publisher) == (
        "deepseek",
        FeedKind.VENDOR,
        "Publisher 2",
    )
    assert "Lab 3" not in listed


async def final(running: Running, reply: Reply) -> Reply:
    """The last edit of an answer that tells of its progress."""
    assert reply.message is not None
    wanted = reply.message["id"]

    def is_last(event: dict[str, Any]) -> bool:
        shown = event.get("message")
        return isinstance(shown, dict) and shown["id"] == wanted and " added" in Reply(message=shown).text

    event = await running.ada.wait_for(is_last)
    return Reply(message=event["message"])


def guild_id(running: Running, channel: str) -> str:
    return next(g["id"] for g in running.ada.state["guilds"] if g["name"] == channel.partition("/")[0])


OPML = """<opml version="1.0"><body><outline text="AI"><outline text="Chips">
<outline text="Our own name" xmlUrl="{one}"/></outline><outline text="Known" xmlUrl="{known}"/>
<outline text="Twice" xmlUrl="{one}"/></outline><outline text="Odd" xmlUrl="javascript:alert(1)"/></body></opml>"""


async def test_a_list_is_imported_unread_and_read_by_the_next_poll(running: Running, site: Site):
    one = site.feed("/opml/one.xml", "DeepSeek News", "first", "second")
    file = await running.ada.upload("feeds.opml", OPML.format(one=one, known=site.url("/only.xml")).encode())
    reply = await running.ada.command(NEWS, "feed import", file=file["id"])
    assert "1 feed added from the list" in reply.text
    assert "Already read here: Known." in reply.text
    assert "Listed more than once: 1 feed" in reply.text
    assert "'javascript:alert(1)' is not a web address" in reply.text.replace("\\", "")
    before = await subscription(running, one)
    assert (before.title, before.folder, before.feed.title, before.feed.last_polled_at) == (
        "Our own name",
        "AI/Chips",
        one,
        None,
    )
    await running.poll_now()
    after = await subscription(running, one)
    assert (after.title, after.feed.title, after.feed.lab) == ("Our own name", "DeepSeek News", "deepseek")
    latest = await running.milo.command(NEWS, "latest", lab="DeepSeek")
    assert "DeepSeek News: first" in latest.text


async def subscription(running: Running, url: str):
    subscribed = await running.app.services.subscriptions.list(int(guild_id(running, NEWS)))
    return next(each for each in subscribed if each.feed.url == url)


async def test_an_export_is_a_file_that_can_be_imported_elsewhere(running: Running, site: Site):
    reply = await running.ada.command(NEWS, "feed export")
    assert reply.message is not None
    (attached,) = reply.message["attachments"]
    assert attached["filename"] == "gapwatch-feeds.opml"
    body = await running.ada.download(attached)
    outlines = {outline.url: outline for outline in read_opml(body)}
    one = outlines[site.url("/opml/one.xml")]
    assert (one.title, one.folder) == ("Our own name", "AI/Chips")
    assert f"{len(outlines)} feeds" in reply.text

    file = await running.ada.upload("feeds.opml", body)
    imported = await running.ada.command(PAPERS, "feed import", file=file["id"])
    assert f"{len(outlines)} feeds added" in imported.text


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<html>hello</html>", "not OPML"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml><outline xmlUrl="https://x.example/"/></opml>', "declares entities"),
        (b"<opml><outline text='x'/></opml>", "lists no feed"),
        (b"<opml>" + b" " * 2_000_001, "larger than 2 MB"),
    ],
)
async def test_a_file_that_is_no_list_is_refused_with_a_reason(running: Running, body: bytes, says: str):
    file = await running.ada.upload("feeds.opml", body)
    reply = await running.ada.command(NEWS, "feed import", file=file["id"])
    assert says in reply.text
    assert reply.ephemeral


@pytest.mark.skipif(not is_present(), reason="Discord's description of its API is not beside this checkout")
async def test_every_request_of_the_bot_is_one_that_discord_describes(running: Running):
    for request in running.playground.requests:
        assert_valid(request)
