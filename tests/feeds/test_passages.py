"""A single text, or the page behind its first link, is read without being stored."""

from typing import Any

import pytest

from bot.feeds import errors
from bot.feeds.errors import LinkedFeed, LinkedFile, NoArticle, NothingToRead
from bot.feeds.fetch import Fetcher
from bot.feeds.knownnames import KnownNames
from bot.feeds.offload import InlineOffload
from bot.feeds.passages import Passages, first_link
from bot.reading.texts import read_text
from bot.registry.load import load_registry
from db.engine import Database

CLAIM = "DeepSeek-V4-Pro needs only 27% of the single-token inference FLOPs of DeepSeek-V3.2."
PAGE = f"<html><head><title>V4</title></head><body><article><h1>V4</h1><p>{CLAIM}</p></article></body></html>"


@pytest.fixture
def passages(sqlite_database: Database, fetcher: Fetcher) -> Passages:
    return Passages(fetcher, InlineOffload(), read_text, names=KnownNames(sqlite_database, load_registry()))


async def test_words_are_read_and_a_link_beside_them_is_left_alone(passages: Passages, site: Any):
    url = site.serve("/v4", PAGE, Content_Type="text/html")
    passage = await passages.read(f"{CLAIM} {url}")
    assert [claim.value for claim in passage.reading.claims] == [pytest.approx(0.27)]
    assert (passage.url, passage.unopened) == (None, url)
    assert site.asked == []


async def test_words_without_a_claim_lead_to_the_page_behind_the_first_link(passages: Passages, site: Any):
    url = site.serve("/v4", PAGE, Content_Type="text/html")
    passage = await passages.read(f"Worth reading: [V4]({url}), and https://elsewhere.example")
    assert (passage.title, passage.url) == ("V4", url)
    assert [claim.value for claim in passage.reading.claims] == [pytest.approx(0.27)]
    assert len(site.asked) == 1


async def test_words_without_a_claim_or_link_are_read_as_they_are(passages: Passages):
    passage = await passages.read("GPT-5.5 is discussed.")
    assert passage.reading.claims == ()
    assert [model.name for model in passage.reading.models] == ["GPT-5.5"]


async def test_a_very_long_text_is_read(passages: Passages):
    passage = await passages.read(f"{CLAIM}\n\n" + "Nothing more is said here. " * 4000)
    assert len(passage.reading.claims) == 1


@pytest.mark.parametrize("text", ["", "   \n", "🙂 !!", "***"])
async def test_no_words_are_said_to_be_none(passages: Passages, text: str):
    with pytest.raises(NothingToRead):
        await passages.read(text)


@pytest.mark.parametrize(
    ("body", "content_type", "error"),
    [
        ('<rss version="2.0"><channel><title>T</title></channel></rss>', "application/rss+xml", LinkedFeed),
        ("%PDF-1.7", "application/octet-stream", LinkedFile),
        ("x", "image/png", LinkedFile),
        ('{"a": 1}', "application/json", LinkedFile),
        ("<html><body><div></div></body></html>", "text/html", NoArticle),
        ("", "text/html", NoArticle),
    ],
)
async def test_what_is_no_article_is_called_what_it_is(
    passages: Passages, site: Any, body: str, content_type: str, error: type[errors.FeedError]
):
    with pytest.raises(error) as raised:
        await passages.read(site.serve("/x", body, Content_Type=content_type))
    assert raised.value.next_step


async def test_plain_text_behind_a_link_is_read(passages: Passages, site: Any):
    passage = await passages.read(site.serve("/v4.txt", CLAIM, Content_Type="text/plain; charset=utf-8"))
    assert len(passage.reading.claims) == 1


async def test_a_private_network_is_refused_by_itself_and_behind_a_redirect(passages: Passages, site: Any):
    inside = site.serve("/in", status=302, Location="http://10.0.0.1/secret")
    for link in ("http://10.0.0.1/x", "http://[::1]:80/", "http://0x7f.1/", inside):
        with pytest.raises(errors.PrivateAddressRefused):
            await passages.read(link)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://a.example/x.", "https://a.example/x"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("[t](https://a.example/x)", "https://a.example/x"),
        ("https://a.example/x_(y)", "https://a.example/x_(y)"),
        ("**https://a.example/x**", "https://a.example/x"),
        ("ftp://a.example and a.example", None),
    ],
)
def test_the_first_link_is_found_as_people_write_links(text: str, link: str | None):
    assert first_link(text) == link
