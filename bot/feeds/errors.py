"""What can go wrong with a feed, as sentences. No logic: the modules beside this one raise these.

Every error is made from positional arguments alone and builds its sentence from them, so that it crosses from a
worker process to ours as it is.
"""

from typing import ClassVar

from bot.errors import GapwatchError

_SHOWN = 300


class FeedError(GapwatchError):
    """Something about one feed; ``what`` is its sentence, with the arguments in their order."""

    what: ClassVar[str]

    def __init__(self, *details: object) -> None:
        super().__init__(*details)

    def __str__(self) -> str:
        return self.what.format(*(_shortened(detail) for detail in self.args))


def _shortened(detail: object) -> object:
    return f"{detail[:_SHOWN]}…" if isinstance(detail, str) and len(detail) > _SHOWN else detail


class FetchFailed(FeedError):
    """The feed's bytes could not be had. The first argument is the address."""

    next_step = "It is asked again by itself; if that does not help, open the address in a browser."

    @property
    def retry_after(self) -> int | None:
        """The seconds that the server asked us to wait, where it did."""
        return None


class BadAddress(FetchFailed):
    """The address is not one of the web."""

    what = "{0!r} is not a web address."
    next_step = "Give a whole address that starts with https:// or http://."


class PrivateAddressRefused(FetchFailed):
    """The host stands in a private network, on this machine, or nowhere."""

    what = "{0} leads to a private or local network, where Gapwatch does not go."
    next_step = "Use a public address, or let the host in by GAPWATCH_ALLOW_PRIVATE_HOSTS if it is yours."


class HostNotFound(FetchFailed):
    """The name service knows no such host."""

    what = "The host of {0} could not be found."
    next_step = "Check the spelling of the address; if it is right, the site may be gone or its name service down."


class NoConnection(FetchFailed):
    """The host is known and takes no connection."""

    what = "The host of {0} could not be connected to ({1})."


class ConnectionLost(FetchFailed):
    """The connection ended before the answer did."""

    what = "The connection to {0} ended before the whole answer had come."


class TlsFailed(FetchFailed):
    """The secure connection could not be made."""

    what = "No secure connection could be made to {0} ({1})."
    next_step = "The site has to mend its certificate; until then the feed cannot be read."


class TimedOut(FetchFailed):
    """The answer took longer than the limit."""

    what = "{0} took longer than {1:g} seconds to {2}."


class TooLarge(FetchFailed):
    """The body passed the limit."""

    what = "{0} sends more than {1:g} MB, more than a feed should hold."
    next_step = "Look for a smaller feed of the same site, such as one of a single category."


class TooManyRedirects(FetchFailed):
    """The redirects go in a circle or do not end."""

    what = "{0} redirects in a circle, or more than {1} times."
    next_step = "Open the address in a browser and give the one that it ends at."


class BadRedirect(FetchFailed):
    """A redirect that leads to no web address."""

    what = "{0} redirects to {1!r}, which is not a web address."
    next_step = "Open the address in a browser and give the one that it ends at."


class BadContentEncoding(FetchFailed):
    """The compression is unknown or damaged."""

    what = "{0} sends a compressed answer that cannot be unpacked ({1})."


class NotHttp(FetchFailed):
    """The answer is not HTTP, or not within its bounds."""

    what = "{0} answers with something that is not proper HTTP."
    next_step = "Check the port and the scheme (https:// or http://) of the address."


class AccessRefused(FetchFailed):
    """401 or 403."""

    what = "{0} refuses access ({1})."
    next_step = (
        "Some sites turn programs away, or ask for a login: ask the site to let feed readers in, or look for another "
        "address of the feed."
    )


class FeedNotFound(FetchFailed):
    """404."""

    what = "There is nothing at {0} (404)."
    next_step = "Check the address; if it was right once, look on the site for where its feed moved."


class FeedGone(FetchFailed):
    """410: gone for good."""

    what = "{0} is gone for good (410), says its server."
    next_step = "Remove the feed, or look on the site for a new one."


class TooManyRequests(FetchFailed):
    """429: we, or others at our address, ask too often. Arguments: address, seconds to wait or None."""

    what = "{0} was asked too often (429)."
    next_step = "It is asked again by itself, later."

    @property
    def retry_after(self) -> int | None:
        """The seconds that the server asked us to wait, where it did."""
        return self.args[1] if len(self.args) > 1 else None


class HostCools(FetchFailed):
    """The host asked for peace, and is left in it. Arguments: the host, the seconds that are left."""

    what = "{0} said that it is asked too often, and is left alone for another {1:.0f} seconds."
    next_step = "Wait that long, then try again."

    @property
    def seconds(self) -> float:
        """The seconds that are left."""
        return float(self.args[1])


