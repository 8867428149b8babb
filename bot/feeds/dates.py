"""Read dates as publishers write them. Pure; what cannot be told for sure is no date.

Without a zone a time is taken for UTC. ``03/04/2026`` is two dates, and so none. Whether a date is to be believed:
documents.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

_LONGEST = 100

_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]?")
_CJK_TIME = re.compile(r"(\d{1,2})\s*[時时点點시]\s*(?:(\d{1,2})\s*[分분])?\s*(?:(\d{1,2})\s*[秒초])?")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?)?(?!\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_SECONDS = re.compile(r"\d{9,10}\Z|\d{12,13}\Z")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|°)?[\s.,-]+(?:de\s+)?([^\W\d_]{3,12})\.?[\s,.-]+(?:de\s+)?'?(\d{4}|\d{2})(?![\d:])"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,12})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+)(\d{4})(?![\d:])")
_ASCTIME = re.compile(r"([^\W\d_]{3,12})\s+(\d{1,2})\s+(\d{1,2}:\d{2}(?::\d{2})?)\s+(?:([a-z]{1,5})\s+)?(\d{4})(?!\d)")
_TIME = re.compile(r"(?<![\d:+-])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.)?(?![\d:])")
_OFFSET = re.compile(r"(?:gmt|utc|ut)?\s*([+−-])(\d{1,2})(?::?(\d{2}))?(?!\d)")
_NAMED_ZONE = re.compile(r"\(?\b([a-z]{1,5})\b\)?")

_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "cet": 1, "west": 1, "cest": 2, "eet": 2, "eest": 3,
    "msk": 3, "ist": 5.5, "hkt": 8, "sgt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip

# By how they begin, without accents: English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish,
# Russian. The longer beginnings go first where a shorter one is another month's.
_MONTHS = {
    "juil": 7, "juin": 6, "giu": 6, "lug": 7,
    "jan": 1, "janv": 1, "ene": 1, "gen": 1, "sty": 1, "янв": 1,
    "feb": 2, "fev": 2, "fevr": 2, "lut": 2, "фев": 2,
    "mar": 3, "maa": 3, "mrt": 3, "мар": 3,
    "apr": 4, "avr": 4, "abr": 4, "kwi": 4, "апр": 4,
    "may": 5, "mai": 5, "mag": 5, "mei": 5, "maj": 5, "маи": 5, "мая": 5,
    "jun": 6, "cze": 6, "июн": 6,
    "jul": 7, "lip": 7, "июл": 7,
    "aug": 8, "aou": 8, "ago": 8, "sie": 8, "авг": 8,
    "sep": 9, "set": 9, "wrz": 9, "сен": 9,
    "oct": 10, "okt": 10, "ott": 10, "out": 10, "paz": 10, "окт": 10,
    "nov": 11, "lis": 11, "ноя": 11,
    "dec": 12, "dez": 12, "dic": 12, "gru": 12, "дек": 12,
}  # fmt: skip


def parse_date(text: str) -> datetime | None:
    """The moment in UTC that a publisher's date means."""
    words = " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().split())
    try:
        return _moment(words)
    except (ValueError, OverflowError):  # the 31st of June, the year 0
        return None


def _moment(text: str) -> datetime | None:
    if _SECONDS.match(text):
        return datetime.fromtimestamp(int(text[:10] if len(text) > 10 else text), UTC)
    if found := _COMPACT.match(text):
        year, month, day, hour, minute, second = (int(each or 0) for each in found.groups())
        time = (hour, minute, second)
        return _in_utc(year, month, day, time, text[found.end() :])
    if (found := _ASCTIME.search(text)) and (named := _month(found.group(1))):
        _, day_text, clock, zone, year_text = found.groups()
        return _in_utc(int(year_text), named, int(day_text), _time(clock), zone or text[found.end() :])
    day_of = _day(text)
    if day_of is None:
        return None
    year, month, day, rest = day_of
    return _in_utc(year, month, day, _time(rest), rest)


def _day(text: str) -> tuple[int, int, int, str] | None:
    """Year, month, day, and what is said beside them."""
    if found := _CJK.search(text) or _YEAR_FIRST.match(text):
        numbers = [int(each) for each in found.groups() if each.isdigit()]
        return numbers[0], numbers[1], numbers[2], text[found.end() :]
    if found := _YEAR_LAST.match(text):
        first, sign, second, year = found.groups()
        return _day_or_month_first(int(first), int(second), int(year), sign, text[found.end() :])
    for pattern, day_at, month_at in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        if (found := pattern.search(text)) and (month := _month(found.group(month_at))):
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return _whole_year(found.group(3)), month, int(found.group(day_at)), rest
    return None


def _day_or_month_first(first: int, second: int, year: int, sign: str, rest: str) -> tuple[int, int, int, str] | None:
    """With points the day is first everywhere; else only a number that is no month tells."""
    if sign == "." or first > 12 or first == second:
        return year, second, first, rest
    return (year, first, second, rest) if second > 12 else None


def _time(text: str) -> tuple[int, int, int]:
    found = _TIME.search(text) or _CJK_TIME.search(text)
    if found is None:
        return 0, 0, 0
    hour, minute, second = (int(each or 0) for each in found.groups()[:3])
    half = found.group(4) if found.re is _TIME else None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    elif "下午" in text or "午後" in text or "오후" in text:
        hour = hour % 12 + 12
    return hour, minute, second


def _in_utc(year: int, month: int, day: int, time: tuple[int, int, int], said: str) -> datetime:
    hour, minute, second = time
    if hour > 24 or minute > 59 or second > 60:
        raise ValueError(said)
    midnight = datetime(year, month, day, tzinfo=timezone(_offset(said)))
    # Summed up, since 24:00 is the next day's beginning, and a leap second the next minute's.
    return (midnight + timedelta(hours=hour, minutes=minute, seconds=second)).astimezone(UTC)


def _offset(said: str) -> timedelta:
    after = said
    if (found := _TIME.search(said)) is not None:
        after = said[found.end() :]
    if found := _OFFSET.search(after):
        sign, hours, minutes = found.groups()
        if len(hours) <= 2 and int(hours) <= 14 and int(minutes or 0) < 60:
            offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
            return offset if sign == "+" else -offset
    named = (_ZONES.get(word) for word in _NAMED_ZONE.findall(after))
    return timedelta(hours=next((zone for zone in named if zone is not None), 0))


def _month(name: str) -> int | None:
    bare = "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))
    return next((month for start, month in _MONTHS.items() if bare.startswith(start)), None)


def _whole_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < 69 else 1900)
