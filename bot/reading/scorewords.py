"""Whether a number in running text is a score, by its unit and the words beside it. Whose it is, `scores` finds."""

import re

from bot.reading.amounts import Quantity, Unit
from bot.reading.frames import Frame
from bot.reading.mentions import BenchmarkMention
from bot.reading.ratios import is_ratio
from bot.reading.signs import Signed

_SCORING = re.compile(
    r"\b(?:scor\w*|achiev\w*|reach\w*|attain\w*|obtain\w*|gets?|got|hits?|hitting|record\w*|post\w*|earn\w*|rating|"
    r"elo|accuracy|pass@\d|rate|finish\w*|balance|result\w*|perform\w*|solv\w*|resolv\w*|deliver\w*|"
    r"set|sets|setting|averag\w*|mean|points?|of|at|with|to|from|is|was|maintain\w*|dropp?\w*|manag\w*|climb\w*|"
    r"jump\w*|improv\w*|break(?:s|ing)?|broke|cross\w*|pass(?:es|ed)|lands?|landed|sits|ranks?)\b|[:=(|,/\u2192\u5f97\u5206\u8fbe\u4e3a]",
    re.IGNORECASE,
)
_NOT_SCORE_RIGHT = re.compile(
    r"[ -]*(?:(?:in )?(?:\w+ )?(?:reduction|savings)\b|(?:percentage )?(?:points? )?(?:higher|lower|better|worse|"
    r"more|fewer|less|faster|slower|cheaper|improvement|increase|gain|reduction|drop|boost|jump|lead|of the "
    r"(?!questions|problems|tasks|time)|above|below|over|ahead|behind|relative|threshold|mark\b|barrier|confidence|"
    r"ci\b|majority|discount|margin|uplift|from\b)"
    r"|tasks?\b|questions?|problems?|languages|experts|layers|tokens|shots?\b|-shot|runs?\b|attempts|models|"
    r"examples|benchmarks|votes|battles|matches|samples|times\b|hours|days|"
    r"(?:human|expert|random|chance)(?: \w+)? (?:baseline|level|"
    r"performance|average|accuracy|score)\b|th\b|st\b|nd\b|rd\b|[KMB]\b)|-[A-Za-z]",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r" (?!(?:on|in|at|for|vs|and|or|to|with|while|but|points?|compared|versus|score|elo|after|as|using|over|from|"
    r"by|across|which|making|than|pass|accuracy|resolved|rating|respectively)\b)[A-Za-z]",
    re.IGNORECASE,
)
_NOT_SCORE_LEFT = Signed(
    "' \u00b1 + # @ out class category industry field peer group overall by pass top rank* no maj cons avg within "
    "\u4e0a \u4e0b \u964d \u63d0 \u589e",
    re.compile(
        r"(?:[A-Z]'|\u00b1|\bout of|\b(?:class|category|industry|field|peer|group|overall)(?:'s)? (?:average|median|"
        r"mean)(?: of)?|\+ ?/? ?-|\bby|\bpass@|\btop|#|\brank\w*|\bNo\.?|\bmaj@|\bcons@|\bavg@|@|\bwithin|\+|"
        r"[\u4e0a\u4e0b]\u8c03|"
        r"\u964d\u4f4e|\u63d0\u5347|"
        r"\u589e\u957f)\s*(?:about |over |nearly |up to |more than |at least |roughly |around |an? |~)?\+?$",
        re.IGNORECASE,
    ),
)
_OUT_OF = re.compile(r"\d ?(?:/|out of) ?$")
_OF_PEOPLE = Signed(
    "human humans expert experts people ph phd* tester* annotator* random chance majority baseline",
    re.compile(
        r"\b(?:humans?|experts?|people|ph\.?ds?|testers?|annotators?|random|chance|majority|baseline of)\b[^;,]{0,40}$",
        re.IGNORECASE,
    ),
)
_WON = Signed(
    "prefer* favo* chosen chose win",
    re.compile(r"\b(?:prefer\w*|favou?r\w*|chosen|chose|win rates?)\b", re.IGNORECASE),
)
_DAY_OF_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.? (?:\d{1,2},? )?$",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(r"\b(?:delta|gap|difference|spread|margin)\b", re.IGNORECASE)
_NEAR = 40  # characters: no longer words stand between those of a count and its number
_SCORE_UNITS = frozenset((Unit.PERCENT, Unit.PLAIN, Unit.POINTS))


def is_scored(quantity: Quantity) -> bool:
    """Whether a score may be in the unit of this number."""
    return quantity.unit in _SCORE_UNITS


def is_ceiling(frame: Frame, quantity: Quantity) -> bool:
    """Whether a number is only what a score is out of: the 100 of "93/100"."""
    left = frame.text[max(frame.start, quantity.start - 12) : quantity.start]
    return quantity.value in (10, 100, 1000) and _OUT_OF.search(left) is not None


def is_score(frame: Frame, quantity: Quantity, benchmark: BenchmarkMention) -> bool:
    """Whether a number is a score on a benchmark, rather than a gain, a rank, a count or a ratio."""
    left = frame.text[max(frame.start, quantity.start - 70) : quantity.start]
    right = frame.text[quantity.end : min(len(frame.text), quantity.end + 40)]
    if is_none(frame, quantity):
        return False
    if quantity.unit is Unit.MONEY:
        return benchmark.unit == "usd" or (
            "bench" in benchmark.name.lower() and bool(re.search(r"balance|earn|profit|score", left, re.I))
        )
    if quantity.unit is Unit.PERCENT:
        return quantity.value <= 100
    if _COUNTS.match(right) and benchmark.start != quantity.end + 1:
        return False
    if benchmark.unit == "elo" or "arena" in benchmark.name.lower() or "codeforces" in benchmark.name.lower():
        return quantity.value >= 200
    if quantity.scaled or (quantity.value > 100 and benchmark.unit not in ("points", "other", "minutes")):
        return False
    if benchmark.end <= frame.start and quantity.start == frame.start:
        return True  # an item that opens with its number, under a heading that says on what
    between = frame.text[min(benchmark.end, quantity.end) : max(quantity.start, benchmark.start)]
    fractional = quantity.value != int(quantity.value) or abs(quantity.value) >= 10
    return fractional and bool(_SCORING.search(between) or _SCORING.search(left[-40:]))


def is_none(frame: Frame, quantity: Quantity) -> bool:
    """Whether the words beside a number say that it is no score of a model."""
    left = frame.text[max(frame.start, quantity.start - 70) : quantity.start]
    right = frame.text[quantity.end : min(len(frame.text), quantity.end + 40)]
    if _NOT_SCORE_RIGHT.match(right) or _NOT_SCORE_LEFT.among(left[-_NEAR:], frame.signs):
        return True
    if _DAY_OF_MONTH.search(left) or (quantity.unit is Unit.POINTS and _DIFFERENCE.search(left)):
        return True
    if _OF_PEOPLE.among(left, frame.signs) or (quantity.unit is Unit.PERCENT and _WON.among(left, frame.signs)):
        return True
    return quantity.unit is not Unit.PLAIN and is_ratio(frame, quantity)
