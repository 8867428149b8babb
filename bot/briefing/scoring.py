"""How much a story weighs, and why. Pure.

A score is the sum of its parts, each a reason with points; points have two decimals, so what is shown adds up. Words
for the reasons: cogs.views.ranks.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from bot.briefing.developments import Development, is_finding
from bot.briefing.former import is_price
from bot.briefing.stories import Story
from bot.domain.announcements import Source
from bot.domain.claims import Kind, Release
from bot.domain.told import Fact, Told
from bot.ledger.compare import EFFICIENCY
from bot.ledger.lines import Line
from bot.ledger.questions import NUMBERS
from bot.ledger.standing import Standing, standing_of
from bot.ledger.voices import Role

HALF_LIFE = timedelta(hours=24)
A_SOURCE, SOURCES_AT_MOST = 1.0, 6
NOT_TOLD = 1.0
A_DEVELOPMENT, DEVELOPMENTS_AT_MOST = 1.5, 2
_RANKS = ((3, 1.5), (10, 1.0))  # a lab's place among those that the guild's feeds tell of, and its points
_ANOTHER_LAB = 0.5
_DECIMALS = 2
_CODED = re.compile(r"([a-z])(?:([0-9]+)\.)?(-?[0-9]+)")


class Reason(StrEnum):
    """Why a story has points, as it is written in a button."""

    SOURCES = "s"
    COPIES = "c"
    LAB = "l"
    NEW_MODEL = "n"
    END_OF_MODEL = "e"
    PRICE_CHANGE = "p"
    PRICE = "q"
    MEASURED_EFFICIENCY = "m"
    EFFICIENCY = "f"
    MEASURED = "b"
    CONTESTED = "d"
    ALLEGATION = "a"
    NOT_TOLD = "t"
    DEVELOPED = "u"
    KNOWN = "k"
    AGE = "z"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One reason, what it counted, and how many points it gave."""

    reason: Reason
    points: float
    count: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """What a story weighs: the sum of its parts."""

    parts: tuple[Part, ...]

    @property
    def points(self) -> float:
        """The sum."""
        return round(sum(part.points for part in self.parts), _DECIMALS)

    @property
    def code(self) -> str:
        """The parts in few characters, for a button: ``s2.200l150z7.-101``."""
        return "".join(
            f"{part.reason}{f'{part.count}.' if part.count != 1 else ''}{round(part.points * 100)}"
            for part in self.parts
        )

    @classmethod
    def of_code(cls, code: str) -> Self:
        """What ``code`` wrote; what no reason is known for, written by another version, is left out."""
        found = _CODED.findall(code)
        known = {reason.value for reason in Reason}
        return cls(
            parts=tuple(
                Part(reason=Reason(letter), points=int(points) / 100, count=int(count or 1))
                for letter, count, points in found
                if letter in known
            )
        )


def score_of(
    story: Story,
    *,
    labs: Sequence[str],
    former: Mapping[int, float],
    told: Told,
    facts: Mapping[str, Fact],
    developed: Sequence[Development],
    now: datetime,
) -> Score:
    """What a story weighs for a channel that has been told something already.

    ``labs`` are those that its feeds tell of, the one most told of first; ``former`` has what prices were before;
    ``facts`` are the story's.
    """
    claimed = _claimed(story.stated, former)
    parts = [
        *_sources(story),
        _lab(story, labs),
        *claimed,
        *_novelty(story, told, facts, developed, sum(part.points for part in claimed)),
    ]
    total = sum(part.points for part in parts)
    hours, aged = _aged(story, total, now)
    return Score(parts=(*parts, Part(reason=Reason.AGE, points=round(aged, _DECIMALS), count=hours)))


def _sources(story: Story) -> list[Part]:
    speaking = len(story.speakers)
    parts = [Part(reason=Reason.SOURCES, points=A_SOURCE * min(speaking, SOURCES_AT_MOST), count=speaking)]
    copies = len(story.publishers) - speaking
    return parts + ([Part(reason=Reason.COPIES, points=0.0, count=copies)] if copies else [])


