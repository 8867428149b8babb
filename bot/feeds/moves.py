"""Whether a feed has moved: which redirects are worth keeping, and since when one holds. Pure.

Redirects are followed at once in any case (fetch). The new address takes the place of the old one (merging) only after
several polls in a row have found the feed there, so that a site's bad day leads no feed astray.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from yarl import URL

from bot.domain.announcements import Feed

LASTING = frozenset({301, 308})
REDIRECTS = LASTING | {302, 303, 307}
_POLLS_TO_PROVE = 3
# A part of a path, or of a host's name, that stands before what was asked for instead of being it.
_GATE = re.compile(
    r"(?:log|sign)[-_]?(?:in|on|up)|register|sso|saml2?|oauth2?|oidc|auth|authorize|authenticate|accounts?|session"
    r"|consent|gdpr|cookies?|cookie[-_]?(?:consent|wall)|captcha|challenge|verify|paywall|subscribe|maintenance|error"
    r"|(?:not[-_]?found|404|403|blocked|denied|suspended)(?:\.\w+)?|cgi-sys",
    re.IGNORECASE,
)
_HOMES = frozenset({"", "index", "home", "default"})
_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp|cgi)$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hop:
    """One redirect: its status, and where it led."""

    status: int
    target: URL


def lasting_address(asked: URL, hops: Sequence[Hop]) -> str | None:
    """Where these redirects say that a feed stands from now on; None unless all of them, and their end, are meant so.

    Not kept: a way with a passing redirect in it, one from https down to http, and one that ends at a site's home page
    or at a gate such as a login.
    """
    if not hops or any(hop.status not in LASTING for hop in hops):
        return None
    schemes = [asked.scheme, *(hop.target.scheme for hop in hops)]
    if "http" in dropwhile(lambda scheme: scheme != "https", schemes):
        return None
    end = hops[-1].target
    return None if end == asked or _leads_astray(end) else str(end)


def note_move(feed: Feed, moved_to: str | None, *, not_modified: bool) -> Feed:
    """The feed after a poll that found it, ``moved_to`` being where lasting redirects led.

    A 304 from an address that never showed the feed proves nothing: some servers say it to everyone. So the next poll
    asks for the whole.
    """
    if moved_to == feed.moved_to:
        return replace(feed, moved_successes=feed.moved_successes + 1) if moved_to else feed
    if moved_to is None or not not_modified:
        return replace(feed, moved_to=moved_to, moved_successes=1 if moved_to else 0)
    return replace(feed, moved_to=moved_to, moved_successes=0, etag=None, last_modified=None)


def has_moved(feed: Feed) -> bool:
    """Whether the feed has been found at its new address often enough to be asked for there."""
    return feed.moved_to is not None and feed.moved_successes >= _POLLS_TO_PROVE


def _leads_astray(url: URL) -> bool:
    if _ENDING.sub("", url.path.strip("/")).lower() in _HOMES and not url.raw_query_string:
        return True  # with a query it may be a feed, as in /?feed=rss2
    if url.user or url.password:
        return True
    parts = [*url.path.split("/"), (url.host or "").partition(".")[0]]
    return any(_GATE.fullmatch(_ENDING.sub("", part)) for part in parts)
