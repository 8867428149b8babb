"""Charts are drawn off the loop, one at a time; matplotlib is imported there alone, as a bot starts."""

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.charts import panel
from bot.charts.chart import ALT_AT_MOST, Chart, alt_text, listed
from bot.charts.drawing import drawn
from bot.charts.panel import Panel
from tests.charts.cards import letters

CHARTS = Path(panel.__file__).parent


def test_who_imports_the_charts_imports_no_matplotlib():
    modules = sorted(path.stem for path in CHARTS.glob("*.py") if path.stem not in {"__init__", "panel"})
    imports = "; ".join(f"import bot.charts.{name}" for name in modules)
    script = f"{imports}; import sys; print('matplotlib' in sys.modules, 'PIL' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["False", "False"]


def test_a_chart_brings_no_pyplot_which_is_for_one_thread():
    script = "import bot.charts.panel, sys; print('matplotlib.pyplot' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_once_ready_to_draw_a_chart_imports_nothing_more():
    script = """
import asyncio, datetime, sys
from bot.charts.drawing import drawn, ready_to_draw
from bot.charts.history import price_chart
from bot.charts.history_words import Stretch
from bot.charts.words import Word
from bot.domain.claims import Spec

async def main():
    before = "matplotlib" in sys.modules
    await ready_to_draw()
    there = set(sys.modules)
    now = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
    then = now - datetime.timedelta(days=20)
    price = Stretch(metric=Spec.INPUT_PRICE, word=Word.CATALOGUE, value=1.74, since=then, until=None)
    chart = await drawn(price_chart, "V4", [], now, [price])
    print(before, "matplotlib" in there, len(chart.png) > 1000, sorted(set(sys.modules) - there))

asyncio.run(main())
"""
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False True True []"


async def test_a_chart_is_drawn_in_a_thread_of_its_own():
    def draw(name: str, *, suffix: str) -> Chart:
        return Chart(png=b"", alt=threading.current_thread().name, filename=name + suffix)

    chart = await drawn(draw, "gap", suffix=".png")
    assert chart.filename == "gap.png"
    assert chart.alt != threading.current_thread().name


async def test_charts_asked_for_together_are_drawn_one_after_the_other():
    busy = threading.Lock()

    def draw(number: int) -> Chart:
        assert busy.acquire(blocking=False)
        threading.Event().wait(0.01)
        busy.release()
        return Chart(png=b"", alt="", filename=str(number))

    charts = await asyncio.gather(*(drawn(draw, number) for number in range(5)))
    assert [chart.filename for chart in charts] == list("01234")


async def test_what_goes_wrong_in_drawing_reaches_who_asked():
    def draw() -> Chart:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await drawn(draw)


def test_where_no_font_knows_a_letter_there_is_no_empty_box(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(panel, "_faces", lambda: ("DejaVu Sans",))
    panel._font.cache_clear()
    panel._has_glyph.cache_clear()
    card = Panel(100)
    card.heading("混元 3D", "文心一言")
    assert letters(card) == ["… 3D", "…"]
    assert card.png()
    panel._font.cache_clear()
    panel._has_glyph.cache_clear()


def test_words_for_who_cannot_see_end_with_a_whole_sentence():
    sentences = [f"Sentence {number} of many." for number in range(100)]
    text = alt_text(sentences)
    assert len(text) <= ALT_AT_MOST
    assert text.endswith(". …")
    assert text.startswith("Sentence 0 of many. Sentence 1")
    assert len(alt_text(["x" * 3000])) == ALT_AT_MOST
    assert alt_text(["Two\nlines.", "\u202eX."]) == "Two lines. X."


def test_a_list_reads_like_one():
    assert [listed("a"), listed("ab"), listed("abc")] == ["a", "a and b", "a, b and c"]
