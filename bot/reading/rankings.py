"""Better, equal, near or worse, without a ratio: who is ranked against whom."""

import re
from collections.abc import Iterator

from bot.domain.claims import Ranking
from bot.domain.names import Named
from bot.reading.amounts import Unit
from bot.reading.classes import AND_OTHERS, CLASS, REACH, denied, draft_ranking
from bot.reading.comparisons import COMPARATIVE, Comparison, find_comparisons, is_better, limits
from bot.reading.frames import Draft, Frame, Subjects, in_class, lab_subject, named
from bot.reading.leads import read_leads
from bot.reading.mentions import ModelMention
from bot.reading.standings import read_standings
from bot.reading.superlatives import read_superlatives

_WHOLE_CLASS = re.compile(r"(?:all|any|every|everything)\b", re.IGNORECASE)
_INCLUDING = re.compile(r"[ ,(]*including\b", re.IGNORECASE)
_LISTED = re.compile(r"[ ,]*(?:,|\band\b|\bor\b|&|/)[ ]*(?:the |both )?$")
_PLACED = re.compile(r"\b(?:ahead of|in front of|behind)$", re.IGNORECASE)
_BEHIND = re.compile(r"\b(?:behind|lag\w*|trail\w*)$", re.IGNORECASE)
_PRONOUN = re.compile(r" (?:their|theirs|its|them|it|those|that)\b", re.IGNORECASE)
_SINGLE = re.compile(r" (?:it|them)\b", re.IGNORECASE)
_CONCEDING = re.compile(r"(?:although|though|while|whereas|even though)\b", re.IGNORECASE)
_LINK = re.compile(
    r"\b(?:while|but|yet|though|although|albeit|at an?|with an?)\b(?: \w+){0,3}? (?=(?:better|higher|greater|"
    r"stronger|superior|faster|cheaper|smarter|more|fewer|worse|lower|weaker|slower|inferior|pricier|costlier|"
    r"less)\b)",
    re.IGNORECASE,
)
_AMOUNTS = frozenset((Unit.PERCENT, Unit.TIMES, Unit.FRACTION))
_OWN_SIDE = re.compile(r"\b(?:than|compared|relative to|over)\b", re.IGNORECASE)


def read_rankings(frame: Frame) -> Iterator[Draft]:
    """Every ranking in a sentence."""
    comparisons = find_comparisons(frame)
    earlier: list[Named] = []
    beaten: list[Named] = []
    for comparison, stop in limits(frame, comparisons):
        if denied(frame, comparison.start):
            continue
        baselines = _baselines(frame, comparison, stop)
        if not baselines and _refers_back(frame, comparison):
            baselines = earlier or _set_before(frame, comparison)
        earlier = baselines or earlier
        beaten += baselines if comparison.ranking is Ranking.BEATS else []
        if not comparison.fold:
            yield from _ranked(frame, comparison, baselines)
        yield from _elliptic(frame, comparison, baselines)
    yield from read_leads(frame)
    yield from read_standings(frame, comparisons)
    whole = any(_WHOLE_CLASS.match(baseline.name) for baseline in beaten)
    yield from read_superlatives(frame, comparisons, over_whole_class=whole)


def _refers_back(frame: Frame, comparison: Comparison) -> bool:
    """ "A rivals X, while B lags far behind"; "outpaces X while matching their quality"."""
    return bool(
        _BEHIND.search(frame.text, comparison.start, comparison.end)
        or _PRONOUN.match(frame.text, comparison.end, frame.end)
    )


def _set_before(frame: Frame, comparison: Comparison) -> list[Named]:
    """ "Although A is the best at X, B outperforms it": A, which the clause or the sentence before speaks of."""
    before = frame.subject_mentions(comparison.start)
    pronoun = _SINGLE.match(frame.text, comparison.end, frame.end)
    if pronoun and before and frame.fresh and named(before[-1]) not in frame.default:
        return list(frame.default)
    opened = _CONCEDING.match(frame.text, frame.start, frame.end)
    if not opened or len(before) != 2 or not pronoun:
        return []
    return [named(before[0])]


