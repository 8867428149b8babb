"""Which redirects are worth keeping, and when a move is proven."""

from dataclasses import replace

import pytest
from yarl import URL

from bot.domain.announcements import Feed
from bot.feeds.moves import Hop, has_moved, lasting_address, note_move

OLD, NEW = "https://old.example/feed", "https://new.example/feed.xml"


def followed(*hops: tuple[int, str], asked: str = OLD) -> str | None:
    return lasting_address(URL(asked), [Hop(status=status, target=URL(target)) for status, target in hops])


@pytest.mark.parametrize(
    "end",
    [
        NEW,
        "https://new.example/?feed=rss2",
        "https://new.example/index.xml",
        "https://new.example/blog/login-flaws-found/feed",
    ],
)
@pytest.mark.parametrize("status", [301, 308])
def test_a_lasting_redirect_tells_the_new_address(status: int, end: str) -> None:
    assert followed((status, end)) == end
    assert followed((301, "https://between.example/feed"), (status, end)) == end


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_way_with_a_passing_redirect_anywhere_in_it_is_not_kept(status: int) -> None:
    assert followed((status, NEW)) is None
    assert followed((301, "https://between.example/feed"), (status, NEW)) is None
    assert followed((status, "https://between.example/feed"), (301, NEW)) is None


@pytest.mark.parametrize(
    "end",
    [
        "https://new.example",
        "https://new.example/",
        "https://new.example/index.html",
        "https://new.example/home",
        "https://new.example/login",
        "https://new.example/users/sign_in?next=/feed",
        "https://new.example/account/logon.aspx",
        "https://login.new.example/feed",
        "https://accounts.new.example/v3/feed",
        "https://consent.new.example/collect?continue=feed",
        "https://new.example/cookie-consent/feed",
        "https://new.example/oauth2/feed",
        "https://new.example/404.html",
        "https://new.example/cgi-sys/suspendedpage.cgi",
        "https://user:secret@new.example/feed",
    ],
)
def test_a_home_page_and_a_gate_are_not_kept(end: str) -> None:
    assert followed((301, end)) is None


def test_a_way_down_from_https_is_not_kept_and_one_up_to_it_is() -> None:
    assert followed((301, "http://new.example/feed")) is None
    assert followed((301, "http://between.example/feed"), (301, NEW)) is None
    assert followed((301, NEW), asked="http://old.example/feed") == NEW


def test_no_redirect_and_one_in_a_circle_are_no_move() -> None:
    assert followed() is None
    assert followed((301, "https://old.example/feed?seen=1"), (301, OLD)) is None


def test_three_polls_in_a_row_prove_a_move(a_feed: Feed) -> None:
    for polls in range(1, 4):
        assert not has_moved(a_feed)
        a_feed = note_move(a_feed, NEW, not_modified=False)
        assert (a_feed.moved_to, a_feed.moved_successes) == (NEW, polls)
    assert has_moved(a_feed)


def test_another_address_and_none_begin_anew(a_feed: Feed) -> None:
    twice = replace(a_feed, moved_to=NEW, moved_successes=2)
    assert note_move(twice, "https://third.example/feed", not_modified=False).moved_successes == 1
    back = note_move(twice, None, not_modified=False)
    assert (back.moved_to, back.moved_successes) == (None, 0)


def test_a_304_from_an_address_that_never_showed_the_feed_proves_nothing(a_feed: Feed) -> None:
    known = replace(a_feed, etag='"1"', last_modified="Mon, 23 Nov 2026 08:00:00 GMT")
    first = note_move(known, NEW, not_modified=True)
    assert (first.moved_to, first.moved_successes, first.etag, first.last_modified) == (NEW, 0, None, None)
    shown = note_move(first, NEW, not_modified=False)
    assert note_move(shown, NEW, not_modified=True).moved_successes == 2
