"""The starter packs: the data that ships, what is found in it, and what is refused."""

import pytest

from bot.domain.announcements import FeedKind
from bot.feeds.links import feed_address
from bot.feeds.starter import StarterInvalid, UnknownStarter, load_starter, parse_starter
from bot.registry.load import load_registry

PACKS = load_starter()
GOOD = """
[[pack]]
id = "labs"
title = "Labs"
about = "Labs"
[[feed]]
id = "one"
pack = "labs"
title = "One"
publisher = "One"
kind = "vendor"
url = "https://one.example/feed"
"""


def test_the_packs_that_ship_are_whole() -> None:
    assert [pack.id for pack in PACKS.packs] == ["labs", "press", "research", "newsletters"]
    assert all(len([feed for feed in pack.feeds if feed.recommended]) >= 10 for pack in PACKS.packs)
    for feed in PACKS.feeds:
        assert feed_address(feed.url) == feed.url
        assert len(feed.id) <= 100
        assert (feed.kind is FeedKind.VENDOR) or feed.lab is None
        assert feed.sites or not feed.mirror


def test_every_lab_of_the_packs_is_one_that_the_registry_knows() -> None:
    registry = load_registry()
    for feed in PACKS.feeds:
        assert feed.lab is None or registry.lab(feed.lab), feed.id


def test_stale_feeds_are_marked_with_their_month_and_not_recommended() -> None:
    (meta,) = PACKS.chosen(["meta-research"])
    assert meta.stale == "2023-05"
    assert not meta.recommended
    assert PACKS.chosen(["cohere-blog"])[0].stale == "unknown"


@pytest.mark.parametrize(
    ("address", "ids"),
    [
        ("https://www.anthropic.com/news/some-model", ["anthropic-news", "anthropic-news-second-mirror"]),
        ("https://huggingface.co/papers", ["hugging-face-daily-papers"]),
        ("https://huggingface.co/some-lab/some-model", []),
        ("https://www.stepfun.com", ["step-audio-releases"]),
        ("https://mistral.ai", ["mistral-ai-news", "mistral-ai-news-mirror"]),
        ("https://github.com/", []),
        ("https://nobody.example/", []),
    ],
)
def test_a_site_has_the_feeds_that_the_packs_know_of_it(address: str, ids: list[str]) -> None:
    assert [feed.id for feed in PACKS.of_site(address)] == ids


def test_a_labs_front_page_has_the_feeds_of_all_its_pages() -> None:
    found = [feed.id for feed in PACKS.of_site("https://anthropic.com")]
    assert {"anthropic-news", "anthropic-research", "anthropic-engineering"} <= set(found)
    assert found[-1] == "anthropic-news-second-mirror"


def test_a_feed_is_known_by_any_spelling_of_its_address() -> None:
    found = PACKS.at("http://openai.com/news/rss.xml/")
    assert found is not None
    assert found.id == "openai-news"
    assert PACKS.at("https://openai.com/news") is None


def test_what_is_in_no_pack_is_said_with_what_there_is() -> None:
    with pytest.raises(UnknownStarter, match="labs, press, research, newsletters"):
        PACKS.pack("sports")
    with pytest.raises(UnknownStarter, match="nothing-such"):
        PACKS.chosen(["openai-news", "nothing-such"])
    assert PACKS.pack(" Labs ").id == "labs"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (GOOD.replace('"vendor"', '"seller"'), "'one'"),
        (GOOD.replace('url = "https', 'url = "ftp'), "address"),
        (GOOD + 'stale = "long ago"', "month"),
        (GOOD + 'colour = "red"', "colour"),
        (GOOD.replace('pack = "labs"', 'pack = "press"'), "in no pack: one"),
        (GOOD + GOOD.partition("[[feed]]")[1] + GOOD.partition("[[feed]]")[2], "more than once"),
        (GOOD.replace('about = "Labs"', ""), "about"),
        ("[[pack", "not TOML"),
    ],
)
def test_a_mistake_in_the_data_is_named(wrong: str, says: str) -> None:
    parse_starter(GOOD)
    with pytest.raises(StarterInvalid, match=says):
        parse_starter(wrong)
