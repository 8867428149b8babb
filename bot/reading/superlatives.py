"""Better than a whole class: the best, the first, the state of the art."""

import re
from collections.abc import Iterator

from bot.domain.claims import Ranking
from bot.domain.names import ClassName
from bot.reading.classes import CLASS, NEGATED, Comparison, draft_ranking, scope_of
from bot.reading.cues import Cue, CueKind
from bot.reading.frames import Draft, Frame, in_class

_AMONG = re.compile(r"\b(?:among|amongst|of|for|in|within|across|at|on)\b", re.IGNORECASE)
_ACHIEVES = re.compile(
    r"\b(?:achiev\w*|reach\w*|sets?|setting|deliver\w*|attain\w*|obtain\w*|demonstrat\w*|show\w*|exhibit\w*|is|are|"
    r"was|remains?|becom\w*|as|rank\w*|hold\w*|takes?|took|claim\w*|offers?|provid\w*|with|new|secures?|"
    r"establish\w*|post\w*|among|boasts?|named|being|represents?|to be|:)\W+(?:\w+\W+){0,5}$",
    re.IGNORECASE,
)
_NOT_SUPERLATIVE = re.compile(
    r"\b(?:among|alongside|including|like|such as|against|than|with|over|from|to|by|between|other|previous|"
    r"existing|several|some|many|most|prior|of|rivals?|and|outperform\w*|match\w*|for|at|or)\W+(?:(?:the|all|other|"
    r"a|an|its|today's|current|existing|some|\d+)\W+){0,2}$",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"^[ -]*(?:(?:new|overall|benchmark|average|published|reported|accuracy|in|its|-|class)[ -]+){0,3}(?:results?|"
    r"performance|scores?|accuracy|capabilit\w+|on\b|in\b|at\b|among\b|across\b|for\b|of\b|open\b|model\b|models\b|"
    r"\w+ model\b|result\b|efficiency|quality|level|sota|intelligence|record|\d)",
    re.IGNORECASE,
)
_OF_SIZE = re.compile(
    r"[ -]*(?:at|in|for|within|of) (?:the |its |their |that |this )?(?:\w+[ -])?(?:scale|size|class|size class|"
    r"weight class|category|parameter range)\b",
    re.IGNORECASE,
)


def read_superlatives(frame: Frame, comparisons: list[Comparison]) -> Iterator[Draft]:
    """The first superlative of a sentence that says its subject is first."""
    for cue in frame.of(CueKind.SUPERLATIVE):
        inside = any(item.start <= cue.start < item.end + 60 and cue.start >= item.start for item in comparisons)
        if inside or not _claims_first(frame, cue):
            continue
        baseline = _class_of(frame, cue)
        if baseline is None and scope_of(frame, cue.start) is None:
            continue
        for subject in frame.subjects_before(cue.start, together=True):
            yield draft_ranking(frame, subject, Ranking.BEATS, baseline, cue.start, cue.end, "ranking.superlative")
        return


def _claims_first(frame: Frame, cue: Cue) -> bool:
    """Whether the words say that the subject is first, rather than name the field it is in."""
    left = frame.text[max(frame.start, cue.start - 60) : cue.start]
    right = frame.text[cue.end : min(frame.end, cue.end + 60)]
    word = frame.text[cue.start : cue.end].lower()
    if NEGATED.search(left):
        return False
    if word in (
        "#1",
        "number one",
        "first place",
        "top spot",
        "ranks first",
        "ranked first",
        "ranking first",
        "record-breaking",
        "tops the",
        "leads the",
    ):
        return True
    if _NOT_SUPERLATIVE.search(left):
        return False
    return bool(_RESULT.match(right)) and bool(
        _ACHIEVES.search(left) or not left.strip() or "sota" in word or "leading" in word
    )


def _class_of(frame: Frame, cue: Cue) -> ClassName | None:
    """The class that the subject leads: "the best open model", "state of the art among small models"."""
    end = min(frame.end, cue.end + 110)
    direct = CLASS.match(frame.text, cue.end, end)
    if direct:
        return in_class(_plural(direct["np"]))
    if _OF_SIZE.match(frame.text, cue.end, end):
        return ClassName(name="models of its size")
    for preposition in _AMONG.finditer(frame.text, cue.end, end):
        found = CLASS.match(frame.text, preposition.end(), end)
        if found:
            return in_class(found["np"])
    return None


def _plural(words: str) -> str:
    return words + "s" if words.lower().endswith("model") else words
