"""What rankings share: classes in plain words, the fields they speak of, their drafts."""

import re

from bot.domain.claims import Kind, Ranking
from bot.domain.names import Named
from bot.reading.amounts import Unit
from bot.reading.frames import Draft, Frame

# A class is a noun for models with the words that narrow it; these end or cannot be in such a run of words.
_NOT_INSIDE = (
    r"on|at|by|with|while|when|for|from|to|as|is|are|was|were|be|been|has|have|had|which|that|this|than|using|"
    r"across|despite|but|because|if|per|via|it|we|they|after|before|during|without|under|about|among|so|not|can|"
    r"will|where|like|such|including|despite|whose|who|over|against|versus|vs"
)
_NARROWING = rf"(?:state of the art|best in class|(?!(?:{_NOT_INSIDE})\b)[a-z0-9][\w.+%'~<>-]*)"
_CLASS_NOUN = (
    r"(?:models?(?! (?:capabilit\w+|behaviou?rs?|weights|sizes?|outputs?|cards?)\b)|llms?|lms|slms?|vlms?|mllms?|"
    r"systems?|alternatives?|competitors?|competition|predecessors?|"
    r"counterparts?|humans?|(?:human|frontier|phd|expert|doctoral)[- ](?:level|experts?|performance|"
    r"baselines?|students?)|experts?|rivals?|"
    r"baselines?|peers?|ones|benchmarks|offerings|releases|versions?|generations?(?! models?)|siblings?|variants|"
    r"transformers|(?:full |dense |standard )?attention|mla|rnns|ssms|flagships?|contenders?|entrants|field(?! of)|"
    r"rest|frontier(?! [a-z]+s?\b(?<!across)(?<!on)(?<!in))|(?:state[- ]of[- ]the[- ]art|sota)(?! "
    r"(?!(?:results?|performance|accuracy|scores?|levels?)\b)\w))"
)
_OF_THEIRS = (
    r"(?:(?:the )?(?:[\w-]+ ){0,2}?(?:performance|accuracy|quality|capabilit\w+|results|scores?|level|speed|"
    r"intelligence|"
    r"depth|power|abilit(?:y|ies)|strength|skills?|prowess) of |"
    r"(?:that|those|what) of )?"
)
CLASS = re.compile(
    rf"[ -]*{_OF_THEIRS}(?P<np>(?:{_NARROWING}(?:[ '/\u2013-]+|, (?!(?:the|an?|its?|and|"
    rf"or)\b))){{0,10}}?{_CLASS_NOUN}\b)",
    re.IGNORECASE,
)
AND_OTHERS = re.compile(
    rf",? and (?:all )?(?P<np>(?:many |several |most )?other (?:{_NARROWING}[ ,'/-]+){{0,6}}?{_CLASS_NOUN}\b)",
    re.IGNORECASE,
)
_FIELDS = re.compile(
    r"\b(?:coding|code|programming|reasoning|math(?:ematics|s)?|agentic(?: tasks?| coding)?|agents?|tool[ -](?:use|"
    r"calling)|multimodal|vision|long[- ]context|instruction[- ]following|writing|creative writing|knowledge|safety|"
    r"multilingual|translation|search|browsing|computer use|speed|cost|price|latency|accuracy|efficiency|"
    r"performance|benchmarks|leaderboards?|context(?: window| length)?|throughput|hallucinations?|factuality|"
    r"science|medicine|domains|tasks|image generation|video generation|speech|ocr)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:not(?! only\b)|n't|never|no|without|fails? to|failed to|didn't|doesn't|isn't|cannot|can't|unable to|"
    r"rather than|"
    r"instead of|aim(?:s|ing)? to|designed to|helps?|in order to|whether)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:neither|none of|no (?:\w+ )?models?|nobody)\b[^.;,]{0,60}$|\b(?:if|unless|once|until) [^.;,]{0,60}$",
    re.IGNORECASE,
)
REACH = 95


def denied(frame: Frame, place: int) -> bool:
    """Whether what is said at a place is said not to be so."""
    if NEGATED.search(frame.text, max(frame.start, place - 30), place):
        return True
    return _NEITHER.search(frame.text, frame.start, place) is not None


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


def speaks_of_field(text: str, place: int, end: int) -> bool:
    """Whether a field ("coding") is named right at a place, give or take a word."""
    found = _FIELDS.search(text, place, min(end, place + 30))
    return found is not None and text.count(" ", place, found.start()) <= 2


def standing_scope(frame: Frame) -> str | None:
    """The benchmarks of the heading or line that a sentence stands under."""
    return "; ".join(benchmark.name for benchmark in frame.standing) or None
