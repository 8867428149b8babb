"""Every error of a feed is a sentence, and the same on both sides of a worker process."""

import pickle

import pytest

from bot.feeds import errors

ERRORS = [
    errors.BadAddress("lab"),
    errors.PrivateAddressRefused("http://10.0.0.1/"),
    errors.HostNotFound("http://lab.example/"),
    errors.NoConnection("http://lab.example/", "refused"),
    errors.ConnectionLost("http://lab.example/"),
    errors.TlsFailed("https://lab.example/", "certificate has expired"),
    errors.TimedOut("http://lab.example/", 20.0, "begin its answer"),
    errors.TooLarge("http://lab.example/", 10.0),
    errors.TooManyRedirects("http://lab.example/", 5),
    errors.BadRedirect("http://lab.example/", "ftp://x"),
    errors.BadContentEncoding("http://lab.example/", "br"),
    errors.NotHttp("http://lab.example/"),
    errors.AccessRefused("http://lab.example/", 403),
    errors.FeedNotFound("http://lab.example/"),
    errors.FeedGone("http://lab.example/"),
    errors.TooManyRequests("http://lab.example/", 60),
    errors.ServerFailed("http://lab.example/", 503, 60),
    errors.HostCools("lab.example", 59.6),
    errors.UnexpectedStatus("http://lab.example/", 418),
    errors.PageNotFeed("http://lab.example/", ("http://lab.example/feed",)),
    errors.PageNotFeed("http://lab.example/", ()),
    errors.NotAFeed("http://lab.example/{0}"),
    errors.BrokenFeed("http://lab.example/"),
    errors.TookTooLong(60.0),
    errors.WorkerLost(),
    errors.PollFailed("http://lab.example/"),
    errors.FeedRemoved("http://lab.example/"),
    errors.AlreadySubscribed("Lab", "http://lab.example/"),
    errors.NotSubscribed("Lab"),
    errors.AmbiguousFeed("Lab", "http://a.example/, http://b.example/"),
    errors.NoFeedFound("http://lab.example/", "http://lab.example/ is a web page, not a feed.", "/feed, /rss"),
    errors.SeveralFeeds("http://lab.example/", "http://a.example/, http://b.example/"),
    errors.PausedAlready("News"),
    errors.NotPaused("News"),
    errors.BadFilter("A quote has no second."),
    errors.NothingToRead(),
    errors.LinkedFeed("http://lab.example/feed"),
    errors.LinkedFile("http://lab.example/paper", "a PDF"),
    errors.NoArticle("http://lab.example/"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_says_what_happened_and_what_to_do_and_crosses_processes(error: errors.FeedError) -> None:
    crossed = pickle.loads(pickle.dumps(error))
    assert (type(crossed), str(crossed)) == (type(error), str(error))
    assert str(error)[0].isupper() or str(error).startswith(("http", "'", "lab.example"))
    assert str(error).endswith(".")
    assert error.next_step.endswith(".")


def test_every_error_is_tried_here() -> None:
    def leaves(error: type[errors.FeedError]) -> set[type[errors.FeedError]]:
        below = error.__subclasses__()
        return {error} if not below else {leaf for each in below for leaf in leaves(each)}

    assert leaves(errors.FeedError) == {type(error) for error in ERRORS}


def test_a_long_address_is_shortened() -> None:
    assert len(str(errors.FeedNotFound("http://lab.example/" + "x" * 5_000))) < 400


def test_waiting_times_are_told() -> None:
    assert errors.TooManyRequests("u", 60).retry_after == 60
    assert errors.ServerFailed("u", 503, 30).retry_after == 30
    assert errors.ServerFailed("u", 503).retry_after is None
    assert errors.FeedNotFound("u").retry_after is None
