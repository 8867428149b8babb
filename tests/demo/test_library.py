"""The demo's data is whole, tells the story it is there to tell, and never changes an entry's identity."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.library import DemoFeed, PublishedEntry, load_feeds, page_at
from bot.domain.announcements import FeedKind

ANCHOR = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
FEEDS = load_feeds()
BY_ID = {feed.id: feed for feed in FEEDS}


def body_of(feed_id: str, entry_id: str) -> str:
    (body,) = (entry.body for entry in BY_ID[feed_id].entries if entry.id == entry_id)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def whole(feed: DemoFeed) -> tuple[PublishedEntry, ...]:
    return page_at(feed, anchor=ANCHOR, now=ANCHOR + timedelta(days=9)).entries


def age_of(feed_id: str, entry_id: str) -> float:
    (age,) = (entry.days_ago for entry in BY_ID[feed_id].entries if entry.id == entry_id)
    return age


def test_there_is_enough_to_read_at_the_first_start() -> None:
    pages = [page_at(feed, anchor=ANCHOR, now=ANCHOR) for feed in FEEDS]
    assert sum(len(page.entries) for page in pages) >= 60
    assert all(page.entries for page in pages)
    assert len({feed.lab for feed in FEEDS if feed.lab}) >= 12
    kinds = {FeedKind.VENDOR, FeedKind.PRESS, FeedKind.EVALUATOR, FeedKind.NEWSLETTER, FeedKind.RESEARCH}
    assert {feed.kind for feed in FEEDS} == kinds
    assert {feed.format for feed in FEEDS} == {"rss", "atom", "rdf", "json"}


def test_only_a_vendor_speaks_for_a_lab() -> None:
    assert all((feed.kind is FeedKind.VENDOR) == (feed.lab is not None) for feed in FEEDS)


def test_no_two_announcements_share_a_link() -> None:
    links = Counter(entry.link for feed in FEEDS for entry in whole(feed))
    assert [link for link, count in links.items() if count > 1] == []


def test_every_link_stands_under_the_reserved_domain() -> None:
    assert all(re.match(r"https://[a-z.-]+\.example/", entry.link) for feed in FEEDS for entry in whole(feed))


def test_the_three_months_end_at_the_anchor() -> None:
    dates = [entry.published_at for feed in FEEDS for entry in page_at(feed, anchor=ANCHOR, now=ANCHOR).entries]
    assert timedelta(days=80) < max(dates) - min(dates) < timedelta(days=100)
    assert ANCHOR - max(dates) < timedelta(days=7)


def test_a_running_demo_publishes_within_minutes_and_for_hours() -> None:
    coming = sorted(-entry.days_ago for feed in FEEDS for entry in feed.entries if entry.days_ago < 0)
    assert len(coming) >= 6
    assert coming[0] < 10 / 1440
    assert coming[-1] > 5 / 24


def test_an_entry_shows_from_its_own_second_on() -> None:
    vals = BY_ID["vals"]
    due = ANCHOR + timedelta(days=0.06)
    before = page_at(vals, anchor=ANCHOR, now=due - timedelta(seconds=1))
    after = page_at(vals, anchor=ANCHOR, now=due)
    assert len(after.entries) == len(before.entries) + 1
    assert after.newest_at == due


def test_identity_does_not_depend_on_when_the_demo_was_started() -> None:
    later = ANCHOR + timedelta(days=200, seconds=7)
    for feed in FEEDS:
        first = page_at(feed, anchor=ANCHOR, now=ANCHOR).entries
        second = page_at(feed, anchor=later, now=later).entries
        assert [(e.guid, e.link, e.title) for e in first] == [(e.guid, e.link, e.title) for e in second]


def test_a_second_start_dates_the_entries_as_the_first_did() -> None:
    for feed in FEEDS:
        first = page_at(feed, anchor=ANCHOR, now=ANCHOR)
        again = page_at(feed, anchor=ANCHOR, now=ANCHOR + timedelta(days=30))
        assert again.entries[-len(first.entries) :] == first.entries


def test_times_without_a_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        page_at(FEEDS[0], anchor=ANCHOR.replace(tzinfo=None), now=ANCHOR)


def test_the_feeds_have_the_flaws_of_real_ones() -> None:
    assert [feed.id for feed in FEEDS if feed.guids == "none"] == ["zai"]
    assert [feed.id for feed in FEEDS if feed.guids == "shared"] == ["baidu"]
    assert {entry.guid for entry in whole(BY_ID["baidu"])} == {"tag:ernie.example,2026:news"}
    assert [feed.id for feed in FEEDS if not feed.dated] == ["minimax"]
    assert any(not entry.body for feed in FEEDS for entry in feed.entries)
    assert sum("<table>" in entry.body for feed in FEEDS for entry in feed.entries) >= 3
    assert sum(bool(re.search("[\u4e00-\u9fff]{8}", entry.body)) for feed in FEEDS for entry in feed.entries) >= 3


def test_the_v4_story_is_told_from_rumour_to_price_cut() -> None:
    chapters = [
        ("wire", "v4-people-familiar"),
        ("transistor", "v4-what-we-know"),
        ("wire", "quiet-week"),
        ("deepseek", "v4-preview"),
        ("deepseek", "v4-api-prices"),
        ("deepseek", "v4-open-weights"),
        ("artificial_analysis", "deepseek-v4"),
        ("vals", "v4-pro-swe"),
        ("northlake", "v4-kv-cache"),
        ("northlake", "v4-compute-per-token"),
        ("deepseek", "v4-pro-price-cut"),
    ]
    ages = [age_of(*chapter) for chapter in chapters]
    assert ages == sorted(ages, reverse=True)


@pytest.mark.parametrize(
    ("feed_id", "entry_id", "facts"),
    [
        (
            "deepseek",
            "v4-preview",
            [
                "1.6T parameters with 49B active",
                "284B parameters with 13B active",
                "context of 1M tokens",
                "27% of the single-token inference FLOPs of DeepSeek-V3.2",
                "takes 10% of the space",
                "10% of V3.2's single-token FLOPs and 7%",
                "both outperform DeepSeek-V3.2",
                "almost closed the gap",
                "do not disclose the training data or the training compute",
                "weights are not out yet",
            ],
        ),
        ("transistor", "v4-73-percent", ["73% fewer FLOPs than DeepSeek-V3.2"]),
        ("token_ledger", "37", ["3.7x fewer FLOPs per token than V3.2", "self-reported"]),
        ("zhichao", "deepseek-v4", ["仅为 DeepSeek-V3.2 的 27%"]),
        ("wire", "v4-preview", ["fail to carry over to daily work"]),
        ("vals", "v4-pro-swe", ["79.2% on SWE-bench Verified", "80.6%"]),
        ("northlake", "v4-compute-per-token", ["38% of the FLOPs per token of DeepSeek-V3.2"]),
        ("deepseek", "v4-api-prices", ["$1.74", "$3.48"]),
        ("deepseek", "v4-pro-price-cut", ["$1.16", "$2.32"]),
        ("anthropic", "distillation-attacks", ["we allege", "DeepSeek, Moonshot AI and MiniMax"]),
    ],
)
def test_the_texts_carry_the_facts_that_answers_are_built_from(feed_id: str, entry_id: str, facts: list[str]) -> None:
    body = body_of(feed_id, entry_id)
    assert [fact for fact in facts if fact not in body] == []
