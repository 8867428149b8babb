"""Names that no registry holds, known by what is said of them: scored, priced, trained, weighed against models.

A name must look like a model's first (a version, a size or a variant word behind it); then its own sentence must
say of it what is said of models and of little else. What introduces or describes a name is read elsewhere (discovery).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from bot.reading.mentions import BenchmarkMention, ModelMention
from bot.reading.nametails import read_tail
from bot.reading.spotting import printed_start
from bot.reading.tokens import Token, Words
from bot.reading.vocabulary import COUNTED, NOT_NAMES, PRODUCTS, VARIANTS

_OF_SCORES = ("bench", "benchmark", "eval", "arena", "index", "leaderboard")
_REACH = 160  # characters of the sentence looked at on either side
_BORDER = re.compile(r"[.!?;] (?=[A-Z\"'(])|\n")
_ADVERBS = r"(?: (?:also|now|still|already|only|even|currently|then|reportedly|itself|alone|clearly|easily|again))?"
_ASIDE = r"(?: \([^()]{0,40}\)|, [^,.;:]{3,50},)?"
_SCORES = re.compile(
    rf"{_ASIDE}{_ADVERBS}(?: (?:scor|reach|achiev|hit|post|record|earn|manag|averag|notch|attain|register|deliver)"
    r"(?:s|es|ed|ing|ting|e|ged)?| gets?| got| takes?| sits? at| lands? at| comes? in at|:| \(|,)"
    r" ?(?:an? |just |about |only |roughly |nearly |over |around |at |with |score of |an? score of |~)*[$+]?\d"
)
_TRAINED = re.compile(
    rf"{_ASIDE}{_ADVERBS} (?:was|were|is|are|has been|have been) (?:pre-?|post-?|fully )?trained "
    r"(?:on|from|with|using|in|for)\b"
)
_HOLDS = re.compile(
    rf"{_ASIDE}{_ADVERBS} (?:has|have|had|supports?|offers?|handles?|accepts?|comes? with|takes?|features?|provides?|"
    r"activates?|uses?|contains?) [^.;]{0,30}?\d[\d.,]*(?: ?[KMBT]|[ -](?:million|billion|trillion))?[ -]"
    r"(?:tokens?|parameters?|params?|active|total|context)\b",
    re.IGNORECASE,
)
_PRICED = re.compile(
    rf"{_ASIDE}{_ADVERBS} (?:costs?|is priced at|are priced at|is listed at|runs|starts at|charges|pay|goes for)"
    r" [^.;]{0,20}\$\d[\d.,]*[^.;]{0,24}(?:\bmillion|/ ?1?M|\btokens?\b|\binput\b|\boutput\b)"
)
_RANKS = re.compile(
    rf"{_ASIDE}{_ADVERBS} (?:outperform|beat|surpass|trail|match|rival|outscor|exceed|lead|top|outclass|lag|edge|"
    r"overtak|approach|fall|rank|compete|outpace)(?:e?s|ed|ing|es|s)?\b"
)
_SIZE_BESIDE = re.compile(r" ?\(~?\d+(?:\.\d+)?(?:[BM]\b| ?(?:b|m)illion(?: parameters)?\)| parameters\))")
_OWN_WEIGHTS = re.compile(
    r"\b(?:weights|checkpoints?|fine-?tunes?|distillations?|quants|versions?) (?:of|for) (?:the )?$"
)
_CALLED = re.compile(r"\b(?:models?|LLMs?|VLMs?),? (?:(?:named|called|dubbed|codenamed) )?[\"']?$")
_YARDSTICK = re.compile(
    r"\b(?:against|versus|vs\.?|compared (?:to|with)|ahead of|behind|outperform\w*|beat(?:s|ing|en)?|surpass\w*|"
    r"rival\w*|match(?:es|ed|ing)?|trail\w*|exceed\w*|outscor\w*) (?:both |the |even |[A-Z][\w.]*(?:'s)? )?$"
)
_ROW = re.compile(r"(?:[ \t,|]{1,4}\d{1,3}(?:\.\d+)?%?){2,}[ |]*(?:\n|$)")  # a line of numbers behind a name
_OF_MODELS = re.compile(r"\b(?:models|LLMs|leaderboard|index|arena)\b", re.IGNORECASE)
_TESTED = re.compile(
    r"\b(?:rank|rat|plac|put|test|benchmark|evaluat|measur|scor|compar|tri|grad)(?:e?s|ed|ied|ing)?"
    r"(?: (?:both|the))? $|"
    r"\d ?(?:%|points)? (?:for|from|by) (?:the )?$"
)
_JOINS = re.compile(r"(?:,? (?:and|or|vs\.?|versus|than|over|against|to) |, | ?/ ?| & | ?\| ?)(?:the |even )?")


def acting_heads(
    text: str,
    words: Words,
    taken: Callable[[int], bool],
    models: Sequence[ModelMention],
    benchmarks: Sequence[BenchmarkMention],
) -> Iterator[str]:
    """First words of names that act as models do, given the models and benchmarks found before."""
    company = _Company(models, benchmarks)
    tokens = words.tokens
    for at in words.capitals:
        token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        if following is None or following.kind == "mark" or taken(at):
            continue
        if not (following.glued or following.kind == "number" or following.text[0].isupper()):
            continue
        last = _shaped(tokens, at)
        if last is None or any(map(taken, range(at + 1, last + 1))):
            continue
        if _acts(text, token.start, tokens[last].end, company):
            yield token.lower


def sized_heads(text: str, words: Words, taken: Callable[[int], bool]) -> Iterator[str]:
    """Plain words with the size of a model in brackets behind them: "Gopher (280 billion)"."""
    tokens = words.tokens
    for at in words.capitals:
        if at + 1 < len(tokens) and tokens[at + 1].text == "(" and not taken(at) and _is_sized_word(text, tokens, at):
            yield tokens[at].lower


def _is_sized_word(text: str, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    known = token.lower in NOT_NAMES or token.lower in COUNTED or token.lower in PRODUCTS or token.lower in VARIANTS
    plain = token.kind == "word" and len(token.text) > 3 and printed_start(tokens, at) == at
    return plain and not known and _SIZE_BESIDE.match(text, token.end) is not None


def _shaped(tokens: Sequence[Token], at: int) -> int | None:
    """The last token of a name with a version, size or variant word; none of a word that counts, or of a product."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.kind not in ("word", "number") or len(token.text) < 3:
        return None
    if token.lower in NOT_NAMES or token.lower in COUNTED or token.lower in PRODUCTS or token.lower in VARIANTS:
        return None
    if printed_start(tokens, at) != at or token.lower.endswith(_OF_SCORES):
        return None
    last = read_tail(tokens, at)
    parts = tokens[at + 1 : last + 1]
    numbered = any(part.kind == "number" and len(part.text) < 6 for part in parts)
    if not numbered and not (parts and parts[-1].lower in VARIANTS and parts[-1].text[0].isupper()):
        return None
    return last


