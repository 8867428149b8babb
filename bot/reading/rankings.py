"""Better, equal, near or worse, without a ratio: who is ranked against whom."""

import re
from collections.abc import Iterator

from bot.domain.claims import Ranking
from bot.domain.names import Named
from bot.reading.amounts import Unit
from bot.reading.classes import AND_OTHERS, CLASS, COMPARATIVE, NEGATED, REACH, Comparison, draft_ranking
from bot.reading.cues import LIKENESS, Cue, CueKind
from bot.reading.frames import Draft, Frame, in_class, lab_subject, named
from bot.reading.standings import read_standings
from bot.reading.superlatives import read_superlatives

_SWAPS = re.compile(
    r"\b(?:costs?|pric\w+|latency|error|hallucination\w*|memory|perplexity|loss|tokens)\b", re.IGNORECASE
)


def read_rankings(frame: Frame) -> Iterator[Draft]:
    """Every ranking in a sentence."""
    comparisons = _comparisons(frame)
    for comparison in comparisons:
        if not NEGATED.search(frame.text, max(frame.start, comparison.start - 30), comparison.start):
            yield from _ranked(frame, comparison, _limit(frame, comparison, comparisons))
    yield from read_standings(frame)
    yield from read_superlatives(frame, comparisons)


def _comparisons(frame: Frame) -> list[Comparison]:
    found = [
        Comparison(cue.start, cue.end, Ranking(cue.value), cue.value)
        for cue in frame.of(CueKind.RANKS)
        if _plain_rank(frame, cue)
    ]
    found += [made for cue in frame.of(CueKind.COMPARES) if (made := _than(frame, cue))]
    found += [
        Comparison(match.start(), match.end(), Ranking.MATCHES, "likeness")
        for match in LIKENESS.finditer(frame.text, frame.start, frame.end)
    ]
    kept: list[Comparison] = []
    for comparison in sorted(found, key=lambda item: (item.start, -item.end)):
        if kept and comparison.start < kept[-1].end:
            continue
        if kept and frame.text[kept[-1].end : comparison.start].strip().lower() in ("or", "and even", "or even", "and"):
            alike = Ranking.MATCHES in (kept[-1].ranking, comparison.ranking)
            weaker = Ranking.MATCHES if alike else kept[-1].ranking
            kept[-1] = Comparison(kept[-1].start, comparison.end, weaker, kept[-1].word)
            continue
        kept.append(comparison)
    return kept


def _plain_rank(frame: Frame, cue: Cue) -> bool:
    """A word of ranking that is not part of a ratio ("2x faster than") nor a noun of another kind."""
    before = [
        q
        for q in frame.quantities
        if q.end <= cue.start and cue.start - q.end < 12 and q.unit in (Unit.TIMES, Unit.PERCENT, Unit.FRACTION)
    ]
    return not (before and frame.text[cue.start : cue.end].lower().endswith("than"))


def _than(frame: Frame, cue: Cue) -> Comparison | None:
    """ "Higher accuracy on X than Y": the comparative may stand some words before."""
    if frame.text[cue.start : cue.end].lower() not in ("than", "compared to", "compared with", "relative to"):
        return None
    window = max(frame.start, cue.start - 80)
    matches = list(COMPARATIVE.finditer(frame.text, window, cue.start))
    if not matches:
        return None
    match = matches[-1]
    if any(
        match.start() - 14 <= q.end <= match.start() and q.unit in (Unit.TIMES, Unit.FRACTION) for q in frame.quantities
    ):
        return None
    if any(match.end() <= model.start < cue.start for model in frame.models):
        return None
    good = match["good"] is not None
    if match[0].lower() in ("lower", "higher", "greater", "fewer") and _SWAPS.search(
        frame.text, match.end(), cue.start
    ):
        good = match[0].lower() in ("lower", "fewer")
    return Comparison(match.start(), cue.end, Ranking.BEATS if good else Ranking.TRAILS, "than")


def _limit(frame: Frame, comparison: Comparison, comparisons: list[Comparison]) -> int:
    """Where the other side of a comparison ends at the latest: the next clause or the next comparison."""
    breaks = [cue.start for cue in frame.of(CueKind.BREAK) if cue.start >= comparison.end]
    others = [other.start for other in comparisons if other.start >= comparison.end]
    return min([*breaks[:1], *others[:1], frame.end])


def _ranked(frame: Frame, comparison: Comparison, stop: int) -> Iterator[Draft]:
    subjects = frame.subjects_before(comparison.start, together=True)
    baselines = _baselines(frame, comparison, stop)
    if len(baselines) == len(subjects) > 1 and "respectively" in frame.text[comparison.end : frame.end].lower():
        for subject, baseline in zip(subjects, baselines, strict=True):
            yield draft_ranking(
                frame, subject, comparison.ranking, baseline, comparison.start, comparison.end, "ranking.pairs"
            )
        return
    for baseline in baselines:
        for subject in subjects:
            if subject != baseline:
                yield draft_ranking(
                    frame,
                    subject,
                    comparison.ranking,
                    baseline,
                    comparison.start,
                    comparison.end,
                    f"ranking.{comparison.word}",
                )


def _baselines(frame: Frame, comparison: Comparison, stop: int) -> list[Named]:
    """The models behind the comparing words, else a class or a lab."""
    class_name = CLASS.match(frame.text, comparison.end, min(stop, comparison.end + REACH))
    after = [m for m in frame.models if comparison.end <= m.start < stop and m.start in frame.baselines]
    reach = comparison.end + REACH
    if after and after[0].start <= reach:
        named_models: list[Named] = [named(after[0])]
        listed = frame.group(after[0])
        named_models += [named(model) for model in after[1:] if model in listed or model.start <= reach]
        others = AND_OTHERS.match(frame.text, listed[-1].end, min(frame.end, after[-1].end + 60))
        if others:
            named_models.append(in_class(others["np"]))
        if class_name and class_name["np"].lower().startswith("all") and class_name.end() <= after[0].start:
            named_models.insert(0, in_class(class_name["np"]))
        return list(dict.fromkeys(named_models))
    if class_name:
        return [in_class(class_name["np"])]
    for lab in frame.labs:
        if comparison.end <= lab.start <= comparison.end + 25:
            return [lab_subject(lab, frame.text[lab.start : lab.end])]
    return []
