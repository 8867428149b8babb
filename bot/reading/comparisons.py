"""Find the places of a sentence where words weigh one side against another, and which way they point."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.claims import Ranking
from bot.reading.amounts import Unit
from bot.reading.cues import Cue, CueKind
from bot.reading.frames import Frame

COMPARATIVE = re.compile(
    r"\b(?P<good>better|higher|greater|stronger|superior|faster|cheaper|smarter|improved|more (?:accurate|capable|"
    r"efficient|powerful|reliable|robust|affordable|intelligent|cost-effective|economical|factual)|fewer|longer "
    r"context|larger gains)|(?P<bad>worse|lower|weaker|slower|inferior|poorer|pricier|costlier|more (?:expensive|"
    r"costly|error-prone)|less (?:accurate|capable|efficient|powerful|reliable|robust))",
    re.IGNORECASE,
)
# Of these less is better, so that "higher" and "lower" change sides.
_LESS_IS_BETTER = re.compile(
    r"\b(?:costs?|cost\w+|pric\w+|latenc\w+|error|errors|hallucinat\w+|memory|perplexity|loss|tokens|vram|refus\w+)\b",
    re.IGNORECASE,
)
# A percentage of one of these is a ratio; of a score it is a lead.
_AMOUNT = re.compile(
    r"\b(?:throughput|speeds?|latenc\w+|costs?|prices?|pricing|memory|tokens|energy|power|footprint|cache|size|"
    r"flops|compute|vram|parameters|faster|slower|cheaper)\b",
    re.IGNORECASE,
)
_TURNING = re.compile(r"(?:higher|lower) than", re.IGNORECASE)
_RIVALS_NOUN = re.compile(
    r"\b(?:its|their|the|other|over|than|of|all|both|closed|open|major|key|top|against|with|to|from|and|closest|"
    r"chinese|american|western|us|direct|nearest|main|biggest|larger|smaller|a|an|no|proprietary|paid|frontier)\s+$",
    re.IGNORECASE,
)
_VERBAL = re.compile(
    r" (?:(?:or|and)(?: even)? (?:\w+ly )?(?:surpass|exceed|beat|outperform|best|top)\w*|the \w+ \w+ of|those "
    r"of|that of)\b"
)
_NOUNS = frozenset(("rivals", "rival", "match", "ties", "matches"))
# Alike in make unless words speak of how well it does.
_MAKE = re.compile(r"\b(?:architectures?|designs?|structures?|layouts?|recipes?|backbones?|tokeni[sz]ers?|formats?)\b")
_LIKENESS = frozenset(("similar to", "akin to"))
_QUALITY = re.compile(
    r"\b(?:perform\w*|quality|results?|accura\w+|scor\w+|capab\w+|abilit\w+|level|intelligence|skill\w*|speed|"
    r"reasoning|"
    r"coding|cost\w*|pric\w+|win|rank\w*|benchmarks?)\b",
    re.IGNORECASE,
)
_PRICE_OF = re.compile(r" (?:the |its )?(?:\w+ )?(?:pric\w+|costs?)\b", re.IGNORECASE)
_SEVERALFOLD = re.compile(r"\bby (?:an? |about |around |roughly |nearly |over |more than |up to |at least )*$")
# "Either better or on-par accuracy compared to": no more than a match.
_OR_EQUAL = re.compile(
    r" or (?:\w+ )?(?:on[- ]par|comparable|equal|equivalent|similar|matching|the same|as good)\b", re.I
)
_EQUAL_OR = re.compile(
    r"\b(?:on[- ]par|comparable|equal|equivalent|similar|matching|the same|as good)(?: to)? or $", re.I
)
_JOINING = frozenset(("or", "and even", "or even", "and", ", and", ", or", "or sometimes", "and sometimes", "/"))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A place where words rank what is before them against what is after."""

    start: int
    end: int
    ranking: Ranking
    word: str
    fold: bool = False  # a ratio ("beats X by 7x"): nothing is ranked, but X is what later words refer to


def find_comparisons(frame: Frame) -> list[Comparison]:
    """Every comparison in order, those joined by "or" made one ("matches or beats" is no more than a match)."""
    if not (frame.cues or frame.apart):
        return []
    found = [_of_cue(frame, cue) for cue in frame.of(CueKind.RANKS) if _plain_rank(frame, cue)]
    found += [made for cue in frame.of(CueKind.COMPARES) if (made := _than(frame, cue))]
    found += [
        Comparison(start, end, ranking, "apart")
        for start, end, ranking in frame.apart
        if not _mere_likeness(frame, start, end)
    ]
    kept: list[Comparison] = []
    for comparison in sorted(found, key=lambda item: (item.start, -item.end)):
        if kept and comparison.start < kept[-1].end:
            continue
        if kept and frame.text[kept[-1].end : comparison.start].strip().lower() in _JOINING:
            kept[-1] = _joined(kept[-1], comparison)
        else:
            kept.append(comparison)
    return kept


