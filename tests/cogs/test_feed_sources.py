"""What is said of packs and lists fits into a message, and names everything that went wrong."""

from bot.domain.announcements import FeedKind
from bot.feeds.links import link_key
from bot.feeds.sources import StarterOutcome
from bot.feeds.starter import StarterFeed, load_starter
from cogs.views.feed_menus import pack_view, packs_view
from cogs.views.feed_sources import render_pack, render_progress
from cogs.views.layout import AnswerView

PACKS = load_starter()


def feed(number: int) -> StarterFeed:
    return StarterFeed(
        id=f"f{number}",
        pack="labs",
        title=f"Feed {number}",
        publisher="Lab",
        kind=FeedKind.VENDOR,
        url=f"https://lab.example/{number}",
    )


def test_every_pack_fits_into_a_message_whole():
    for pack in PACKS.packs:
        for subscribed in (frozenset(), frozenset(link_key(feed.url) or "" for feed in pack.feeds)):
            view = pack_view(pack, subscribed)
            assert view.total_children_count <= 40
            assert view.content_length() <= 4000
            assert "did not fit" not in written(view)
            assert all(f"**{feed.publisher}**" in written(view) for feed in pack.feeds if "(" not in feed.publisher)
    assert packs_view(PACKS.packs, frozenset()).total_children_count <= 40


def test_a_publisher_is_named_once_before_its_feeds():
    shown = "\n".join(render_pack(PACKS.pack("labs"), frozenset()).texts)
    assert "**OpenAI** News · Research (mirror) · Engineering (mirror)" in shown
    assert "**Databricks**\n" in shown
    assert "**Meta AI** AI at Meta (mirror)" in shown


def test_sixty_failures_are_all_named_in_one_message():
    outcomes = [StarterOutcome(feed=feed(n), error=f"{'x' * 400} could not be found.") for n in range(60)]
    answer = render_progress([each.feed for each in outcomes], outcomes, ended=True)
    view = AnswerView(answer)
    assert view.content_length() <= 4000
    assert all(f"Feed {n}" in written(view) for n in range(60))


def test_feeds_that_had_no_turn_in_time_are_counted():
    wanted = [feed(n) for n in range(5)]
    outcomes = [StarterOutcome(feed=wanted[0], error=None)]
    shown = "\n".join(render_progress(wanted, outcomes, ended=True).texts)
    assert "1 feed added" in shown
    assert "4 feeds had no turn in time" in shown
    assert "Reading 1 of 5 feeds" in render_progress(wanted, outcomes, ended=False).texts[0]


def written(view: AnswerView) -> str:
    return "\n".join(getattr(item, "content", "") for item in view.walk_children())
