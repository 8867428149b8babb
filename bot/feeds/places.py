"""Which feeds an address has by its shape alone, on sites whose feeds follow a rule. Pure: nothing is asked.

Whether a feed really stands there is for discovery to see. An address that is such a feed already gives nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from yarl import URL

_USUAL_NAMES = ("feed", "rss", "rss.xml", "atom.xml", "feed.xml", "index.xml")
_USUAL_PATHS = (*_USUAL_NAMES, "feed.json", "blog/feed", "blog/rss.xml", "news/rss.xml")
_USUAL_BELOW = ("feed", "rss.xml", "index.xml", "feed.xml", "rss")
_IS_FEED = re.compile(r"(?:\.(?:rss|atom|xml|json|rdf)|/(?:feed|rss))/?\Z", re.IGNORECASE)

_GITHUB_OWN = frozenset(
    (
        "about account apps blog codespaces collections contact customer-stories enterprise events explore features "
        "join login marketplace new notifications organizations pricing pulls issues readme search security sessions "
        "settings signup site sponsors stars team topics trending"
    ).split()
)
_MEDIUM_OWN = frozenset("about business creators feed jobs m me membership new-story p plans policy search".split())
_SITES_WITH_AT = frozenset({"substack.com", "threads.net", "threads.com", "tiktok.com", "x.com", "twitter.com"})
_YOUTUBE = "https://www.youtube.com/feeds/videos.xml"
_YOUTUBE_CHANNEL = re.compile(
    r"""(?:youtube\.com/channel/|"(?:externalId|channelId)"\s*:\s*"|itemprop="(?:identifier|channelId)"\s+content=")"""
    r"(UC[A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])"
)
_ARXIV_CATEGORY = re.compile(r"[a-z-]{2,12}(?:\.[A-Za-z-]{2,8})?")
_ARXIV_FIELDS = {"title": "ti", "author": "au", "abstract": "abs", "comments": "co", "journal_ref": "jr"}
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a feed should be, and what it should hold, in words for a menu."""

    url: str
    what: str


def known_places(address: str) -> tuple[Place, ...]:
    """The feeds that the address has by its site's rule, the most telling first."""
    url = URL(address)
    if _IS_FEED.search(url.path):
        return ()
    host = (url.raw_host or "").removeprefix("www.")
    parts = tuple(part for part in url.path.split("/") if part)
    rule = _RULES.get(host) or next((rule for end, rule in _RULES_OF_DOMAINS if host.endswith(end)), None)
    return tuple((rule or _fediverse)(url, parts))


def usual_places(address: str) -> tuple[str, ...]:
    """Where feeds often are: beside the address first, then at the root of its site."""
    url = URL(address)
    folder = url.path.rstrip("/")
    if not folder or folder.count("/") > 2 or "." in folder.rpartition("/")[2]:
        below: Sequence[str] = ()
    else:
        below = [f"{folder}/{name}" for name in _USUAL_BELOW]
    root = [f"/{path}" for path in _USUAL_PATHS]
    found = (str(url.with_path(path)) for path in (*below, *root))
    return tuple(dict.fromkeys(place for place in found if place != address))


def front_page(address: str) -> str | None:
    """The first page of the address's site; None where the address is that."""
    url = URL(address)
    front = str(url.with_path("/"))
    return None if url.path.rstrip("/") == "" else front


def youtube_channel_feed(html: str) -> str | None:
    """The feed of the channel that a YouTube page is about."""
    found = _YOUTUBE_CHANNEL.search(html)
    return str(URL(_YOUTUBE).with_query(channel_id=found[1])) if found else None


def is_youtube(address: str) -> bool:
    """Whether the address is on YouTube, whose pages name their channel."""
    return (URL(address).raw_host or "").removeprefix("www.").removeprefix("m.") == "youtube.com"


def _github(url: URL, parts: Sequence[str]) -> Iterator[Place]:
    if parts[:1] == ("orgs",) and len(parts) > 1:
        parts = parts[1:2]
    if not parts or parts[0].lower() in _GITHUB_OWN or not _NAME.fullmatch(parts[0]):
        return
    owner = parts[0]
    if len(parts) == 1:
        yield Place(url=f"https://github.com/{owner}.atom", what=f"public activity of {owner}")
        return
    if not _NAME.fullmatch(parts[1]):
        return
    repository = f"{owner}/{parts[1].removesuffix('.git')}"
    site, section = f"https://github.com/{repository}", parts[2] if len(parts) > 2 else ""
    branch = "/".join(parts[3:]) if section in {"tree", "commits"} else ""
    commits = f"{site}/commits/{quote(branch)}.atom" if branch else f"{site}/commits.atom"
    places = {
        "releases": Place(url=f"{site}/releases.atom", what=f"releases of {repository}"),
        "tags": Place(url=f"{site}/tags.atom", what=f"tags of {repository}"),
        "commits": Place(url=commits, what=f"commits of {repository}{f' on {branch}' if branch else ''}"),
    }
    yield from [places[section]] if section in places else places.values()


