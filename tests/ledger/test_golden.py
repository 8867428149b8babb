"""What commands answer over the demo, to the letter: each answer is a file of ``golden``, looked at before it was kept.

Where an answer is meant to read otherwise from now on, look at what it says in the playground, write the files anew
with ``GAPWATCH_GOLDEN=write python -m pytest tests/ledger/test_golden.py``, and read what changed.
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import App, open_app, prepare_database
from bot.config import Settings
from bot.demo.feed_server import FeedServer
from cogs.answering.answerers import ANSWERERS, answer
from cogs.answering.asked import Asked
from cogs.views.answers import Answer
from cogs.views.queries import Query
from tests.conftest import NOW

GUILD = 1
GOLDEN = Path(__file__).parent / "golden"
WRITING = os.environ.get("GAPWATCH_GOLDEN") == "write"
V4, V3, GPT = "DeepSeek-V4-Pro", "DeepSeek-V3.2", "GPT-5.5"
QUERIES = {
    "compare-models": Query(command="models", names=(V4, GPT)),
    "compare-models-on-a-benchmark": Query(command="models", names=(V4, GPT), metric="SWE-bench Verified"),
    "compare-models-as-of-a-day": Query(command="models", names=(V4, V3), day="2026-10-27"),
    "compare-labs": Query(command="labs", names=("DeepSeek", "OpenAI")),
    "efficiency": Query(command="efficiency"),
    "efficiency-over-a-model": Query(command="efficiency", baseline=V3),
    "efficiency-least-first": Query(command="efficiency", metric="inference_compute", order="least"),
    "quality-for-cost": Query(command="efficiency", benchmark="SWE-bench Verified"),
    "gap-of-models": Query(command="gap", names=(V4, GPT)),
    "gap-to-the-closed-frontier": Query(command="gap", names=("DeepSeek", "closed frontier")),
    "claims": Query(command="claims"),
    "claims-on-a-model": Query(command="claims", model=V4, kind="ratio"),
    "claims-measured": Query(command="claims", standing="measured"),
    "contested": Query(command="contested"),
    "why": Query(command="why", text="V4-Pro needs only 27%"),
    "model": Query(command="model", model=V4),
    "lab": Query(command="lab", lab="DeepSeek"),
    "timeline-of-a-model": Query(command="timeline", model=V4),
    "timeline-of-a-lab": Query(command="timeline", model="DeepSeek"),
    "price-history": Query(command="prices", model=V4),
    "undisclosed": Query(command="undisclosed"),
    "changed": Query(command="changed", days=7),
    "latest": Query(command="latest"),
    "search": Query(command="search", text="sparse attention"),
    "search-misspelt": Query(command="search", text="sparse atention"),
    "story-find": Query(command="stories", model=V4),
    "ask-who-cut-cost-most": Query(command="ask", text="who cut inference cost most this month?"),
    "ask-who-is-better": Query(command="ask", text="is V4 better than Opus at coding, and who says?"),
    "ask-nothing-clear": Query(command="ask", text="well?"),
    "digest": Query(command="digest", hours=72),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def app(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[App]:
    """The bot's services over the demo as it is at its first start, in a guild that reads all of its feeds."""
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path_factory.mktemp("golden"),
        allow_private_hosts=frozenset({"127.0.0.1"}),
        seconds_between_polls_of_a_host=0,
        catalogue="off",
    )
    await prepare_database(settings)
    async with FeedServer.of_demo(NOW, lambda: NOW) as server, open_app(settings, lambda: NOW) as opened:
        for feed in server.feeds:
            await opened.services.subscriptions.add(
                GUILD, feed.url, title=feed.title, publisher=feed.publisher, kind=feed.kind, lab=feed.lab
            )
        await opened.keeper.place_waiting(None)
        yield opened


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.asyncio(loop_scope="module")
async def test_an_answer_over_the_demo_reads_as_it_was_looked_at(name: str, app: App) -> None:
    asked = Asked(services=app.services, guild_id=GUILD, query=QUERIES[name], now=NOW)
    said = written(await answer(asked))
    golden = GOLDEN / f"{name}.txt"
    if WRITING:
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def test_every_file_is_of_an_answer_and_most_commands_have_one() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(QUERIES)
    answering = {query.command for query in QUERIES.values()}
    assert set(ANSWERERS) - answering == {"story", "edition", "feeds", "health"}


def written(given: Answer) -> str:
    """An answer as text: what is shown, what a picture says in words, what its table holds, what may be asked next."""
    parts = [*given.texts, given.small_print]
    if given.picture is not None:
        parts.append(f"[picture] {given.picture().alt}")
    if given.sheet is not None:
        sheet = given.sheet()
        parts.append(f"[sheet] {len(sheet.rows)} rows of {', '.join(sheet.columns)}")
    parts += [f"[next] {follow_up.label}" for follow_up in given.follow_ups]
    return "\n\n".join(part for part in (*parts, f"[pages] {given.pages}") if part) + "\n"
