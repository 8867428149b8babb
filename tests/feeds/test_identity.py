"""Which entries are new: case by case, then on feeds as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.announcements import Entry
from bot.feeds.identity import Decision, IdentityKey, decide_new, identity_keys, keys_to_look_up
from bot.feeds.parse import parse_feed

CAPTURES = Path(__file__).parents[3] / "shared" / "feeds"


class Shown:
    """What one feed has shown: remembers as the storage does, where a taken key keeps its announcement."""

    def __init__(self) -> None:
        self.known: dict[IdentityKey, int] = {}
        self.count = 0

    def poll(self, entries: Sequence[Entry]) -> Decision:
        keys = identity_keys(entries)
        asked = keys_to_look_up(keys)
        decision = decide_new(entries, keys, {key: at for key, at in self.known.items() if key in asked})
        for new in decision.new:
            self.count += 1
            for key in new.keys:
                self.known.setdefault(key, self.count)
        for seen in decision.seen:
            for key in seen.keys:
                self.known.setdefault(key, seen.announcement_id)
        return decision

    def new(self, *entries: Entry) -> list[str]:
        return [new.entry.title for new in self.poll(entries).new]


def entry(guid: str | None, link: str | None, title: str, text: str = "") -> Entry:
    return Entry(guid=guid, link=link, title=title, text=text)


A = "https://lab.example/news/a"
B = "https://lab.example/news/b"
LOG = "https://lab.example/changelog"


@dataclass(frozen=True)
class Case:
    polls: tuple[tuple[Entry, ...], ...]
    new: tuple[tuple[str, ...], ...]


CASES = {
    "the same again": Case(((entry("1", A, "a"),), (entry("1", A, "a"),)), (("a",), ())),
    "a changed guid": Case(((entry("1", A, "a"),), (entry("2", A, "a"),)), (("a",), ())),
    "a changed link": Case(((entry("1", A, "a"),), (entry("1", B, "a"),)), (("a",), ())),
    "a changed guid, then that guid at another link": Case(
        ((entry("1", A, "a"),), (entry("2", A, "a"),), (entry("2", B, "a"),)), (("a",), (), ())
    ),
    "a guid that goes missing": Case(((entry("1", A, "a"),), (entry(None, A, "a"),)), (("a",), ())),
    "a guid that turns up": Case(((entry(None, A, "a"),), (entry("1", A, "a"),)), (("a",), ())),
    "a mended title": Case(((entry(None, A, "Modle A"),), (entry(None, A, "Model A"),)), (("Modle A",), ())),
    "http, www, a slash, tracking": Case(
        ((entry(None, A, "a"),), (entry(None, "http://www.lab.example/news/a/?utm_source=x", "a"),)), (("a",), ())
    ),
    "a permalink guid with a slash": Case(((entry(A, None, "a"),), (entry(f"{A}/", None, "a"),)), (("a",), ())),
    "a host that moved": Case(
        ((entry(A, A, "a"),), (entry("https://new.example/news/a", "https://new.example/news/a", "a"),)), (("a",), ())
    ),
    "a host that moved, with guids of its own": Case(
        ((entry("1", A, "a"),), (entry("9", "https://new.example/news/a", "a"),)), (("a",), ())
    ),
    "one title at two links": Case(((entry(None, A, "a"), entry(None, B, "a")),), (("a", "a"),)),
    "one title and path at two hosts of one document": Case(
        ((entry("1", "https://x.example/p/intro", "Intro"), entry("2", "https://y.example/p/intro", "Intro")),),
        (("Intro", "Intro"),),
    ),
    "one article listed twice, each with a guid": Case(
        ((entry("1", A, "a"), entry("2", f"{A}/", "The a")), (entry("2", f"{A}/", "The a"),)), (("a",), ())
    ),
    "word for word the same under two guids": Case(((entry("1", A, "a"), entry("2", A, "a")),), (("a",),)),
    "one guid twice with mended title": Case(((entry("1", A, "Modle"), entry("1", A, "Model")),), (("Modle",),)),
    "one guid on all, each its own link": Case(
        (
            (entry("g", A, "a"), entry("g", B, "b")),
            (entry("g", f"{A}2", "c"), entry("g", A, "a"), entry("g", B, "b")),
            (entry("g", f"{A}3", "d"),),
        ),
        (("a", "b"), ("c",), ("d",)),
    ),
    "a repeated guid flips no other entry": Case(
        (
            (entry("1", A, "a"), entry("2", B, "b")),
            (entry("1", A, "a"), entry("2", B, "b"), entry("2", f"{B}2", "c")),
        ),
        (("a", "b"), ("c",)),
    ),
    "a page of many entries": Case(
        (
            (entry("1", LOG, "1.0"), entry("2", LOG, "1.1")),
            (entry("3", LOG, "1.2"), entry("2", LOG, "1.1"), entry("1", LOG, "1.0")),
            (entry("4", LOG, "1.3"),),
            (entry("4", LOG, "1.3 (mended)"),),
        ),
        (("1.0", "1.1"), ("1.2",), ("1.3",), ()),
    ),
    "a page of many entries under one title": Case(
        ((entry("1", LOG, "Update", "Faster."), entry("2", LOG, "Update", "Cheaper.")),), (("Update", "Update"),)
    ),
    "a page of many entries without guids": Case(
        (
            (entry(None, LOG, "1.0"), entry(None, LOG, "1.1")),
            (entry(None, LOG, "1.2"), entry(None, LOG, "1.1")),
            (entry(None, LOG, "1.3"),),
            (entry(None, LOG, "1.3"),),
        ),
        (("1.0", "1.1"), ("1.2",), ("1.3",), ()),
    ),
    "anchors on one page": Case(
        ((entry(None, f"{LOG}#v1", "v1"),), (entry(None, f"{LOG}#v2", "v2"), entry(None, f"{LOG}#v1", "v1"))),
        (("v1",), ("v2",)),
    ),
    "neither guid nor link": Case(
        ((entry(None, None, "a", "x"),), (entry(None, None, "A", "x."), entry(None, None, "a", "y"))),
        (("a",), ("a",)),
    ),
    "one guid without links, two titles": Case(((entry("g", None, "a"), entry("g", None, "b")),), (("a", "b"),)),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_each_poll_finds_what_is_new_and_nothing_else(case: Case) -> None:
    shown = Shown()
    assert tuple(tuple(shown.new(*poll)) for poll in case.polls) == case.new


def test_the_richest_of_the_same_stands_for_all() -> None:
    decision = Shown().poll([entry("1", A, "a", "Short."), entry("2", f"{A}/", "a", "The whole text.")])
    assert [new.entry.text for new in decision.new] == ["The whole text."]


def test_values_fit_into_their_column() -> None:
    keys = identity_keys([entry("g" * 5_000, f"{A}?x={'y' * 3_000}", "t" * 300, "x" * 1_000)])
    assert all(len(key.value) <= 200 for key in keys_to_look_up(keys))


def listed_twice(numbers: Sequence[int]) -> list[Entry]:
    """A feed of the shape of a real one: most articles twice, with a slash and without, a guid for each."""
    entries = []
    for number in numbers:
        link = f"https://lab.example/news/{number}"
        entries.append(entry(link, link, f"Introducing {number}", "Text."))
        if number % 40:
            entries.append(entry(f"{link}/", f"{link}/", f"{number}", "Text, and more of it."))
    return entries


def test_a_feed_that_lists_articles_twice_announces_each_once() -> None:
    shown = Shown()
    assert len(shown.poll(listed_twice(range(80))).new) == 80
    once = [entry(f"https://lab.example/news/{n}", f"https://lab.example/news/{n}", f"{n}") for n in range(40, 84)]
    assert shown.new(*once) == ["80", "81", "82", "83"]


@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures of real feeds are not here")
class TestCaptures:
    def entries(self, name: str) -> tuple[Entry, ...]:
        return parse_feed((CAPTURES / name).read_bytes(), None, "https://feeds.example/feed.xml").entries

    def test_a_real_feed_that_lists_articles_twice(self) -> None:
        shown = Shown()
        earlier = self.entries("mistral_news.earlier.xml")
        assert (len(earlier), len(shown.poll(earlier).new)) == (158, 80)
        assert len(shown.poll(self.entries("mistral_news.xml")).new) == 4
        assert not shown.poll(self.entries("mistral_news.xml")).new

    @pytest.mark.parametrize(
        ("name", "before", "new"), [("anthropic_news", 75, 22), ("google_ai", 10, 1), ("mistral_news", 80, 4)]
    )
    def test_the_next_state_of_a_real_feed_shows_what_is_new_and_nothing_else(
        self, name: str, before: int, new: int
    ) -> None:
        shown = Shown()
        assert len(shown.poll(self.entries(f"{name}.earlier.xml")).new) == before
        found = shown.poll(self.entries(f"{name}.xml")).new
        assert len(found) == new
        earlier = {entry.link for entry in self.entries(f"{name}.earlier.xml")}
        assert not [each.entry.link for each in found if each.entry.link in earlier]

    @pytest.mark.parametrize(("name", "entries"), [("minimax_blog.xml", 19), ("z_ai_blog.xml", 16)])
    def test_pages_of_many_entries_are_told_apart(self, name: str, entries: int) -> None:
        assert len(Shown().poll(self.entries(name)).new) == entries

    def test_no_capture_shows_anything_twice(self) -> None:
        for path in CAPTURES.glob("*.xml"):
            shown = Shown()
            shown.poll(self.entries(path.name))
            assert not shown.poll(self.entries(path.name)).new, path.name


_ENTRIES = st.lists(
    st.builds(
        entry,
        st.sampled_from([None, "1", "2", A, f"{A}/"]),
        st.sampled_from([None, A, f"{A}/", B, LOG, "https://new.example/news/a"]),
        st.sampled_from(["a", "b"]),
        st.sampled_from(["", "x"]),
    ),
    max_size=6,
)


@given(_ENTRIES, st.data())
def test_no_entry_is_new_twice_however_the_document_is_cut(entries: list[Entry], data: st.DataObject) -> None:
    shown = Shown()
    first = shown.poll(entries)
    assert len(first.new) + len(first.seen) <= len(entries)
    assert not shown.poll(entries).new
    assert not shown.poll(data.draw(st.permutations(entries))).new


def _respelt(link: str, how: int) -> str:
    """The link as another state of its feed may spell it."""
    bare = link.removeprefix("https://")
    return (
        link,
        f"http://{bare}",
        f"https://www.{bare}/",
        f"{link}?utm_source=rss&utm_medium=feed",
        f"{link}/?ref=home#comments",
        f"https://new-home.example/{bare.partition('/')[2]}",
    )[how]


_SPELLINGS = st.integers(0, 5)


@given(st.lists(_SPELLINGS, min_size=12, max_size=12), st.lists(st.booleans(), min_size=12, max_size=12), st.data())
def test_nothing_is_new_because_its_link_or_guid_is_spelt_anew(
    spellings: list[int], keeps_guid: list[bool], data: st.DataObject
) -> None:
    shown = Shown()
    links = [f"https://lab.example/news/{number}" for number in range(12)]
    assert len(shown.poll([entry(f"g{n}", link, f"Title {n}", "Text.") for n, link in enumerate(links)]).new) == 12
    again = [
        entry(f"g{n}" if keeps else f"other-{n}", _respelt(links[n], how), f"Title {n}", "Text.")
        for n, (how, keeps) in enumerate(zip(spellings, keeps_guid, strict=True))
    ]
    assert shown.new(*data.draw(st.permutations(again)), entry("g99", "https://lab.example/news/99", "New")) == ["New"]


@given(st.integers(0, 11), st.sampled_from(["g0", "g5", "g11"]))
def test_a_guid_repeated_on_one_entry_makes_no_other_new(at: int, guid: str) -> None:
    shown = Shown()
    links = [f"https://lab.example/news/{number}" for number in range(12)]
    entries = [entry(f"g{n}", link, f"Title {n}") for n, link in enumerate(links)]
    shown.poll(entries)
    assert not shown.poll([*entries[:at], entry(guid, links[at], f"Title {at}"), *entries[at + 1 :]]).new
    assert not shown.poll(entries).new