def _youtube(url: URL, parts: Sequence[str]) -> Iterator[Place]:
    playlist = url.query.get("list")
    if playlist and parts[:1] in {("playlist",), ("watch",)}:
        yield Place(url=str(URL(_YOUTUBE).with_query(playlist_id=playlist)), what="videos of the playlist")
    elif len(parts) > 1 and parts[0] == "channel":
        yield Place(url=str(URL(_YOUTUBE).with_query(channel_id=parts[1])), what="videos of the channel")
    elif len(parts) > 1 and parts[0] == "user":
        yield Place(url=str(URL(_YOUTUBE).with_query(user=parts[1])), what=f"videos of {parts[1]}")


def _reddit(url: URL, parts: Sequence[str]) -> Iterator[Place]:
    if len(parts) < 2 or parts[0] not in {"r", "u", "user"} or not re.fullmatch(r"[\w+-]{1,200}", parts[1]):
        return
    site = "https://www.reddit.com"
    if parts[0] != "r":
        yield Place(url=f"{site}/user/{parts[1]}/.rss", what=f"posts of u/{parts[1]}")
        return
    order = parts[2] if len(parts) == 3 and parts[2] in {"new", "top", "hot", "rising"} else None
    feed = URL(f"{site}/r/{parts[1]}/{f'{order}/' if order else ''}.rss")
    period = url.query.get("t") if order == "top" else None
    yield Place(url=str(feed.with_query(t=period) if period else feed), what=f"posts in r/{parts[1]}")


def _hugging_face(_url: URL, parts: Sequence[str]) -> Iterator[Place]:
    if parts[:1] in {(), ("blog",)}:
        yield Place(url="https://huggingface.co/blog/feed.xml", what="the Hugging Face blog")


def _arxiv(url: URL, parts: Sequence[str]) -> Iterator[Place]:
    if len(parts) > 1 and parts[0] in {"list", "archive"} and _ARXIV_CATEGORY.fullmatch(parts[1]):
        yield Place(url=f"https://rss.arxiv.org/rss/{parts[1]}", what=f"new papers in {parts[1]}")
    words = " ".join(url.query.get("query", "").split())
    if parts[:1] == ("search",) and words:
        field = _ARXIV_FIELDS.get(url.query.get("searchtype", ""), "all")
        search = {"search_query": f'{field}:"{words}"' if " " in words else f"{field}:{words}"}
        newest = {"sortBy": "submittedDate", "sortOrder": "descending", "max_results": "50"}
        feed = URL("https://export.arxiv.org/api/query").with_query(search | newest)
        yield Place(url=str(feed), what=f"new papers about “{words}”")


def _substack(url: URL, _parts: Sequence[str]) -> Iterator[Place]:
    yield Place(url=f"https://{url.raw_host}/feed", what="the newsletter")


def _medium(_url: URL, parts: Sequence[str]) -> Iterator[Place]:
    if parts[:1] == ("tag",) and len(parts) > 1:
        yield Place(url=f"https://medium.com/feed/tag/{parts[1]}", what=f"stories tagged {parts[1]}")
    elif parts and parts[0] not in _MEDIUM_OWN and re.fullmatch(r"@?[\w.-]{1,100}", parts[0]):
        yield Place(url=f"https://medium.com/feed/{parts[0]}", what=f"stories of {parts[0]}")


def _medium_user(url: URL, _parts: Sequence[str]) -> Iterator[Place]:
    yield Place(url=f"https://{url.raw_host}/feed", what="the stories")


def _bluesky(_url: URL, parts: Sequence[str]) -> Iterator[Place]:
    if len(parts) > 1 and parts[0] == "profile" and re.fullmatch(r"[A-Za-z0-9.:_-]{3,253}", parts[1]):
        yield Place(url=f"https://bsky.app/profile/{parts[1]}/rss", what=f"posts of {parts[1]}")


def _fediverse(url: URL, parts: Sequence[str]) -> Iterator[Place]:
    """A profile on Mastodon, which stands on any host: ``/@name``, or ``/@name@host`` for one seen from another."""
    profile = re.fullmatch(r"@([A-Za-z0-9_.-]{1,100})(?:@([A-Za-z0-9.-]+\.[A-Za-z]{2,}))?", parts[0] if parts else "")
    if not profile or (url.raw_host or "").removeprefix("www.") in _SITES_WITH_AT:
        return
    name, elsewhere = profile.groups()
    site = URL(f"https://{elsewhere}") if elsewhere else url.origin()
    yield Place(url=str(site.with_path(f"/@{name}.rss")), what=f"posts of @{name}")


def _pypi(_url: URL, parts: Sequence[str]) -> Iterator[Place]:
    if len(parts) > 1 and parts[0] == "project" and _NAME.fullmatch(parts[1]):
        feed = f"https://pypi.org/rss/project/{parts[1].lower()}/releases.xml"
        yield Place(url=feed, what=f"releases of {parts[1]}")


_Rule = Callable[[URL, Sequence[str]], Iterator[Place]]
_RULES: dict[str, _Rule] = {
    "github.com": _github,
    "youtube.com": _youtube,
    "m.youtube.com": _youtube,
    "reddit.com": _reddit,
    "old.reddit.com": _reddit,
    "new.reddit.com": _reddit,
    "huggingface.co": _hugging_face,
    "arxiv.org": _arxiv,
    "export.arxiv.org": _arxiv,
    "medium.com": _medium,
    "bsky.app": _bluesky,
    "pypi.org": _pypi,
}
_RULES_OF_DOMAINS: tuple[tuple[str, _Rule], ...] = ((".substack.com", _substack), (".medium.com", _medium_user))