class ServerFailed(FetchFailed):
    """5xx. Arguments: address, status, seconds to wait or None."""

    what = "The server of {0} failed ({1})."
    next_step = "That is the site's own trouble; it is asked again by itself."

    @property
    def retry_after(self) -> int | None:
        """The seconds that the server asked us to wait, where it did."""
        return self.args[2] if len(self.args) > 2 else None


class UnexpectedStatus(FetchFailed):
    """Any other status that carries no feed."""

    what = "{0} answers with status {1}, which carries no feed."


class ParseFailed(FeedError):
    """The bytes came, but no feed was in them. The first argument is the address."""


class PageNotFeed(ParseFailed):
    """A web page. Arguments: address, the feeds that it links to."""

    what = "{0} is a web page, not a feed."
    next_step = "Give the address of the site's feed: RSS, Atom or JSON Feed."

    @property
    def feeds(self) -> tuple[str, ...]:
        """The feeds that the page links to."""
        return self.args[1] if len(self.args) > 1 else ()

    def __str__(self) -> str:
        linked = f" It links to these feeds: {', '.join(self.feeds)}." if self.feeds else " It links to no feed."
        return super().__str__() + linked


class NotAFeed(ParseFailed):
    """Neither RSS, Atom, RDF, CDF nor JSON Feed, nor a page."""

    what = "What {0} sends is neither RSS, Atom nor JSON Feed."
    next_step = "Check the address: it should be the one that the site gives for feed readers."


class BrokenFeed(ParseFailed):
    """A feed so broken that no entry could be saved out of it."""

    what = "The feed at {0} is broken, and no entry of it can be read."
    next_step = "The publisher has to mend it; it is asked again by itself."


class TookTooLong(FeedError):
    """A worker was stopped. Argument: the seconds that it was given."""

    what = "Working on the text took longer than {0:g} seconds and was stopped."
    next_step = "It is tried again later; if it happens each time, tell Gapwatch's makers the feed's address."


class WorkerLost(FeedError):
    """A worker process died twice over one job."""

    what = "The worker that read the text died."
    next_step = "It is tried again later; if it happens each time, look at the memory of the machine."


class PollFailed(FeedError):
    """A fault of ours. Argument: the feed's address."""

    what = "Something unexpected went wrong with {0}."


class FeedRemoved(FeedError):
    """The feed was removed while it was polled. Argument: its address."""

    what = "The feed {0} was removed while it was polled."
    next_step = "Add it again if that was a mistake."


class AlreadySubscribed(FeedError):
    """Arguments: the feed's title, its address."""

    what = "This server already subscribes to {0} ({1})."
    next_step = "`/feed list` shows every feed of this server."


class NotSubscribed(FeedError):
    """Argument: what was looked for."""

    what = "This server subscribes to no feed called {0!r}."
    next_step = "`/feed list` shows every feed of this server."


class AmbiguousFeed(FeedError):
    """Arguments: the title, the addresses that go by it."""

    what = "Several feeds are called {0!r}: {1}."
    next_step = "Give the address instead of the title."


class NoFeedFound(FeedError):
    """Neither the address nor its site has a feed. Arguments: the address, what is wrong with it, what was tried."""

    what = "No feed was found. {1} Tried besides: {2}."
    next_step = "Look on the site for a feed or a newsletter, or see `/feed starter` for feeds that others made."


class SeveralFeeds(FeedError):
    """One feed is needed, and the address has several. Arguments: the address, theirs."""

    what = "{0} is a page with several feeds: {1}."
    next_step = "Give the address of one of them."


class PausedAlready(FeedError):
    """Argument: the feed's title."""

    what = "{0} is paused already."
    next_step = "`/feed resume` has it read again."


class NotPaused(FeedError):
    """Argument: the feed's title."""

    what = "{0} is not paused."
    next_step = "`/feed show` tells how it is."


class BadFilter(FeedError):
    """A filter that cannot be read. Argument: the sentence that says why."""

    what = "{0}"
    next_step = (
        'Write it like: price "open weights" -funding lab:deepseek topic:pricing kind:ratio match:"\\$[0-9]+". Quotes '
        "make a phrase, a minus keeps out."
    )


class NothingToRead(FeedError):
    """A message of neither words nor a link. No argument."""

    what = "There are no words in it, and no link."
    next_step = "Choose a message with a text, or with a link to an article."


class LinkedFeed(FeedError):
    """Argument: the address."""

    what = "{0} is a feed, not an article."
    next_step = "An admin can have all of it read: `/feed add`."


class LinkedFile(FeedError):
    """Arguments: the address, what stands there."""

    what = "{0} is {1}, and only pages and texts are read."
    next_step = "Choose a message that links to an article about it, or paste its words into a message."


class NoArticle(FeedError):
    """Argument: the address."""

    what = "No text was found on the page {0}."
    next_step = "Some pages come without their words; paste the passage into a message and read that."