def _lab(story: Story, labs: Sequence[str]) -> Part:
    """By its place among the labs told of; of several labs, the one told of most."""
    lead = story.lead
    named = {lead.source.lab, *lead.labs} & set(labs)
    place = min((labs.index(lab) + 1 for lab in named if lab), default=0)
    if not place:
        return Part(reason=Reason.LAB, points=0.0, count=0)
    points = next((points for rank, points in _RANKS if place <= rank), _ANOTHER_LAB)
    return Part(reason=Reason.LAB, points=points, count=place)


def _claimed(figures: Sequence[Line], former: Mapping[int, float]) -> list[Part]:
    """What sorts of claims there are; each sort counts once, of two that go together only the weightier."""
    found: dict[Reason, int] = {}
    for line in figures:
        reason = next((reason for reason, _, fits in _CLAIMS if fits(line, former)), None)
        if reason is not None:
            found[reason] = found.get(reason, 0) + 1
    for weightier, lesser in _INSTEAD:
        if weightier in found:
            found.pop(lesser, None)
    return [Part(reason=reason, points=points, count=found[reason]) for reason, points, _ in _CLAIMS if reason in found]


def _novelty(
    story: Story, told: Told, facts: Mapping[str, Fact], developed: Sequence[Development], claimed: float
) -> list[Part]:
    """More for what the channel has not been told, less by the share of its figures that are known there."""
    parts = []
    if developed:
        count = len(developed)
        points = A_DEVELOPMENT * min(count, DEVELOPMENTS_AT_MOST)
        parts.append(Part(reason=Reason.DEVELOPED, points=points, count=count))
    elif not story.announcement_ids & told.announcements:
        parts.append(Part(reason=Reason.NOT_TOLD, points=NOT_TOLD))
    known = sum(1 for key, fact in facts.items() if told.facts.get(key) == fact)
    if known:
        share = known / len(facts)
        parts.append(Part(reason=Reason.KNOWN, points=-round(claimed * share, _DECIMALS), count=known))
    return parts


def _aged(story: Story, total: float, now: datetime) -> tuple[int, float]:
    """How many hours old the last is that has something of its own to say, and what that takes away."""
    speakers = set(story.speakers)
    newest = max(_at(each.source) for each in story.members if each.source.publisher in speakers)
    age = max(now - newest, timedelta())
    return round(age / timedelta(hours=1)), float(total * 0.5 ** (age / HALF_LIFE) - total)


def _at(source: Source) -> datetime:
    return source.dated_at or source.seen_at


def _stands(line: Line, standing: Standing) -> bool:
    return line.question.kind in NUMBERS and standing_of(line) is standing


def is_efficiency(line: Line) -> bool:
    """Whether it is one amount of work, memory, time or money over another."""
    return line.question.kind is Kind.RATIO and line.claim.metric in EFFICIENCY


def is_step(line: Line) -> bool:
    """Whether the maker of a model says how far it has come; what others mention of that is no news."""
    return line.question.kind is Kind.RELEASE and line.voices[0].role is Role.MAKER


def _is_end(line: Line) -> bool:
    return is_step(line) and line.claim.metric == Release.DEPRECATED


_Fits = Callable[[Line, Mapping[int, float]], bool]
_CLAIMS: tuple[tuple[Reason, float, _Fits], ...] = (
    (Reason.NEW_MODEL, 3.0, lambda line, _: is_step(line) and not _is_end(line)),
    (Reason.MEASURED_EFFICIENCY, 3.0, lambda line, _: is_efficiency(line) and _stands(line, Standing.MEASURED)),
    (Reason.PRICE_CHANGE, 2.5, lambda line, former: line.origin.id in former),
    (Reason.CONTESTED, 2.5, lambda line, _: _stands(line, Standing.CONTESTED)),
    (Reason.EFFICIENCY, 2.0, lambda line, _: is_efficiency(line)),
    (Reason.MEASURED, 1.5, lambda line, _: is_finding(line) and _stands(line, Standing.MEASURED)),
    (Reason.END_OF_MODEL, 1.5, lambda line, _: _is_end(line)),
    (Reason.ALLEGATION, 1.5, lambda line, _: line.question.kind is Kind.ALLEGATION),
    (Reason.PRICE, 1.0, lambda line, _: is_price(line)),
)
"""Sorts of claims, the weightiest first, with their points: a line counts as the first that fits it."""

_INSTEAD = ((Reason.MEASURED_EFFICIENCY, Reason.EFFICIENCY), (Reason.PRICE_CHANGE, Reason.PRICE))