def _elliptic(frame: Frame, comparison: Comparison, baselines: list[Named]) -> Iterator[Draft]:
    """ "Matches X while being faster": the second comparison has the first one's other side."""
    linked = _LINK.search(frame.text, comparison.end, min(frame.end, comparison.end + 200)) if baselines else None
    if linked and any(
        comparison.end <= model.start < linked.start() for model in frame.models if model.start not in frame.baselines
    ):
        return  # another model's own clause
    better = COMPARATIVE.match(frame.text, linked.end(), frame.end) if linked else None
    if (
        linked is None
        or better is None
        or _OWN_SIDE.search(frame.text, better.end(), min(frame.end, better.end() + 70))
    ):
        return
    if any(linked.start() < quantity.start < better.end() + 15 for quantity in frame.quantities):
        return
    good = is_better(better, frame.text[better.end() : better.end() + 25])
    ranking = Ranking.BEATS if good else Ranking.TRAILS
    for subject, baseline in _each_with_each(frame.subjects_before(comparison.start, together=True), baselines):
        yield draft_ranking(frame, subject, ranking, baseline, better.start(), better.end(), "ranking.elliptic")


def _ranked(frame: Frame, comparison: Comparison, baselines: list[Named]) -> Iterator[Draft]:
    subjects = frame.subjects_before(comparison.start, together=True)
    if len(baselines) == len(subjects) > 1 and "respectively" in frame.text[comparison.end : frame.end].lower():
        pairs, rule = list(zip(subjects, baselines, strict=True)), "ranking.pairs"
    else:
        pairs, rule = _each_with_each(subjects, baselines), f"ranking.{comparison.word}"
    for subject, baseline in pairs:
        yield draft_ranking(frame, subject, comparison.ranking, baseline, comparison.start, comparison.end, rule)


def _each_with_each(subjects: Subjects, baselines: list[Named]) -> list[tuple[Named, Named]]:
    return [(subject, baseline) for baseline in baselines for subject in subjects if subject != baseline]


def _baselines(frame: Frame, comparison: Comparison, stop: int) -> list[Named]:
    """The models behind the comparing words, else a class or a lab."""
    found = CLASS.match(frame.text, comparison.end, min(stop, comparison.end + REACH))
    after = [m for m in frame.models if comparison.end <= m.start < stop and m.start in frame.baselines]
    if after and after[0].start <= comparison.end + REACH:
        listed = _named_baselines(frame, comparison, stop)
        if found and found.end() <= after[0].start and _names_class_too(frame, found):
            listed.insert(0, in_class(found["np"]))
        return list(dict.fromkeys(listed))
    owner = next(
        (
            lab
            for lab in frame.labs
            if found and found.start() <= lab.start < found.end() and frame.text.startswith("'s", lab.end)
        ),
        None,
    )
    if owner is not None:
        return [lab_subject(owner, frame.text[owner.start : owner.end])]
    if found and comparison.ranking is Ranking.BEATS and found["np"].lower().endswith("benchmarks"):
        return []  # "improves on benchmarks": those it is measured by
    if found:
        placed = _PLACED.search(frame.text, comparison.start, comparison.end)
        return [in_class(found["np"])] if frame.models or frame.benchmarks or not placed else []
    for lab in frame.labs:
        if comparison.end <= lab.start <= comparison.end + 25:
            return [lab_subject(lab, frame.text[lab.start : lab.end])]
    return []


def _names_class_too(frame: Frame, found: re.Match[str]) -> bool:
    """Whether the class is meant as a whole, and the models behind it as some of it."""
    return bool(_WHOLE_CLASS.match(found["np"]) or _INCLUDING.match(frame.text, found.end(), frame.end))


def _in_reach(frame: Frame, comparison: Comparison, first: ModelMention, model: ModelMention) -> bool:
    """Whether a model further on may still be the other side: near, and not that of an amount ("27% of X's")."""
    if model.start > comparison.end + REACH:
        return False
    return not any(first.end <= q.start < model.start and q.unit in _AMOUNTS for q in frame.quantities)


def _named_baselines(frame: Frame, comparison: Comparison, stop: int) -> list[Named]:
    """Models in reach, the list that the first of them stands in, and what the list ends with."""
    after = [m for m in frame.models if comparison.end <= m.start < stop and m.start in frame.baselines]
    listed = frame.group(after[0])
    models = [after[0], *(m for m in after[1:] if m in listed or _in_reach(frame, comparison, after[0], m))]
    names: list[Named] = [named(model) for model in models]
    names += [
        lab_subject(lab, frame.text[lab.start : lab.end])
        for lab in frame.labs
        if models[-1].end <= lab.start < stop and _LISTED.fullmatch(frame.text, models[-1].end, lab.start)
    ]
    others = AND_OTHERS.match(frame.text, listed[-1].end, min(frame.end, models[-1].end + 60))
    if others:
        names.append(in_class(others["np"]))
    return names
