"""Find benchmarks: those of the registry, and those that only their shape gives away."""

import re
from collections.abc import Sequence

from bot.reading.mentions import BenchmarkMention
from bot.reading.nameindex import NameIndex
from bot.reading.tokens import Token, Words
from bot.reading.vocabulary import NOT_NAMES

_SHAPE = re.compile(r"(?:.+bench(?:mark)?s?|.*eval|[a-z]+qa|.+arena|.+gym)$")
_KINDS = frozenset(("leaderboard", "benchmark"))
_ENDINGS = ("bench", "benchs", "benchmark", "benchmarks", "eval", "qa", "arena", "gym")
_SHAPE_INNER = re.compile(r"bench$")
_NOT_SHAPE = frozenset(
    ("benchmark benchmarks workbench retrieval gqa mqa qa vqa medieval upheaval primeval coeval").split()
)
_VARIANTS = frozenset(
    (
        "verified pro hard lite diamond multilingual full mini extended live plus main test val dev telecom "
        "retail airline zh en cn hd xl v bfs parents"
    ).split()
)
_ANYBODY = frozenset("it that there here what who let he she model today year month week".split())
_ANY_BENCHMARK = frozenset(
    "own internal new first latest standard key main public private own-brand current official popular and or".split()
)
_INNER_CAPITAL = re.compile(r"\w[A-Z]|[A-Z][a-z]*-?\d")
_LONGEST = 8  # tokens in a printed word
_YEAR = re.compile(r"20[12]\d$|[12]\d$")
_YEARLY = ("aime", "hmmt", "usamo", "imo", "cnmo", "amc", "brumo", "smt", "cmimc", "ioi", "icpc")


def spot_benchmarks(words: Words, index: NameIndex) -> list[BenchmarkMention]:
    """Every benchmark, left to right."""
    tokens = words.tokens
    found: list[BenchmarkMention] = []
    likely = _likely(words)
    done = -1
    for at in sorted({*words.at_any(index.benchmarks.firsts), *likely}):
        if at <= done or not _starts_word(tokens, at):
            continue
        mention = _registered(tokens, at, index)
        if mention is None and at in likely:
            mention = _shaped(tokens, at) or _scored_on(tokens, at, index) or _ranked_on(tokens, at)
            mention = mention or _called_benchmark(tokens, at, index)
        if mention is not None:
            found.append(mention)
            done = mention.last
    return found


