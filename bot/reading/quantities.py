"""Every amount of a text in the units of the claim vocabulary: numbers, words, ranges, pairs."""

import re
from collections.abc import Callable

from bot.domain.claims import Bound
from bot.reading.amounts import Quantity, Unit
from bot.reading.bounds import with_bound
from bot.reading.tokens import Words
from bot.reading.units import tidy, with_unit

_SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mm": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "t": 1e12,
    "tn": 1e12,
    "trillion": 1e12,
    "\u4e07": 1e4,
    "\u4ebf": 1e8,
    "\u4e07\u4ebf": 1e12,
    "\u767e\u4e07": 1e6,
    "\u5343": 1e3,
}
_PLUS = re.compile(r"\+(?![\w+])")
_SIDES_TOLD = re.compile(r" ?\(?(?:input|in|prompt) ?(?:/|and|,) ?(?:output|out|completion)\b", re.IGNORECASE)
_NEW_PRICE = re.compile(r"[,;]?(?: and| but)?(?: is| are| it is)? (?:now|down to|to)(?: just| only| at)? ?")
_EXACTLY = re.compile(r" ?\((?P<exact>\d{1,3}(?:,\d{3})+)\b")
_BYTES = {"kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "kib": 2**10, "mib": 2**20, "gib": 2**30, "tib": 2**40}
_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "hundred": 100,
    "several": None,
}
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d,\d{1,2}(?=x)|\d+(?:\.\d+)?)"
    r"(?: ?(?P<scale>[Tt]rillion|[Bb]illion|[Mm]illion|thousand|\u4e07\u4ebf|\u767e\u4e07|\u4ebf|\u4e07|\u5343)|"
    r"-(?P<dashed>trillion|billion|million)|(?P<letter>bn|mn|tn|[KMBTkmbt]|"
    r" [BT](?= (?:per|and|total|active|in total|of)\b|[,.;)]|$)) ?(?![A-Za-z0-9])|(?P<bytes>[ -]?[KMGT]i?B)\b)?",
)
_MONEY_MARKS = frozenset("$\u20ac\u00a3\u00a5-")
_BEFORE_NUMBER = re.compile(
    r"(?:(?P<currency>US\$|[$\u20ac\u00a3\u00a5]|\bRMB ?|\bUSD ?) ?)?(?P<sign>(?<![A-Za-z0-9)$])-)?$"
)
_WORD_NUMBER = re.compile(
    r"\b(?P<word>a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|hundred)[ -](?P<scale>trillion|"
    r"billion|million|thousand)\b"
    r"|(?<![\w-])(?P<alone>million|trillion|billion)-(?=token|parameter)"
    r"|(?<![A-Za-z0-9/])(?P<fraction>half|halv(?:e[sd]?|ing)|(?:one|an?|two|three|four|five)[ -](?:third|quarter|"
    r"fourth|"
    r"fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|"
    r"thirtieth|fortieth|fiftieth|"
    r"hundredth|thousandth)s?|1/\d{1,3}(?:th|rd|nd)?)(?![A-Za-z0-9/])"
    r"|(?P<portion>[\u4e8c\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e]\u5206\u4e4b"
    r"[\u4e00\u4e8c\u4e09\u56db]|\u4e00\u534a)"
    r"|\b(?P<times>twice|double[sd]?|doubling|triple[sd]?|tripling|quadruple[sd]?|(?:an|one|two|three) orders? of "
    r"magnitude|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|hundred)(?:-?fold| times)|(?<=\ba )factor of (?:(?:about|over|"
    r"around|roughly|nearly|at least|up to) )?"
    r"(?:\d{1,4}(?:\.\d+)?(?![\w.]*\d)|two|three|four|five|six|seven|eight|nine|ten|hundred))\b",
    re.IGNORECASE,
)
# The first words of these, so that they are looked for nowhere else.
_RESPECTIVELY = re.compile(r"[^.;]{0,40}\brespectively\b", re.IGNORECASE)
_RATES_APART = 30  # characters between the two prices of a model
_NUMBER_WORDS = frozenset(
    (
        "a an one two three four five six seven eight nine ten twelve hundred million billion trillion 1 half halve "
        "halves halved halving twice double doubles doubled doubling triple triples tripled tripling quadruple "
        "quadruples quadrupled twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold "
        "hundredfold factor"
    ).split()
) | frozenset("\u4e00\u4e8c\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e")
_RANGE = re.compile(r" ?(?:\u2013|\u2014|~|-|to|and)\s?(?=[$\u20ac\u00a5\u00a3]?\d)")
_ORDINALS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "hundredth": 100,
    "thousandth": 1000,
}
_HAN = dict(
    zip(
        "\u4e00\u4e8c\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e",
        (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100),
        strict=True,
    )
)
# "grows from 23T to 28.5T" is a change from one amount to another, not a range.
CHANGES = re.compile(
    r"\b(?:increas|scal(?=e|ing)|grow|grew|expand|improv|rais|ris|rose|reduc|drop|cut|jump|boost|extend|mov|went|goes|"
    r"going|climb|fell|fall|up|down)\w*\b[^.;]{0,60}\bfrom (?:about |around |~)?$",
    re.IGNORECASE,
)


