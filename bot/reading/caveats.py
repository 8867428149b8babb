"""What holds a claim back: caveats on the models, or labs, that sentences speak of."""

import re
from collections.abc import Iterator

from bot.domain.claims import Caveat, Kind
from bot.domain.names import Named
from bot.reading.frames import Draft, Frame, lab_subject
from bot.reading.reservations import reservations
from bot.reading.signs import Signed

_RISK_NOTE = re.compile(r"\b(?:should|must|be|with|may|can|could|might) (?:\w+ ){0,2}$", re.IGNORECASE)
# A maker's own page that says these says them of the world, not of its own figures.
_NOT_OWN_WORDS = frozenset((Caveat.DISPUTED, Caveat.NOT_RELEASED, Caveat.UNVERIFIED))
_OTHER_MATTER = Signed(
    "valuation funding investor* round acquisition revenue lawsuit shares stock salary copyright subscribers data",
    re.compile(
        r"\b(?:valuation|funding|investors?|round|acquisition|revenue|lawsuit|shares|stock|salary|copyright|subscribers|"
        r"users' data)\b",
        re.IGNORECASE,
    ),
)


def read_caveats(frame: Frame) -> Iterator[Draft]:
    """Caveats on a model, or on a lab where no model is named."""
    for caveat, start, end in reservations(frame):
        left = frame.text[max(frame.start, start - 30) : start]
        words = frame.text[start:end].lower()
        if words == "misleading" and _RISK_NOTE.search(left):
            continue
        if frame.vendor and (caveat in _NOT_OWN_WORDS or (caveat is Caveat.SELF_REPORTED and "self" not in words)):
            continue
        if not frame.models and _OTHER_MATTER.search(frame):
            continue
        subject = _subject(frame, start)
        if subject is not None:
            yield Draft(kind=Kind.CAVEAT, subject=subject, metric=caveat, start=start, end=end, rule=f"caveat.{caveat}")


def _subject(frame: Frame, place: int) -> Named | None:
    """The model before the words, else the one behind them, else what the text speaks of, else the lab named."""
    if frame.subject_mentions(place) or not frame.models:
        subjects = frame.subjects_before(place)
    else:
        subjects = frame.subjects_before(frame.end)
    if subjects or frame.default:
        return (subjects or frame.default)[0]
    lab = next(iter(frame.labs), None)
    return lab_subject(lab, frame.text[lab.start : lab.end]) if lab else None
