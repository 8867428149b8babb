"""Which feeds an address has by its shape: one table."""

import pytest

from bot.feeds.places import front_page, known_places, usual_places, youtube_channel_feed

CHANNEL = "UC" + "a1_-" * 5 + "bc"
VIDEOS = "https://www.youtube.com/feeds/videos.xml"
ARXIV = "https://export.arxiv.org/api/query"
NEWEST = "sortBy=submittedDate&sortOrder=descending&max_results=50"


@pytest.mark.parametrize(
    ("address", "feeds"),
    [
        ("https://github.com/vllm-project", ["https://github.com/vllm-project.atom"]),
        ("https://github.com/orgs/QwenLM/repositories", ["https://github.com/QwenLM.atom"]),
        (
            "https://www.github.com/vllm-project/vllm",
            [f"https://github.com/vllm-project/vllm/{name}.atom" for name in ("releases", "tags", "commits")],
        ),
        (
            "https://github.com/a/b.git",
            [f"https://github.com/a/b/{name}.atom" for name in ("releases", "tags", "commits")],
        ),
        ("https://github.com/a/b/releases", ["https://github.com/a/b/releases.atom"]),
        ("https://github.com/a/b/releases/tag/v1", ["https://github.com/a/b/releases.atom"]),
        ("https://github.com/a/b/tags", ["https://github.com/a/b/tags.atom"]),
        ("https://github.com/a/b/commits/dev/next", ["https://github.com/a/b/commits/dev/next.atom"]),
        (
            "https://github.com/a/b/tree/dev",
            [f"https://github.com/a/b/{name}.atom" for name in ("releases", "tags", "commits/dev")],
        ),
        ("https://github.com/a/b/releases.atom", []),
        ("https://github.com/topics/llm", []),
        ("https://github.com/", []),
        (f"https://www.youtube.com/channel/{CHANNEL}/videos", [f"{VIDEOS}?channel_id={CHANNEL}"]),
        ("https://m.youtube.com/playlist?list=PLx-1", [f"{VIDEOS}?playlist_id=PLx-1"]),
        ("https://www.youtube.com/watch?v=abc&list=PLx-1", [f"{VIDEOS}?playlist_id=PLx-1"]),
        ("https://www.youtube.com/user/Someone", [f"{VIDEOS}?user=Someone"]),
        ("https://www.youtube.com/watch?v=abc", []),
        ("https://www.youtube.com/@handle", []),
        ("https://www.reddit.com/r/LocalLLaMA/", ["https://www.reddit.com/r/LocalLLaMA/.rss"]),
        ("https://old.reddit.com/r/a+b/top?t=week", ["https://www.reddit.com/r/a+b/top/.rss?t=week"]),
        ("https://reddit.com/r/a/comments/1/title", ["https://www.reddit.com/r/a/.rss"]),
        ("https://www.reddit.com/u/someone", ["https://www.reddit.com/user/someone/.rss"]),
        ("https://www.reddit.com/r/LocalLLaMA/.rss", []),
        ("https://www.reddit.com/", []),
        ("https://huggingface.co/blog", ["https://huggingface.co/blog/feed.xml"]),
        ("https://huggingface.co/blog/some-post", ["https://huggingface.co/blog/feed.xml"]),
        ("https://huggingface.co", ["https://huggingface.co/blog/feed.xml"]),
        ("https://huggingface.co/papers", []),
        ("https://huggingface.co/some-lab/model", []),
        ("https://arxiv.org/list/cs.CL/recent", ["https://rss.arxiv.org/rss/cs.CL"]),
        ("https://arxiv.org/archive/cs", ["https://rss.arxiv.org/rss/cs"]),
        ("https://arxiv.org/list/cond-mat.mes-hall/new", ["https://rss.arxiv.org/rss/cond-mat.mes-hall"]),
        ("https://arxiv.org/search/?query=mamba&searchtype=title", [f"{ARXIV}?search_query=ti:mamba&{NEWEST}"]),
        (
            "https://arxiv.org/search/?query=state+space&searchtype=all",
            [f"{ARXIV}?search_query=all:%22state+space%22&{NEWEST}"],
        ),
        ("https://arxiv.org/abs/2512.00001", []),
        ("https://someone.substack.com/p/a-post", ["https://someone.substack.com/feed"]),
        ("https://someone.substack.com/feed", []),
        ("https://substack.com/@someone", []),
        ("https://medium.com/@someone/a-story-1", ["https://medium.com/feed/@someone"]),
        ("https://medium.com/some-publication", ["https://medium.com/feed/some-publication"]),
        ("https://medium.com/tag/llm", ["https://medium.com/feed/tag/llm"]),
        ("https://someone.medium.com/", ["https://someone.medium.com/feed"]),
        ("https://medium.com/search?q=x", []),
        ("https://mastodon.example/@ada", ["https://mastodon.example/@ada.rss"]),
        ("https://mastodon.example/@ada/112", ["https://mastodon.example/@ada.rss"]),
        ("https://mastodon.example/@ada@other.example", ["https://other.example/@ada.rss"]),
        ("https://x.com/@ada", []),
        ("https://bsky.app/profile/ada.example.com", ["https://bsky.app/profile/ada.example.com/rss"]),
        ("https://bsky.app/profile/did:plc:abc123", ["https://bsky.app/profile/did:plc:abc123/rss"]),
        ("https://bsky.app/search", []),
        ("https://pypi.org/project/vLLM/0.1/", ["https://pypi.org/rss/project/vllm/releases.xml"]),
        ("https://pypi.org/search/?q=llm", []),
        ("https://lab.example/blog", []),
        ("http://[2001:4860::1]:8080/", []),
    ],
)
def test_an_address_has_the_feeds_of_its_sites_rule(address: str, feeds: list[str]) -> None:
    assert [place.url for place in known_places(address)] == feeds
    assert all(place.what for place in known_places(address))


def test_no_feed_of_a_place_has_feeds_of_its_own() -> None:
    for address in ("https://github.com/a/b", "https://pypi.org/project/x", "https://m.example/@ada"):
        for place in known_places(address):
            assert known_places(place.url) == ()


def test_usual_places_begin_beside_the_address_and_are_few() -> None:
    assert usual_places("https://lab.example/")[:3] == tuple(
        f"https://lab.example/{name}" for name in ("feed", "rss", "rss.xml")
    )
    beside = usual_places("https://lab.example/research?tag=x#top")
    assert beside[:2] == ("https://lab.example/research/feed", "https://lab.example/research/rss.xml")
    assert "https://lab.example/feed" in beside
    assert len(set(beside)) == len(beside) <= 15
    assert usual_places("https://lab.example/posts/one.html") == usual_places("https://lab.example/")
    assert "https://lab.example/feed" not in usual_places("https://lab.example/feed")


def test_the_front_page_is_another_only_below_it() -> None:
    assert front_page("https://lab.example/blog/post?x=1") == "https://lab.example/"
    assert front_page("https://lab.example/") is None
    assert front_page("https://lab.example") is None


@pytest.mark.parametrize(
    "html",
    [
        f'<link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">',
        f'<script>var data = {{"externalId":"{CHANNEL}","x":1}}</script>',
        f'<meta itemprop="identifier" content="{CHANNEL}">',
    ],
)
def test_a_channels_page_names_its_feed(html: str) -> None:
    assert youtube_channel_feed(f"<html>{html}</html>") == f"{VIDEOS}?channel_id={CHANNEL}"


def test_a_page_without_a_channel_names_none() -> None:
    assert youtube_channel_feed('<html>"channelId":"short"</html>') is None
