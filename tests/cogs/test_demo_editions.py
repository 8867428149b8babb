"""Four weeks of the demo in one channel, as they are posted there. GAPWATCH_GOLDEN=write keeps what is seen."""

import os
import re
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.briefing.oneline import words_of as source_words
from db.engine import Database
from tests.cogs.demo_editions import WEEK, Reader, Week, words_of
from tests.conftest import NOW

pytestmark = pytest.mark.asyncio(loop_scope="module")
GOLDEN = Path(__file__).parent / "golden" / "demo_editions.txt"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def weeks(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[list[Week]]:
    path = tmp_path_factory.mktemp("demo") / "gapwatch.db"
    shutil.copy(sqlite_template, path)
    async with Database.open(f"sqlite+aiosqlite:///{path}") as database:
        reader = Reader(database, NOW - 4 * WEEK)
        await reader.start()
        yield [await reader.week() for _ in range(4)]


async def test_four_weeks_of_the_demo_read_as_they_should(weeks: list[Week]):
    words = words_of([week.kept for week in weeks])
    if os.environ.get("GAPWATCH_GOLDEN") == "write":
        GOLDEN.write_text(words, encoding="utf-8")
    assert words == GOLDEN.read_text(encoding="utf-8")


async def test_every_name_and_figure_of_the_one_line_stands_in_the_sources_that_it_is_told_by(weeks: list[Week]):
    for week in weeks:
        assert week.edition.one_line is not None
        sources = " ".join(source_words(item.story.lead) for item in week.edition.top).casefold()
        for word in re.findall(r"[^\s;:,]*[A-Z0-9$\u4e00-\u9fff][^\s;:,]*", week.edition.one_line):
            assert word.rstrip(".").removesuffix("'s").casefold() in sources, word


async def test_every_quote_is_verbatim(weeks: list[Week]):
    for week in weeks:
        sources = " ".join(source_words(member) for item in week.edition.top for member in item.story.members)
        for quote in re.findall(r"> “(.*)” \(", words_of([week.kept])):
            assert re.sub(r"\\(.)", r"\1", quote) in sources


async def test_a_story_is_told_once_and_then_only_as_an_update(weeks: list[Week]):
    known: set[int] = set()
    for week in weeks:
        edition = week.edition
        for item in (*edition.top, *edition.policy, *edition.also):
            assert item.developed or not item.story.announcement_ids & known
        known |= edition.told.announcements


async def test_what_is_posted_keeps_to_discords_bounds_and_cuts_nothing(weeks: list[Week]):
    pages = [page.components for week in weeks for page in week.kept.pages]
    assert len(pages) > len(weeks)
    for components in pages:
        assert sum(len(part["content"]) for part in components if "content" in part) <= 4000
        assert len([*_walk(components)]) + 3 <= 40  # the button of the whole list, and a call to a role, come too
        ids = [part["custom_id"] for part in _walk(components) if "custom_id" in part]
        assert len(set(ids)) == len(ids)
        assert not any("…" in part["content"] for part in components if "content" in part)


async def test_the_first_page_stands_alone(weeks: list[Week]):
    for week in weeks:
        first = words_of([week.kept]).split("== page 2 ==")[0]
        for words in ("# AI briefing", "**In one line:**", "### 1 ·", "feeds read", "next:"):
            assert words in first
        marks = set(re.findall(r"\[(\d+)\](?!\()", first.split("-# 29 feeds")[0]))
        assert marks <= set(re.findall(r"\[(\d+)\] \[", first))


def _walk(components: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in components:
        yield part
        yield from _walk(part.get("components", ()))
