"""Which links are shown, and which spellings are one link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.errors import BadAddress
from bot.feeds.links import canonical_link, feed_address, link_key, path_key


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("HTTPS://Lab.Example:443/News/V4", "https://lab.example/News/V4"),
        ("http://lab.example:80/", "http://lab.example/"),
        ("http://lab.example:8080/a", "http://lab.example:8080/a"),
        ("https://lab.example/a?utm_source=rss&id=3&fbclid=x", "https://lab.example/a?id=3"),
        ("https://lab.example/a?UTM_Medium=x&ref=home", "https://lab.example/a"),
        ("https://lab.example/a?b=2&a=1", "https://lab.example/a?b=2&a=1"),
        ("https://lab.example/changes#release-1", "https://lab.example/changes#release-1"),
        ("https://lab.example/a#comments", "https://lab.example/a"),
        ("https://lab.example/a#:~:text=model", "https://lab.example/a"),
        ("https://lab.example/a#utm_source=x", "https://lab.example/a"),
        ("https://user:secret@lab.example/a", "https://lab.example/a"),
        ("  https://lab.example/a\n", "https://lab.example/a"),
        ("https://lab.example/a b", "https://lab.example/a%20b"),
        ("javascript:alert(1)", None),
        ("mailto:a@lab.example", None),
        ("ftp://lab.example/a", None),
        ("https://", None),
        ("https://[bad/", None),
        ("http://lab.example:99999/", None),
        ("", None),
        (None, None),
    ],
)
def test_a_link_is_shown_whole_and_without_tracking(link: str | None, shown: str | None) -> None:
    assert canonical_link(link) == shown


def test_relative_links_are_completed() -> None:
    assert canonical_link("/posts/1", "https://lab.example/blog/feed.xml") == "https://lab.example/posts/1"
    assert canonical_link("2", "https://lab.example/blog/feed.xml") == "https://lab.example/blog/2"
    assert canonical_link("/posts/1") is None


@pytest.mark.parametrize(
    "spelling",
    [
        "http://lab.example/a?x=1&y=2",
        "https://www.lab.example/a/?y=2&x=1",
        "https://LAB.example:443/a?x=1&utm_campaign=c&y=2",
        "https://lab.example./a?x=1&y=2#top",
    ],
)
def test_spellings_of_one_link_have_one_key(spelling: str) -> None:
    assert link_key(spelling) == link_key("https://lab.example/a?x=1&y=2")


@pytest.mark.parametrize(
    "other",
    [
        "https://lab.example/A",
        "https://lab.example/a?page=2",
        "https://lab.example/a#release-2",
        "https://blog.lab.example/a",
        "https://lab.example:8443/a",
    ],
)
def test_different_links_have_different_keys(other: str) -> None:
    assert link_key(other) != link_key("https://lab.example/a")


def test_the_path_key_outlives_the_host_and_is_missing_for_front_pages() -> None:
    assert path_key("https://old.example/news/v4/") == path_key("http://www.new.example/news/v4")
    assert path_key("https://lab.example/") is None


_LINKS = st.builds(
    lambda scheme, host, path, query, fragment: f"{scheme}://{host}/{path}?{query}#{fragment}",
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(["lab.example", "www.lab.example", "Lab.Example:8080", "xn--bcher-kva.example", "bücher.example"]),
    st.text(max_size=20),
    st.text(max_size=20),
    st.text(max_size=10),
)


@given(_LINKS | st.text(max_size=60))
def test_canonical_links_are_stable(link: str) -> None:
    once = canonical_link(link)
    if once is not None:
        assert canonical_link(once) == once
        assert link_key(once) == link_key(link)
        assert once.startswith(("http://", "https://"))


@given(
    _LINKS,
    st.lists(
        st.sampled_from(["utm_source", "UTM_campaign", "fbclid", "gclid", "mc_cid", "ref", "_hsenc"]),
        min_size=1,
        max_size=4,
    ),
    st.text("abc123", max_size=5),
)
def test_tracking_leaves_no_trace(link: str, names: list[str], value: str) -> None:
    plain = link.partition("?")[0].partition("#")[0] + "?id=7"
    tracked = plain + "".join(f"&{name}={value}" for name in names)
    assert canonical_link(tracked) == canonical_link(plain)
    assert link_key(tracked) == link_key(plain)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("lab.example/feed.xml", "https://lab.example/feed.xml"),
        (" https://Lab.example/feed.xml#x ", "https://lab.example/feed.xml"),
        ("feed:https://lab.example/feed", "https://lab.example/feed"),
        ("http://127.0.0.1:8701/feed.xml", "http://127.0.0.1:8701/feed.xml"),
        ("localhost.localdomain:8701/a", "https://localhost.localdomain:8701/a"),
    ],
)
def test_an_address_is_completed_as_people_type_it(typed: str, address: str) -> None:
    assert feed_address(typed) == address


@pytest.mark.parametrize("typed", ["", "not an address", "ftp://lab.example/feed", "https://", "javascript:alert(1)"])
def test_what_is_no_web_address_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(BadAddress, match="is not a web address"):
        feed_address(typed)