def find_quantities(text: str, words: Words, blocked: Callable[[int, int], bool]) -> list[Quantity]:
    """All amounts of a plain text in order; numbers inside names are ``blocked``."""
    found: list[Quantity] = []
    done = 0
    for at in words.numbers:
        start = words.tokens[at].start
        if start >= done and (match := _NUMBER.match(text, start)):
            done = match.end()
            if not blocked(match.start("number"), match.end("number")):
                found.append(_read(text, match))
    done = 0
    for at in words.at_any(_NUMBER_WORDS):
        start = words.tokens[at].start
        if start >= done and (match := _WORD_NUMBER.match(text, start)):
            done = match.end()
            found.append(_read_words(text, match))
    found.sort(key=lambda quantity: (quantity.start, -quantity.end))
    return _share_units(text, _join_ranges(text, found))


def amount_end(text: str, quantity: Quantity) -> int:
    """Where a printed amount ends and the words of its unit begin: behind the "1.6T" of "1.6T total parameters"."""
    printed = [
        match.end("letter") if match["letter"] else match.end()
        for match in _NUMBER.finditer(text, quantity.start, quantity.end)
    ]
    if not printed:
        words = _WORD_NUMBER.match(text, quantity.start, quantity.end)
        return words.end() if words else quantity.end
    return printed[1] if quantity.low is not None and len(printed) > 1 else printed[0]


def _read(text: str, match: re.Match[str]) -> Quantity:
    near = text[max(0, match.start() - 2) : match.start()]
    before = None
    if near[-1:] in _MONEY_MARKS or near[:1] in _MONEY_MARKS or near.endswith(("D", "B", "D ", "B ")):
        before = _BEFORE_NUMBER.search(text, max(0, match.start() - 6), match.start())
    currency, sign = (before["currency"] or "", before["sign"]) if before else ("", None)
    value = _value(match["number"]) * (-1 if sign else 1)
    scale = (match["scale"] or match["dashed"] or match["letter"] or "").lower().strip()
    value *= _SCALES.get(scale, 1.0)
    start = before.start("currency" if currency else "sign") if before and (currency or sign) else match.start("number")
    end = match.end("letter") if match["letter"] else match.end()
    if match["bytes"]:
        size = _BYTES[match["bytes"].strip(" -").lower()]
        return with_bound(text, Quantity(start=start, end=end, value=value * size, unit=Unit.BYTES))
    if exact := _EXACTLY.match(text, end):
        printed = float(exact["exact"].replace(",", ""))
        value = printed if abs(printed - value) < 0.1 * value else value
    more = bool(_PLUS.match(text, end))
    quantity = Quantity(
        start=start,
        end=end + more,
        value=tidy(value),
        unit=Unit.PLAIN,
        bound=Bound.MORE_THAN if more else Bound.EXACT,
        currency=currency.strip(),
        scaled=bool(scale),
    )
    return with_bound(text, with_unit(text, quantity, scale))


def _value(printed: str) -> float:
    """A printed number: "1,048" has a comma between thousands, "1,5x" one before a fraction."""
    whole, comma, rest = printed.partition(",")
    return float(f"{whole}.{rest}") if comma and len(rest) < 3 else float(printed.replace(",", ""))