def _starts_word(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return token.kind == "word" and not (token.glued and at > 0 and tokens[at - 1].kind in ("word", "number"))


def _likely(words: Words) -> set[int]:
    """Where names that no list holds may start: printed words that end as such names do, and words after "on"."""
    tokens, places = words.tokens, words.places
    likely: set[int] = set()
    for word in [word for word in places if word.endswith(_ENDINGS)]:
        likely.update(_first_printed(tokens, at) for at in places[word])
    for at in places.get("on", ()):
        likely.update(range(at + 1, min(at + 3, len(tokens))))
    for at in words.at_any(_KINDS):
        likely.update(range(max(0, at - 6), at))
    for at in places.get("bench", ()):
        if not tokens[at].glued:
            likely.update(range(max(0, at - 2), at))
    return likely


def _first_printed(tokens: Sequence[Token], at: int) -> int:
    """Where the printed word starts that a token ends."""
    start = at
    while start > max(0, at - _LONGEST) and not _starts_word(tokens, start):
        start -= 1
    return start


def _registered(tokens: Sequence[Token], at: int, index: NameIndex) -> BenchmarkMention | None:
    match = index.benchmarks.at(tokens, at) if tokens[at].lower in index.benchmarks else None
    if match is None:
        return None
    exact = match.value.exact
    printed = _join(tokens, match.first, match.last)
    if exact is not None and printed != exact:
        return None
    last = match.last
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    glued = following is not None and following.glued and following.kind == "word" and following.lower not in _VARIANTS
    if glued and following and (following.joint == "" or following.lower in ("like", "style", "based")):
        return None
    name, last = _with_variant(tokens, match.value.benchmark.name, match.first, last)
    refined = index.registry.find_benchmark(name)
    benchmark = refined or match.value.benchmark
    return _mention(tokens, match.first, last, refined.name if refined else name, benchmark.unit)


def _with_variant(tokens: Sequence[Token], name: str, first: int, last: int) -> tuple[str, int]:
    """The name with the year, version or variant that follows it."""
    extended = name
    while last + 1 < len(tokens):
        token = tokens[last + 1]
        if token.joint not in (" ", "-", "") or (token.joint == " " and token.start - tokens[last].end != 1):
            break
        if token.kind == "mark" and token.text == "'" and _is_year(tokens, last + 2):
            extended, last = f"{extended} 20{tokens[last + 2].text[-2:]}", last + 2
        elif name.lower().startswith(_YEARLY) and _is_year(tokens, last + 1) and token.kind == "number":
            extended, last = f"{extended} 20{token.text[-2:]}", last + 1
        elif token.kind == "number" and token.joint == "" and "." in token.text and last == first:
            extended, last = f"{extended} {token.text}", last + 1  # "squad2.0"
        elif _is_version(tokens, last + 1):
            extended, last = f"{extended}{token.joint or ''}{token.text}{tokens[last + 2].text}", last + 2
        elif token.kind == "word" and token.lower in _VARIANTS and (token.text[0].isupper() or token.joint == "-"):
            extended, last = f"{extended}{token.joint or ' '}{token.text}", last + 1
        elif token.text == "+" and token.joint == "":
            extended, last = f"{extended}+", last + 1
        else:
            break
    return extended, last


def _shaped(tokens: Sequence[Token], at: int) -> BenchmarkMention | None:
    """A printed word that ends as benchmarks' names do ("CC-Bench-V2", "LongMemEval")."""
    last = at
    hit: int | None = None
    while last - at < _LONGEST:
        lower = tokens[last].lower
        if lower not in _NOT_SHAPE and (_SHAPE.match(lower) or (last > at and _SHAPE_INNER.match(lower))):
            hit = last
        if last + 1 >= len(tokens) or not tokens[last + 1].glued or tokens[last + 1].kind not in ("word", "number"):
            break
        last += 1
    if hit is None or not any(character.isupper() for token in tokens[at : last + 1] for character in token.text):
        return None
    if (
        not any(character.isupper() for character in tokens[at].text[1:])
        and at == last
        and not tokens[at].lower.endswith(("bench", "eval"))
    ):
        return None
    printed = _join(tokens, at, last)
    name, last = _with_variant(tokens, printed, at, last)
    if last + 1 < len(tokens) and tokens[last + 1].kind == "number" and _short_number(tokens, last + 1):
        name, last = f"{name} {tokens[last + 1].text}", last + 1
    return _mention(tokens, at, last, name, None)


def _scored_on(tokens: Sequence[Token], at: int, index: NameIndex) -> BenchmarkMention | None:
    """A name no list holds that a percentage is scored on: "87% on FATE-H", "scores 91.4 on GridMind-2"."""
    back = at - 1
    while back >= 0 and at - back <= 2 and tokens[back].lower in ("the", "both"):
        back -= 1
    if back < 1 or tokens[back].lower != "on" or not _is_number(tokens, back - 1) or tokens[at].text[0].islower():
        return None
    last = at
    while last + 1 < len(tokens) and last - at < _LONGEST and _goes_on(tokens, last + 1):
        last += 1
    names = {token.lower for token in tokens[at : last + 1]}
    known = tokens[at].lower in index.heads or tokens[at].lower in index.labs or tokens[at].lower in index.others
    if known or names & NOT_NAMES or not _made_up(tokens, at, last):
        return None
    return _mention(tokens, at, last, _join(tokens, at, last), None)


def _called_benchmark(tokens: Sequence[Token], at: int, index: NameIndex) -> BenchmarkMention | None:
    """A made-up word that is called a benchmark ("the CinePath benchmark"), or capitals before "Bench"."""
    token = tokens[at]
    if not token.text[0].isupper() or token.lower in NOT_NAMES or token.lower in _ANY_BENCHMARK:
        return None
    last = at
    while last + 1 < len(tokens) and last - at < _LONGEST and _goes_on(tokens, last + 1):
        last += 1
    if tokens[last].lower == "bench" and last > at and not tokens[last].glued:
        name, stop = _with_variant(tokens, _join(tokens, at, last), at, last)
        return _mention(tokens, at, stop, name, None)
    known = token.lower in index.heads or token.lower in index.labs or token.lower in index.others
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if known or following is None or following.text not in ("benchmark", "leaderboard"):
        return None
    printed = _join(tokens, at, last)
    return _mention(tokens, at, last, printed, None) if _INNER_CAPITAL.search(printed) else None


def _is_number(tokens: Sequence[Token], at: int) -> bool:
    """A score: a percentage, or a number with a fraction."""
    if tokens[at].lower in ("%", "percent", "accuracy", "points"):
        at -= 2 if tokens[at].lower == "accuracy" and at > 1 else 1
        return at >= 0 and tokens[at].kind == "number"
    return tokens[at].kind == "number" and "." in tokens[at].text


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.kind not in ("word", "number") or (token.joint == "." and token.kind == "word"):
        return False
    return token.glued or (token.text[0].isupper() and token.start - tokens[at - 1].end == 1)


def _made_up(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name does not look like a plain word: capitals inside, a hyphen or a number."""
    inner = any(character.isupper() for token in tokens[first : last + 1] for character in token.text[1:])
    return inner or any(token.glued for token in tokens[first + 1 : last + 1])


def _ranked_on(tokens: Sequence[Token], at: int) -> BenchmarkMention | None:
    """Somebody's leaderboard or benchmark that has no other name: "Aider's code editing leaderboard"."""
    if (
        at + 3 >= len(tokens)
        or tokens[at + 1].text != "'"
        or tokens[at + 2].lower != "s"
        or tokens[at].lower in _ANYBODY
    ):
        return None
    for last in range(at + 3, min(at + 7, len(tokens))):
        token = tokens[last]
        if token.lower in ("leaderboard", "benchmark") and last > at + 3:
            owner = tokens[at].text[0].upper() + tokens[at].text[1:]
            stop = last - 1 if last > at + 4 else last  # one name, whether called a benchmark or a leaderboard
            return _mention(tokens, at, last, f"{owner} {_join(tokens, at + 3, stop)}", None)
        if token.kind != "word" or token.lower in _ANY_BENCHMARK or _shaped(tokens, last):
            return None
    return None


def _short_number(tokens: Sequence[Token], at: int) -> bool:
    """A version after a space ("Vending Bench 2"), not a score."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    text = tokens[at].text
    return (
        len(text) == 1 and following != "%" and tokens[at].joint == " " and tokens[at].start - tokens[at - 1].end == 1
    )


def _is_year(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens) or not _YEAR.match(tokens[at].text):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or (following.text not in ("%", "x") and following.joint != ".")


def _is_version(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens) or tokens[at].lower != "v":
        return False
    return tokens[at + 1].kind == "number" and tokens[at + 1].joint == ""


def _join(tokens: Sequence[Token], first: int, last: int) -> str:
    """The tokens as printed, gaps as one space."""
    return tokens[first].text + "".join(token.joint + token.text for token in tokens[first + 1 : last + 1])


def _mention(tokens: Sequence[Token], first: int, last: int, name: str, unit: str | None) -> BenchmarkMention:
    return BenchmarkMention(
        start=tokens[first].start, end=tokens[last].end, first=first, last=last, name=name, unit=unit
    )
