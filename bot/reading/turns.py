"""Which of several models a figure is of, where as many figures are listed as models ("A and B reach 10 and 20")."""

import re
from collections.abc import Sequence

from bot.reading.amounts import Quantity
from bot.reading.frames import Frame, named
from bot.reading.mentions import ModelMention

_LISTING = re.compile(
    r"[ ]*(?:,|/|\band\b|\bor\b|&|\u3001|\u548c|, and\b)[ ]*(?:up to |about |around |roughly |~)?", re.IGNORECASE
)
_WHILE_DOING = re.compile(r"\bwhile (?:also |still )?\w+ing\b[^.;,]*$")  # goes on with the same subject
_BOTH = re.compile(r"\bboth (?:the )?$", re.IGNORECASE)
_ALL = re.compile(
    r"(?: ?\([^()]{1,60}\))? ?(?:,? ?(?:both|all|each|respectively)\b|"
    r", (?:two |three )?(?:[\w-]+ ){0,3}(?:models|systems|llms)\b|"
    r"(?:models |variants |versions )?(?:launch|arrive|ship|debut|start|sport|boast|clear|pair|activate|"
    r"have|support|are|were|feature|offer|come|share|use|need|cost|"
    r"run|beat|match|surpass|exceed|rival|undercut|consume|handle|process|answer|respond|deliver|achieve|reach|"
    r"provide|generate|require|fit|take|accept|outperform|show|(?:achiev|reach|"
    r"deliver|offer|support|cost|us|requir)ing)\b)",
    re.IGNORECASE,
)


def runs(text: str, quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    """Quantities in lists: neighbours with no more than a comma or "and" between them."""
    listed: list[list[Quantity]] = []
    for quantity in quantities:
        if listed and _LISTING.fullmatch(text, listed[-1][-1].end, quantity.start):
            listed[-1].append(quantity)
        else:
            listed.append([quantity])
    return listed


def in_turn(frame: Frame, run: Sequence[Quantity], quantity: Quantity) -> ModelMention | None:
    """The model whose turn it is, of as many models listed before the figures as there are figures."""
    before = frame.subject_mentions(run[0].start)
    if len(run) < 2 or not before:
        return None
    listed = distinct([model for model in frame.group(before[-1]) if model in before])
    return listed[run.index(quantity)] if len(listed) == len(run) else None


def distinct(models: Sequence[ModelMention]) -> list[ModelMention]:
    """The first mention of each model."""
    return list({named(model): model for model in reversed(models)}.values())[::-1]


def said_of_all(frame: Frame, place: int) -> bool:
    """Whether what is said at a place is said of every model of the list before it ("A and B both have ...")."""
    before = frame.subject_mentions(place)
    if not before:
        return False
    first = frame.group(before[-1])[0]
    if first is not before[-1] and _BOTH.search(frame.text, max(frame.start, first.start - 10), first.start):
        return _WHILE_DOING.search(frame.text, before[-1].end, place) is not None or not frame.breaks_between(
            before[-1].end, place
        )
    return _ALL.match(frame.text, before[-1].end, place) is not None