class _Company:
    """Where models and benchmarks stand, asked for by stretch of text."""

    def __init__(self, models: Sequence[ModelMention], benchmarks: Sequence[BenchmarkMention]) -> None:
        self.starts = sorted(model.start for model in models)
        self.ends = sorted(model.end for model in models)
        self._scores = sorted(benchmark.start for benchmark in benchmarks)

    def models(self, start: int, end: int) -> bool:
        return bisect_left(self.starts, start) < bisect_right(self.starts, end)

    def benchmarks(self, start: int, end: int) -> bool:
        return bisect_left(self._scores, start) < bisect_right(self._scores, end)


def _acts(text: str, start: int, end: int, company: _Company) -> bool:
    """Whether the sentence of a name says of it what is said of models."""
    first, final = _sentence(text, start, end)
    if any(pattern.match(text, end, final) for pattern in (_TRAINED, _HOLDS, _PRICED, _SIZE_BESIDE)):
        return True
    left = text[first:start]
    if _OWN_WEIGHTS.search(left) or _CALLED.search(left):
        return True
    measured = company.benchmarks(first, final)
    if measured and _SCORES.match(text, end, final):
        return True
    if _ROW.match(text, end) and text[max(0, start - 1) : start] in ("", "\n", "|") and company.benchmarks(0, end):
        return True
    among = company.models(first, final)
    if (measured or _OF_MODELS.search(text, first, final)) and _TESTED.search(left):
        return True
    if (among or measured) and _RANKS.match(text, end, final):
        return True
    return among and (_YARDSTICK.search(left) is not None or _beside(text, start, end, company))


def _beside(text: str, start: int, end: int, company: _Company) -> bool:
    """Whether a name is joined to a model right before or right behind it."""
    joins = _JOINS.match(text, end)
    if joins and bisect_left(company.starts, joins.end()) != bisect_right(company.starts, joins.end()):
        return True
    place = bisect_right(company.ends, start) - 1
    return place >= 0 and _JOINS.fullmatch(text, company.ends[place], start) is not None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence of a name begins and ends, within reach."""
    first = max(0, start - _REACH)
    for border in _BORDER.finditer(text, first, start):
        first = border.end()
    behind = _BORDER.search(text, end, end + _REACH)
    return first, behind.start() if behind else min(len(text), end + _REACH)
