"""How fast the reader is, against what does a part of its work: ``make bench``. A table of ratios, never a test.

The peers do less: quantulum3 finds quantities only, and a blank spaCy pipeline only splits words and sentences. Both
run on the same texts in the same process and the same run, one after another, several rounds; the median counts.
"""

import statistics
import time
import warnings
from collections.abc import Callable

import spacy
from rich.console import Console
from rich.table import Table

from bot.demo.library import load_feeds
from bot.feeds.html import html_text
from bot.reading.document import Document
from bot.reading.reader import read_document

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it misses its classifier, which picks between units and is not measured here
    from quantulum3 import parser

LENGTH = 2_000
TEXTS = 40
ROUNDS = 5


def texts() -> list[str]:
    """The demo's announcements, put together into texts of a typical announcement's length."""
    words = " ".join(html_text(entry.body) for feed in load_feeds() for entry in feed.entries if feed.language == "en")
    cut = [words[at : at + LENGTH] for at in range(0, len(words) - LENGTH, LENGTH)]
    return (cut * (TEXTS // len(cut) + 1))[:TEXTS]


def a_second(work: Callable[[str], object], these: list[str]) -> float:
    """Texts a second of processor time, the median of the rounds: what else the machine does takes none of it."""
    rates = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in these:
            work(text)
        rates.append(len(these) / (time.process_time() - start))
    return statistics.median(rates)


def main() -> None:
    """Measure and print."""
    these = texts()
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    read_document(Document(text=these[0]))  # loads the registry
    ours = a_second(lambda text: read_document(Document(text=text)), these)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        quantities = a_second(lambda text: parser.parse(text), these[:8])
    words = a_second(lambda text: pipeline(text), these)
    table = Table("reader", "texts a second", "ours is", title=f"{TEXTS} texts of {LENGTH} characters, one process")
    table.add_row("Gapwatch: claims", f"{ours:.0f}", "")
    table.add_row("quantulum3: quantities only", f"{quantities:.1f}", f"{ours / quantities:.1f} times as fast")
    table.add_row("spaCy blank: words and sentences only", f"{words:.0f}", f"{ours / words:.2f} times as fast")
    Console().print(table)


if __name__ == "__main__":
    main()
