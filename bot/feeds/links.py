"""Links: the one that is shown, and the key under which its spellings are one link. Pure.

``canonical_link`` is for people: whole, without tracking. ``link_key`` is for identity: it also forgets what a site
changes without moving the article (scheme, ``www.``, a trailing slash, the order of the query).
"""

import re
from functools import lru_cache
from urllib.parse import urljoin

from yarl import URL

from bot.feeds.errors import BadAddress

_TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "matomo_", "at_", "hsa_", "guce_", "oly_", "vero_", "stm_", "itm_")
# fmt: off
_TRACKING_NAMES = frozenset({
    "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "fbclid", "msclkid", "yclid", "ymclid", "twclid", "ttclid",
    "li_fat_id", "igshid", "igsh", "epik", "rdt_cid", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "__hssc",
    "__hstc", "__hsfp", "hsctatracking", "_ga", "_gl", "_openstat", "_branch_match_id", "ref", "ref_src",
    "ref_url", "referrer", "cmpid", "cid_source", "ncid", "ocid", "smid", "s_cid", "s_kwcid", "wickedid", "spm",
    "scm", "sr_share", "share_id", "guccounter", "feature_source", "ns_mchannel", "ns_source", "ns_campaign",
    "__twitter_impression", "trk", "trkcampaign", "sc_campaign",
})
# fmt: on

# A fragment is often all that tells two entries of a changelog page apart, so it stays unless it is one of these:
# a place on every page, a text highlight, or tracking behind the hash.
_IDLE_FRAGMENT = re.compile(
    r"(?:|top|content|main|start|comments?|respond|disqus_thread|rss|feed|more-\d+|comment-\d+|:~:.*"
    r"|(?:utm_|xtor|ref|at_|rss)[^=]*=.*)\Z",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WHOLE = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_LONGEST = 4000


@lru_cache(maxsize=1_000)  # an entry's link is asked for as it is shown, and again for each of its keys
def canonical_link(link: str | None, base: str | None = None) -> str | None:
    """The link as it is shown, absolute and without tracking; None for what is no link to the web."""
    url = _parse(link, base)
    if url is None:
        return None
    query = [(name, value) for name, value in url.query.items() if not _tracks(name)]
    if len(query) != len(url.query):
        url = url.with_query(query)  # a query is written anew only where something goes
    if _IDLE_FRAGMENT.match(url.fragment):
        url = url.with_fragment(None)
    return str(url)


def link_key(link: str | None, base: str | None = None) -> str | None:
    """The same for every spelling of one link, and no address: ``example.org/a?x=1&y=2``."""
    canonical = canonical_link(link, base)
    return _host_key(URL(canonical)) + _path_key(URL(canonical)) if canonical else None


def path_key(link: str | None) -> str | None:
    """The link key without the host, for articles that move house; None where the path tells nothing."""
    canonical = canonical_link(link)
    key = _path_key(URL(canonical)) if canonical else ""
    return key or None


def feed_address(address: str) -> str:
    """The address of a feed as a person types it, made whole. Raises BadAddress."""
    typed = _tidied(address).removeprefix("feed:")
    if not _SCHEME.match(typed) and "." in typed.partition("/")[0]:
        typed = f"https://{typed}"
    url = _parse(typed, None)
    if url is None:
        raise BadAddress(address)
    return str(url.with_fragment(None))


def host_of(link: str) -> str:
    """The host that a link leads to, lower case; empty where there is none."""
    url = _parse(link, None)
    return (url.raw_host or "") if url else ""


def _parse(link: str | None, base: str | None) -> URL | None:
    link = _tidied(link or "")
    if not link or len(link) > _LONGEST:
        return None
    try:
        url = URL(urljoin(base, link) if base and not _WHOLE.match(link) else link)
        if url.scheme not in {"http", "https"} or not url.raw_host:
            return None
        # Named users in a link are a way to make it look like another site's.
        if url.raw_user is not None or url.raw_password is not None:
            url = url.with_user(None)
        return url.with_port(None) if url.is_default_port() else url
    except ValueError:
        return None


def _tidied(link: str) -> str:
    return _UNSEEN.sub("", link).strip()


def _tracks(name: str) -> bool:
    name = name.lower()
    return name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES)


def _host_key(url: URL) -> str:
    host = (url.raw_host or "").removesuffix(".").removeprefix("www.")
    port = url.explicit_port
    return host if port is None else f"{host}:{port}"


def _path_key(url: URL) -> str:
    path = url.raw_path.rstrip("/")
    query = "&".join(sorted(url.raw_query_string.split("&"))) if url.raw_query_string else ""
    return path + (f"?{query}" if query else "") + (f"#{url.raw_fragment}" if url.raw_fragment else "")