def _read_words(text: str, match: re.Match[str]) -> Quantity:
    """An amount in words: "two million", "million-token", "half", "twice"."""
    start, end = match.span()
    if match["word"]:
        value = tidy((_WORDS[match["word"].lower()] or 1) * _SCALES[match["scale"].lower()])
        quantity = Quantity(start=start, end=end, value=value, unit=Unit.PLAIN, scaled=True)
        return with_bound(text, with_unit(text, quantity, match["scale"].lower()))
    if match["alone"]:
        scale = match["alone"].lower()
        quantity = Quantity(start=start, end=end, value=_SCALES[scale], unit=Unit.PLAIN, scaled=True)
        return with_unit(text, quantity, scale)._replace(bound=Bound.ABOUT)
    if match["fraction"] or match["portion"]:
        value = _fraction(match["fraction"].lower()) if match["fraction"] else _chinese_fraction(match["portion"])
        return with_bound(text, Quantity(start=start, end=end, value=value, unit=Unit.FRACTION))
    times = match["times"].lower()
    bound = Bound.ABOUT if "magnitude" in times else Bound.EXACT
    return with_bound(text, Quantity(start=start, end=end, value=_multiple(times), unit=Unit.TIMES, bound=bound))


def _fraction(words: str) -> float:
    if words.startswith("1/"):
        return 1 / max(int(re.sub(r"\D", "", words[2:])), 1)
    if words.startswith("hal"):
        return 0.5
    count, _, ordinal = words.replace("-", " ").partition(" ")
    return (_WORDS.get(count) or 1) / _ORDINALS[ordinal.removesuffix("s")]


def _chinese_fraction(words: str) -> float:
    """ "Of ten parts one"."""
    of, _, parts = words.partition("\u5206\u4e4b")
    return _HAN[parts] / _HAN[of] if parts else 0.5


def _multiple(words: str) -> float:
    if words.startswith("factor"):
        last = words.rpartition(" ")[2]
        return float(_WORDS.get(last) or last)
    if "magnitude" in words:
        return float(10 ** (_WORDS.get(words.split()[0]) or 1))
    for stem, value in (("twice", 2.0), ("doubl", 2.0), ("tripl", 3.0), ("quadrupl", 4.0)):
        if words.startswith(stem):
            return value
    stem = re.split(r"-?fold| times", words)[0]
    return float(_WORDS.get(stem) or 1)


