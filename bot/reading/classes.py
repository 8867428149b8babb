"""What rankings share: comparisons, classes in plain words, the fields they speak of."""

import re
from dataclasses import dataclass

from bot.domain.claims import Kind, Ranking
from bot.domain.names import Named
from bot.reading.amounts import Unit
from bot.reading.frames import Draft, Frame

_ADJECTIVES = (
    r"(?:all|any|every|most|many|other|several|some|the|its|these|those|much|far|even|leading|existing|available|"
    r"currently|current|previous|prior|"
    r"today's|top|best|strong|strongest|recent|latest|larger|bigger|smaller|similar|similarly|comparable|sized|"
    r"size|same|frontier|proprietary|closed|source|open|opensource|"
    r"weights?|weighted|commercial|public|publicly|state|of|art|sota|human|dense|small|large|competing|rival|"
    r"western|chinese|american|us|popular|mainstream|known|tested|"
    r"advanced|full|attention|moe|language|reasoning|coding|chat|text|non|thinking|flagship|multimodal|vision|"
    r"foundation|class|scale|in|and|or|earlier|peer|industry|sub|major|big|tech|instruct|base|expert|"
    r"\d+(?:\.\d+)?[bmk]?)"
)
CLASS = re.compile(
    rf"[ -]*(?P<np>(?:{_ADJECTIVES}[ ,'-]+){{0,10}}(?:models?|llms?|lms|slms?|vlms?|systems?|alternatives?|"
    rf"competitors?|competition|predecessors?|counterparts?|humans?|human level|experts?|rivals?|baselines?|peers|"
    rf"ones|benchmarks|offerings|releases|versions|performance)\b)",
    re.IGNORECASE,
)
AND_OTHERS = re.compile(
    rf",? and (?:all )?(?P<np>other (?:{_ADJECTIVES}[ ,'-]+){{0,6}}(?:models?|llms?|systems?|competitors?|rivals?))",
    re.IGNORECASE,
)
_FIELDS = re.compile(
    r"\b(?:coding|code|programming|reasoning|math(?:ematics|s)?|agentic(?: tasks?| coding)?|agents?|tool[ -](?:use|"
    r"calling)|multimodal|vision|long[- ]context|instruction[- ]following|writing|creative writing|knowledge|"
    r"safety|multilingual|"
    r"translation|search|browsing|computer use|speed|cost|price|latency|accuracy|efficiency|performance|benchmarks|"
    r"context window|throughput|hallucinations?|factuality|science|medicine|domains|tasks|image generation|video "
    r"generation|speech|ocr)\b",
    re.IGNORECASE,
)
COMPARATIVE = re.compile(
    r"\b(?P<good>better|higher|greater|stronger|superior|faster|cheaper|smarter|improved|more (?:accurate|capable|"
    r"efficient|powerful|reliable|robust|affordable|intelligent)|fewer|longer|larger gains)"
    r"|(?P<bad>worse|lower|weaker|slower|inferior|poorer|pricier|more expensive|less (?:accurate|capable|efficient|"
    r"powerful|reliable|robust))",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:not|n't|never|no|without|fails? to|failed to|didn't|doesn't|isn't|cannot|can't|unable to|rather than|"
    r"instead of|aim(?:s|ing)? to|designed to|helps?|in order to|whether)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
REACH = 95


@dataclass(frozen=True, slots=True)
class Comparison:
    """A place where words rank what is before them against what is after."""

    start: int
    end: int
    ranking: Ranking
    word: str


def draft_ranking(
    frame: Frame, subject: Named, ranking: Ranking, baseline: Named | None, start: int, end: int, rule: str
) -> Draft:
    """A ranking with the scope and the margin that stand behind its words."""
    return Draft(
        kind=Kind.RANKING,
        subject=subject,
        metric=ranking,
        baseline=baseline,
        scope=scope_of(frame, end),
        margin=_margin(frame, end),
        start=start,
        end=end,
        rule=rule,
    )


def scope_of(frame: Frame, place: int) -> str | None:
    """The benchmarks, else the fields, that a ranking speaks of."""
    benchmarks = [b.name for b in frame.benchmarks if b.start >= place] or [b.name for b in frame.benchmarks]
    if benchmarks:
        return "; ".join(dict.fromkeys(benchmarks))
    fields = [match.group().lower() for match in _FIELDS.finditer(frame.text, place, min(frame.end, place + 140))]
    return "; ".join(dict.fromkeys(fields[:5])) or None


def _margin(frame: Frame, place: int) -> float | None:
    """A lead given in points, right behind the ranking."""
    for quantity in frame.quantities:
        near = 0 <= quantity.start - place <= 70 and quantity.unit in (Unit.PERCENT, Unit.POINTS)
        if near and re.search(r"\b(?:by|with) (?:about |over |up to |nearly )?$", frame.text[place : quantity.start]):
            return quantity.value
    return None


def standing_scope(frame: Frame) -> str | None:
    """The benchmarks of the heading or line that a sentence stands under."""
    return "; ".join(benchmark.name for benchmark in frame.standing) or None
