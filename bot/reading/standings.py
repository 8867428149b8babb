"""Rankings in other shapes than "A beats B": leads in points, preferences, levels, comparisons put first."""

import re
from collections.abc import Iterator

from bot.domain.claims import Kind, Ranking
from bot.reading.amounts import Unit
from bot.reading.classes import COMPARATIVE, REACH, draft_ranking, scope_of, standing_scope
from bot.reading.frames import Draft, Frame, named

_PREFERS = re.compile(r"\bprefer(?:red|s|ring)?\b", re.IGNORECASE)
_LEAD = re.compile(
    r"[^.;()\d]{0,40}\b(?:over|from|above|ahead of|higher than|better than|than|behind|below) (?:the )?", re.IGNORECASE
)
_DROP = re.compile(r"\b(?:down|behind|below|drop|worse|lower|decline|regression|fewer)\b", re.IGNORECASE)
_FROM_TO = re.compile(r" to (?:the )?$")
_LEVEL = re.compile(
    r"(?: max)?[- ](?:level|class|grade) (?:quality|performance|intelligence|capabilit\w+|reasoning|coding|results|"
    r"accuracy|model)\b",
    re.IGNORECASE,
)
_NEAR = re.compile(r"\b(?:near|nearly|almost|close to|approaching)[ -](?:the )?$", re.IGNORECASE)
_PERFORMANCE = re.compile(
    r"[- ](?:level |class )?(?:performance|quality|intelligence|level|results|accuracy)\b", re.IGNORECASE
)
_OPENING = re.compile(r"(?:when |as )?(?:compared|comparing|relative|in comparison)\b", re.IGNORECASE)
_ALIKE = re.compile(r"\b(?:on[- ]par|comparable|similar|competitive|equal)\b", re.IGNORECASE)
_QUALITY = re.compile(
    r"[ ]?(?:\w+ ){0,2}(?:performance|accuracy|results|quality|scores?|capabilit\w+|reasoning|coding)\b|\W*$|,",
    re.IGNORECASE,
)


def read_standings(frame: Frame) -> Iterator[Draft]:
    """Every ranking of these shapes in a sentence."""
    yield from _preferred(frame)
    yield from _leads(frame)
    yield from _levels(frame)
    yield from _preposed(frame)


def _preferred(frame: Frame) -> Iterator[Draft]:
    """ "Users preferred A over B"."""
    match = _PREFERS.search(frame.text, frame.start, frame.end)
    if match is None:
        return
    after = [model for model in frame.models if model.start >= match.end()]
    if len(after) >= 2 and re.fullmatch(
        r"[^.;]{0,12}\b(?:over|to|versus)\b[^.;]{0,14}", frame.text[after[0].end : after[1].start]
    ):
        yield draft_ranking(
            frame, named(after[0]), Ranking.BEATS, named(after[1]), match.start(), after[1].end, "ranking.preferred"
        )


def _leads(frame: Frame) -> Iterator[Draft]:
    """A lead in points: "+1.7pt over X", "up 10 points from X", "the 13-point jump from X to Y"."""
    for quantity in frame.quantities:
        if quantity.unit is not Unit.POINTS:
            continue
        found = _LEAD.match(frame.text, quantity.end, min(frame.end, quantity.end + 70))
        after = [model for model in frame.models if found and 0 <= model.start - found.end() <= 25]
        if found is None or not after:
            continue
        worse = _DROP.search(frame.text[max(frame.start, quantity.start - 20) : found.end()])
        onward = (
            after[1:2] if _FROM_TO.match(frame.text[after[0].end : after[1].start] if len(after) > 1 else "") else []
        )
        subjects = (named(onward[0]),) if onward else frame.subjects_before(quantity.start)
        for subject in subjects:
            if subject != named(after[0]):
                yield Draft(
                    kind=Kind.RANKING,
                    subject=subject,
                    metric=Ranking.TRAILS if worse else Ranking.BEATS,
                    baseline=named(after[0]),
                    scope=scope_of(frame, frame.start) or standing_scope(frame),
                    margin=abs(quantity.value),
                    start=quantity.start,
                    end=after[0].end,
                    rule="ranking.lead",
                )


def _preposed(frame: Frame) -> Iterator[Draft]:
    """ "Compared with A, B is stronger": the other side comes first."""
    opening = _OPENING.match(frame.text, frame.start, frame.end)
    compared = [model for model in frame.models if model.start in frame.baselines]
    if opening is None or not compared or compared[0].start > opening.end() + REACH:
        return
    start = frame.group(compared[0])[-1].end
    alike = _ALIKE.search(frame.text, start, frame.end)
    better = COMPARATIVE.search(frame.text, start, frame.end)
    if better is None and alike is None:
        return
    if (
        alike is None
        and better is not None
        and not _QUALITY.match(frame.text, better.end(), min(frame.end, better.end() + 40))
    ):
        return
    place = alike.start() if alike else better.start() if better else start
    ranking = Ranking.MATCHES if alike else Ranking.BEATS if better and better["good"] else Ranking.TRAILS
    subjects = [model for model in frame.models if model.start not in frame.baselines and start <= model.start < place]
    for baseline in frame.group(compared[0]):
        for subject in (named(subjects[-1]),) if subjects else frame.default:
            yield draft_ranking(frame, subject, ranking, named(baseline), frame.start, place, "ranking.preposed")


def _levels(frame: Frame) -> Iterator[Draft]:
    """ "GPT-5-level quality" matches; "near GPT-5 performance" is close."""
    for model in frame.models:
        level = _LEVEL.match(frame.text, model.end, min(frame.end, model.end + 30))
        near = _NEAR.search(frame.text, max(frame.start, model.start - 16), model.start)
        if level is None and not (near and _PERFORMANCE.match(frame.text, model.end)):
            continue
        ranking = Ranking.CLOSE_TO if near else Ranking.MATCHES
        for subject in frame.subjects_before(model.start):
            if subject != named(model):
                yield draft_ranking(frame, subject, ranking, named(model), model.start, model.end, "ranking.level")