def _join_ranges(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Two numbers with a dash or "to" between them become one, its upper end kept."""
    joined: list[Quantity] = []
    for quantity in quantities:
        previous = joined[-1] if joined else None
        if previous is not None and quantity.start < previous.end:
            continue
        if previous is not None and _are_parts(text, previous, quantity):
            larger, lower = max(previous.value, quantity.value), min(previous.value, quantity.value)
            joined[-1] = quantity._replace(start=previous.start, value=larger, bound=Bound.UP_TO, low=lower)
        elif previous is not None and _is_range(text, previous, quantity):
            joined[-1] = quantity._replace(
                start=previous.start,
                bound=Bound.UP_TO,
                low=previous.value,
                part=quantity.part or previous.part,
            )
        else:
            joined.append(quantity)
    return joined


def _are_parts(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether two fractions are the ends of a range, in either order: "a tenth to a twentieth of"."""
    if one.unit is not Unit.FRACTION or other.unit is not Unit.FRACTION or other.start - one.end > 6:
        return False
    between = text[one.end : other.start].strip()
    opened = text[max(0, one.start - 9) : one.start].lower().rstrip()
    if between == "to" and CHANGES.search(text, max(0, one.start - 70), one.start):
        return False
    return between in ("to", "-", "\u2013", "or") or (between == "and" and opened.endswith("between"))


def _is_range(text: str, low: Quantity, high: Quantity) -> bool:
    between = _RANGE.match(text, low.end)
    if between is None or between.end() != high.start or low.value >= high.value:
        return False
    if between.group().strip() == "to" and CHANGES.search(text, max(0, low.start - 70), low.start):
        return False
    if between.group().strip() in ("to", "and"):
        opened = text[max(0, low.start - 9) : low.start].lower().rstrip()
        if between.group().strip() == "and" and not opened.endswith("between"):
            return False
        if not (
            opened.endswith(("from", "between", "range of", "of")) or low.unit in (Unit.PLAIN, Unit.SIZE, Unit.TIMES)
        ):
            return False
        if low.unit is Unit.PERCENT:
            return False
    return low.unit is high.unit or low.unit in (Unit.PLAIN, Unit.SIZE, Unit.MONEY)


def _share_units(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """A pair like "$3/$15" or "$1 and $5 per million" has one unit between the two."""
    shared = list(quantities)
    priced = any(
        quantity.unit is Unit.PRICE or (quantity.unit is Unit.MONEY and _SIDES_TOLD.match(text, quantity.end))
        for quantity in quantities
    )
    for at in range(len(shared) - 2, -1, -1):
        left, right = shared[at], shared[at + 1]
        gap = text[left.end : right.start]
        if (
            left.unit is Unit.MONEY
            and right.unit in (Unit.PRICE, Unit.MONEY)
            and left.currency == right.currency
            and gap.strip() == "/"
        ):
            unit = Unit.PRICE if priced or _SIDES_TOLD.match(text, right.end) else right.unit
            shared[at] = left._replace(unit=unit, part="input")
            shared[at + 1] = right._replace(unit=unit, part="output")
        elif (
            left.unit is right.unit is Unit.PRICE
            and not left.part
            and not right.part
            and gap.strip() in ("and", "/", ",")
        ):
            shared[at], shared[at + 1] = left._replace(part="input"), right._replace(part="output")
        elif left.unit is Unit.PLAIN and right.unit in (Unit.SPEED, Unit.SECONDS) and gap.strip() in ("and", ",", "/"):
            shared[at] = left._replace(unit=right.unit)
        elif left.unit is Unit.MONEY and right.unit is Unit.PRICE and _RESPECTIVELY.match(text, right.end):
            shared[at] = left._replace(unit=Unit.PRICE, part=right.part)
        elif left.unit is Unit.MONEY and right.unit is Unit.PRICE and len(gap) <= 24 and left.part:
            shared[at] = left._replace(unit=Unit.PRICE)
        elif _are_rates(left, right) and len(gap) <= _RATES_APART:
            shared[at], shared[at + 1] = left._replace(unit=Unit.PRICE), right._replace(unit=Unit.PRICE)
        elif (
            left.unit is Unit.SIZE
            and right.unit in (Unit.TOKENS, Unit.PARAMETERS, Unit.CONTEXT)
            and gap.strip() == "to"
        ):
            shared[at] = left._replace(unit=right.unit, part=right.part)
        elif (
            left.unit is Unit.SIZE
            and right.unit is Unit.PARAMETERS
            and gap.strip().lower() in ("total and", "total,", "total /", "total", "and")
        ):
            shared[at] = left._replace(unit=Unit.PARAMETERS, part="total")
    return _spread_price(text, shared)


def _are_rates(left: Quantity, right: Quantity) -> bool:
    """Whether two sums are what tokens in and tokens out cost: "$0.35 input and $0.85 output"."""
    sums = left.unit is right.unit is Unit.MONEY and not (left.scaled or right.scaled)
    return sums and left.currency == right.currency and {left.part, right.part} == {"input", "output"}


def _spread_price(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Prices near one that says "per million tokens" are per million tokens too."""
    spread: list[Quantity] = []
    reach = -1
    for quantity in quantities:
        if quantity.unit is Unit.PRICE:
            if not quantity.part and quantity.start < reach:
                quantity = quantity._replace(part=spread[-1].part)
            reach = quantity.end + 80
        elif quantity.unit is Unit.MONEY and quantity.part and quantity.start < reach and not quantity.scaled:
            quantity = quantity._replace(unit=Unit.PRICE)
            reach = quantity.end + 80
        elif (
            quantity.unit is Unit.MONEY
            and quantity.start < reach
            and not quantity.scaled
            and _NEW_PRICE.fullmatch(text, spread[-1].end, quantity.start)
        ):
            quantity = quantity._replace(unit=Unit.PRICE, part=spread[-1].part)
        spread.append(quantity)
    return spread
