"""What counts as an edit, and what only looks like one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.announcements import Entry
from bot.feeds.revisions import RESTLESS, RESTLESS_WAIT, decide_edit, fingerprint, may_be_edited
from db.revisions import StoredWording

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PARAGRAPH = "Our new model costs three dollars for a million tokens of input. It has a window of a million tokens. "
TEXT = PARAGRAPH + "It is trained on thirty trillion tokens, and its weights are open. " * 5


def stored(title: str = "Model A", text: str = TEXT, **more: object) -> StoredWording:
    wording = StoredWording(
        announcement_id=1,
        title=title,
        text=text,
        url="https://lab.example/a",
        published_at=None,
        seen_at=NOW,
        revision=0,
        revised_at=None,
        reader_version=1,
        from_article=False,
    )
    return replace(wording, **more)


def entry(title: str = "Model A", text: str = TEXT) -> Entry:
    return Entry(guid="a", link="https://lab.example/a", title=title, text=text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Price: $3", "price $3"),
        ("Two  lines\n\nof text.", "Two lines of text"),
        ("“Quoted” – and dashed", '"quoted" - and dashed'),
        ("cafe\u0301", "caf\u00e9"),
        ("1,000,000 tokens", "1000000 tokens"),
        ("GPT-5", "GPT 5"),
        ("**bold** | table |", "bold table"),
    ],
)
def test_spacing_case_and_punctuation_change_nothing(one: str, other: str) -> None:
    assert fingerprint(entry(one, other)) == fingerprint(entry(other, one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$3", "$2.50"),
        ("$3", "€3"),
        ("3%", "3x"),
        ("2.5", "25"),
        ("a change of -5", "a change of 5"),
        ("< 10", "> 10"),
        ("GPT-5", "GPT-6"),
        ("模型发布", "模型预告"),
        ("may be", "is"),
    ],
)
def test_words_and_the_signs_of_figures_count(one: str, other: str) -> None:
    assert fingerprint(entry(one)) != fingerprint(entry(other))
    assert fingerprint(entry("A", one)) != fingerprint(entry("A", other))


def test_a_word_that_moves_from_the_title_into_the_text_counts() -> None:
    assert fingerprint(entry("One two", "three")) != fingerprint(entry("One", "two three"))


def test_an_announcement_is_looked_at_where_none_of_its_listings_shows_what_is_noted() -> None:
    assert may_be_edited("noted", ["other"])
    assert not may_be_edited("noted", ["other", "noted"])
    assert not may_be_edited(None, ["other"])  # older than fingerprints: its first one is noted quietly


def test_a_changed_word_is_an_edit() -> None:
    edit = decide_edit(stored(), entry(text=TEXT.replace("three dollars", "two dollars")), NOW)
    assert edit is not None
    assert "two dollars" in edit.entry.text
    assert edit.fingerprint == fingerprint(edit.entry)


def test_a_mended_title_is_an_edit() -> None:
    edit = decide_edit(stored(title="Modle A"), entry(), NOW)
    assert edit is not None
    assert (edit.entry.title, edit.entry.text) == ("Model A", TEXT)


@pytest.mark.parametrize(
    "excerpt",
    [
        "",
        PARAGRAPH,
        TEXT[: len(TEXT) - 50].rpartition(" ")[0],
        PARAGRAPH.strip(". ") + "… Continue reading",
        TEXT[:130] + "[…]",
    ],
    ids=["nothing", "first paragraph", "most of it", "with a tail", "cut within a word"],
)
def test_an_excerpt_of_the_text_is_no_edit_and_does_not_replace_it(excerpt: str) -> None:
    assert decide_edit(stored(), entry(text=excerpt), NOW) is None
    edit = decide_edit(stored(title="Modle A"), entry(text=excerpt), NOW)
    assert edit is not None
    assert edit.entry.text == TEXT


def test_a_shorter_text_of_other_words_is_an_edit() -> None:
    assert decide_edit(stored(), entry(text="This announcement was withdrawn."), NOW) is not None


def test_a_text_that_grew_is_an_edit() -> None:
    edit = decide_edit(stored(text=PARAGRAPH), entry(), NOW)
    assert edit is not None
    assert edit.entry.text == TEXT


def test_an_announcement_that_never_stands_still_is_looked_at_once_a_day() -> None:
    restless = stored(revision=RESTLESS, revised_at=NOW)
    ticked = entry(text="Read 1,235 times.")
    assert decide_edit(restless, ticked, NOW + RESTLESS_WAIT - timedelta(seconds=1)) is None
    assert decide_edit(restless, ticked, NOW + RESTLESS_WAIT) is not None
    assert decide_edit(replace(restless, revision=RESTLESS - 1), ticked, NOW) is not None


def test_the_text_of_a_page_is_replaced_only_by_the_page() -> None:
    page = stored(from_article=True)
    teaser = entry(text="Another teaser of the same article, in other words.")
    assert decide_edit(page, teaser, NOW) is None
    assert decide_edit(page, teaser, NOW, article="Accept cookies to read on.") is None
    assert decide_edit(page, teaser, NOW, article=TEXT) is None
    edit = decide_edit(page, teaser, NOW, article=TEXT.replace("three dollars", "two dollars"))
    assert edit is not None
    assert edit.from_article
    assert "two dollars" in edit.entry.text
    assert edit.fingerprint == fingerprint(teaser)


@given(st.text(max_size=80), st.text(max_size=80))
def test_an_edit_is_decided_of_any_two_texts_and_once(one: str, other: str) -> None:
    edit = decide_edit(stored(text=one), entry(text=other), NOW)
    if edit is not None:
        again = stored(text=edit.entry.text, title=edit.entry.title)
        assert decide_edit(again, entry(text=other), NOW) is None
    assert decide_edit(stored(text=one), entry(text=one), NOW) is None
