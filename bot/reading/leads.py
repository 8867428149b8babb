"""Leads in points: "+1.7pt over X", "a +70 jump over X", "up 10 points from X", "the 13-point jump from X to Y"."""

import re
from collections.abc import Iterator

from bot.domain.claims import Kind, Ranking
from bot.reading.classes import draft_ranking, scope_of, standing_scope
from bot.reading.comparisons import less_is_better
from bot.reading.frames import Draft, Frame, Subjects, in_class, named
from bot.reading.mentions import ModelMention
from bot.reading.signs import where

_POINTS = re.compile(
    r"(?<![\w.-])(?P<sign>[+-])?(?P<value>\d{1,4}(?:\.\d+)?)(?P<unit>[ -]?(?:pp|p\.p\.|ppts?|pts?|points?|percentage[ "
    r"-]points?|elo(?: points?)?)(?!\w))?(?![\d%]|\.\d| ?x\b|[A-Za-z])",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"[^.;()\d]{0,40}?\b(?:over|from|above|ahead of|higher than|better than|than|behind|below|vs\.?|versus|against|"
    r"compared to|compared with) (?:the |its )?",
    re.IGNORECASE,
)
_DROP = re.compile(r"\b(?:down|behind|below|drop|worse|lower|decline|regression|fewer|loss)\b", re.IGNORECASE)
_NEXT_BEST = re.compile(
    r"[^.;()\d]{0,30}?\b(?:over|above|ahead of|higher than|better than|than) (?:the |its )?(?P<np>next[- "
    r"]best(?: \w+)?|"
    r"runner[- ]up|second[- ](?:best|placed?)(?: model)?|nearest (?:rival|competitor))\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?P<way>up|down) from (?:about |just )?\d[\d.,]*%?(?: points)? (?:for|with|by|on) (?:the )?"
    r"(?:[A-Z]\w+(?:'s)? )?$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r" to (?:the )?$")


@where("pp p ppt* pt pts point* percentage elo + - from")
def read_leads(frame: Frame) -> Iterator[Draft]:
    """Every lead in points over a named model."""
    yield from _over_next_best(frame)
    yield from _moved(frame)
    yield from _over_model(frame)


@where(":model & pp p ppt* pt pts point* percentage elo + -")
def _over_model(frame: Frame) -> Iterator[Draft]:
    """ "+1.7pt over X", "the 13-point jump from X to Y"."""
    for points in _POINTS.finditer(frame.text, frame.start, frame.end):
        over = (
            _OVER.match(frame.text, points.end(), min(frame.end, points.end() + 70))
            if points["sign"] or points["unit"]
            else None
        )
        after = [model for model in frame.models if over and 0 <= model.start - over.end() <= 25]
        if over is None or not after:
            continue
        worse = points["sign"] == "-" or _DROP.search(frame.text, max(frame.start, points.start() - 20), over.end())
        if points["sign"] == "-" and less_is_better(frame.text[frame.start : points.start()]):
            worse = False
        for subject in _ahead(frame, points.start(), after):
            if subject != named(after[0]):
                yield Draft(
                    kind=Kind.RANKING,
                    subject=subject,
                    metric=Ranking.TRAILS if worse else Ranking.BEATS,
                    baseline=named(after[0]),
                    scope=scope_of(frame, frame.start) or standing_scope(frame),
                    margin=float(points["value"]),
                    start=points.start(),
                    end=after[0].end,
                    rule="ranking.lead",
                )


@where(":model & from & up down")
def _moved(frame: Frame) -> Iterator[Draft]:
    """ "Scores 51, up from 43 for X": ahead of X."""
    for model in frame.models:
        moved = _MOVED.search(frame.text, max(frame.start, model.start - 60), model.start)
        if moved is None or less_is_better(frame.text[frame.start : moved.start()]):
            continue
        ranking = Ranking.BEATS if moved["way"].lower() == "up" else Ranking.TRAILS
        for subject in frame.subjects_before(moved.start()):
            if subject != named(model):
                yield draft_ranking(frame, subject, ranking, named(model), moved.start(), model.end, "ranking.moved")


@where("next runner second nearest & pp p ppt* pt pts point* percentage elo")
def _over_next_best(frame: Frame) -> Iterator[Draft]:
    """ "5 points above the next best": a lead over whoever comes second."""
    for points in _POINTS.finditer(frame.text, frame.start, frame.end):
        second = _NEXT_BEST.match(frame.text, points.end(), frame.end) if points["unit"] else None
        if second is None:
            continue
        start, end = points.start(), second.end()
        for subject in frame.subjects_before(start):
            yield draft_ranking(frame, subject, Ranking.BEATS, in_class(second["np"]), start, end, "ranking.lead")


def _ahead(frame: Frame, place: int, after: list[ModelMention]) -> Subjects:
    """Who leads: the model that "from X to Y" ends with, else the one spoken of before."""
    if len(after) > 1 and _FROM_TO.match(frame.text, after[0].end, after[1].start):
        return (named(after[1]),)
    return frame.subjects_before(place)