def _joined(one: Comparison, other: Comparison) -> Comparison:
    alike = Ranking.MATCHES in (one.ranking, other.ranking)
    return Comparison(one.start, other.end, Ranking.MATCHES if alike else one.ranking, one.word)


def _of_cue(frame: Frame, cue: Cue) -> Comparison:
    ranking = Ranking(cue.value)
    before = frame.text[max(frame.start, cue.start - 45) : cue.start]
    if _TURNING.match(frame.text, cue.start, cue.end) and less_is_better(before):
        ranking = Ranking.TRAILS if ranking is Ranking.BEATS else Ranking.BEATS
    return Comparison(cue.start, cue.end, ranking, cue.value, fold=_severalfold(frame, cue.end))


def _words(frame: Frame, cue: Cue) -> str:
    return frame.text[cue.start : cue.end].lower()


def less_is_better(words: str) -> bool:
    """Whether words speak of an amount of which less is better."""
    return _LESS_IS_BETTER.search(words) is not None


def is_better(comparative: re.Match[str], amount: str) -> bool:
    """Whether a comparative praises: "lower" does so of costs and not of scores."""
    word = comparative[0].lower()
    if word in ("higher", "greater", "lower"):
        return less_is_better(amount) is (word == "lower")
    return comparative["good"] is not None


def _plain_rank(frame: Frame, cue: Cue) -> bool:
    """A word of ranking that is not part of a ratio ("2x faster than", "beats X by 7x") nor a noun ("its rivals")."""
    word = _words(frame, cue)
    verbal = _VERBAL.match(frame.text, cue.end, frame.end)
    if word in _NOUNS and not verbal and _RIVALS_NOUN.search(frame.text, max(frame.start, cue.start - 14), cue.start):
        return False
    if word == "matching" and frame.text.endswith("-", frame.start, cue.start):
        return False  # "a flow-matching model"
    if word.endswith("than") and _behind_amount(frame, cue.start, (Unit.TIMES, Unit.PERCENT, Unit.FRACTION), 12):
        return False
    if _mere_likeness(frame, cue.start, cue.end):
        return False
    return not (cue.value == Ranking.MATCHES and _PRICE_OF.match(frame.text, cue.end, frame.end))


def _mere_likeness(frame: Frame, start: int, end: int) -> bool:
    """ "A design similar to X's": alike in make, where no word speaks of how well it does."""
    words = frame.text[start:end].lower()
    if _MAKE.search(words):
        return True
    if words not in _LIKENESS:
        return False
    return not _QUALITY.search(frame.text, max(frame.start, start - 80), min(frame.end, end + 60))


def _behind_amount(frame: Frame, place: int, units: tuple[Unit, ...], gap: int) -> bool:
    near = [q for q in frame.quantities if place - gap < q.end <= place and q.unit in units]
    return any("," not in frame.text[q.end : place] for q in near)


def _severalfold(frame: Frame, place: int) -> bool:
    """Whether the clause goes on with "by 7x"."""
    return any(
        quantity.unit is Unit.TIMES
        and place <= quantity.start < place + 80
        and not frame.breaks_between(place, quantity.start)
        and _SEVERALFOLD.search(frame.text, place, quantity.start)
        for quantity in frame.quantities
    )


def _than(frame: Frame, cue: Cue) -> Comparison | None:
    """ "Higher accuracy on X than Y": the comparative may stand some words before."""
    if _words(frame, cue) not in ("than", "compared to", "compared with", "relative to", "over"):
        return None
    match = _nearest_comparative(frame, cue)
    if match is None:
        return None
    between = frame.text[match.end() : cue.start]
    if _behind_amount(frame, match.start(), (Unit.TIMES, Unit.FRACTION), 14):
        return None
    if _behind_amount(frame, match.start(), (Unit.PERCENT,), 14) and _AMOUNT.search(match[0] + between):
        return None
    if _OR_EQUAL.match(between) or _EQUAL_OR.search(frame.text, max(frame.start, match.start() - 24), match.start()):
        return Comparison(match.start(), cue.end, Ranking.MATCHES, "than")
    good = is_better(match, between)
    return Comparison(match.start(), cue.end, Ranking.BEATS if good else Ranking.TRAILS, "than")


def _nearest_comparative(frame: Frame, cue: Cue) -> re.Match[str] | None:
    matches = list(COMPARATIVE.finditer(frame.text, max(frame.start, cue.start - 80), cue.start))
    if not matches or any(matches[-1].end() <= model.start < cue.start for model in frame.models):
        return None
    return matches[-1]


def limits(frame: Frame, comparisons: list[Comparison]) -> Iterator[tuple[Comparison, int]]:
    """Each comparison with where its other side ends at the latest: the next clause or the next comparison."""
    for comparison in comparisons:
        breaks = [cue.start for cue in frame.of(CueKind.BREAK) if cue.start >= comparison.end]
        others = [other.start for other in comparisons if other.start >= comparison.end]
        yield comparison, min([*breaks[:1], *others[:1], frame.end])
