"""One amount over another: whose amounts a ratio compares, and which ratios are of no model."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.claims import Bound, Kind, Ratio
from bot.domain.names import Named
from bot.reading.amounts import RATIO_UNITS, Quantity, Unit
from bot.reading.cues import CueKind
from bot.reading.frames import Draft, Frame, named
from bot.reading.mentions import ModelMention
from bot.reading.ratioforms import read_form
from bot.reading.ratiosides import RIGHT, apposed, compared_after, compared_elsewhere, is_object, listed_with, undercut
from bot.reading.ratiowords import ABOUT, Beside, Form, as_before
from bot.reading.samecost import equal, read_same_price
from bot.reading.signs import Signed, where
from bot.reading.specmetrics import AT_LENGTH
from bot.reading.structure import BlockKind
from bot.reading.turns import in_turn, runs, said_of_all

_VERBS = ("doubl", "tripl", "quadrupl", "halv")
_LEFT, _RIGHT = 130, RIGHT  # characters on either side of a number that may make it a ratio
_CLAUSE_END = re.compile(
    r";|[.!?]\s|,\s(?:and|while|but|which|with|plus|versus)\b|\b(?:and|or) (?:(?:up to|a|an|about|roughly) )?\d|"
    r"\bwhile\b"
)
_POINTS_BACK = re.compile(
    r"(?:that|this|which)\b(?: (?:is|was|makes|means|would be|translates))?|that's", re.IGNORECASE
)
_TIER = Signed(
    "tier mode plan batch priority",
    re.compile(r"\b(?:tier|mode|plan|batch|priority)\b(?:[^.;]|\.\d){0,70}$", re.IGNORECASE),
)
_TIER_RIGHT = Signed(
    "cached cache batch off subscri* input output",
    re.compile(
        r"\b(?:cached|cache (?:hits?|writes?|reads?|discounts?)|batch|off-peak|subscri\w+)\b|"
        r"\bthan the (?:input|output|cached)\b",
        re.IGNORECASE,
    ),
)
_BUSINESS = Signed(
    "user* revenue market share* funding valuation customers downloads growth headcount employees traffic year "
    "stock profit* sales salary salaries workers developers per",
    re.compile(
        r"\b(?:users?|revenue|market|shares?|funding|valuation|customers|downloads|growth|headcount|employees|traffic|"
        r"year-over-year|stock|profits?|sales|salary|salaries|workers|developers)\b|\bper[ -](?:dollar|watt|gpu|"
        r"chip)\b",
        re.IGNORECASE,
    ),
)
_IS_SHARE = Signed(
    "account* makes make made making represent* compris* constitut* responsible",
    re.compile(
        rf"\b(?:account(?:s|ed|ing)? for|ma(?:kes?|de|king) up|represent(?:s|ed|ing)?|compris\w+|constitut\w+|"
        rf"responsible for)[ ]{ABOUT}$",
        re.IGNORECASE,
    ),
)
_OF_SAVINGS = re.compile(
    r"[ ]?(?:of )?(?:the |its |their )?(?:savings?|gains?|advantage|benefits?) (?:is|are|was|were|goes)\b"
)
_HARDWARE = (
    r"(?:(?!FP|BF)[A-Z]{1,2}\d{2,3}[a-z]?|GB\d{3}|MI\d{3}\w*|Hopper|Blackwell|Ampere|Rubin|Trainium\d?|Inferentia\d?|"
    r"TPUs?|GPUs?|CPUs?|"
    r"ASICs?|LPUs?|NPUs?|chips?|hardware|accelerators?|RTX)"
)
_AGAINST_HARDWARE = Signed(
    "than over vs versus compared relative",
    re.compile(
        rf"\b(?i:than|over|vs\.?|versus|compared (?:to|with)|"
        rf"relative to)\s+(?:on\s+)?(?:[\w-]+\s+){{0,3}}?{_HARDWARE}\b"
    ),
)
_OF_A_THING = re.compile(
    rf"(?:(?:The|Our|Its|Their|This|A|An)\s)?(?:[\w-]+\s){{0,3}}?(?:{_HARDWARE}|kernels?|frameworks?|libraries|"
    rf"library|engine|"
    r"compiler|datacenter|data center|toolkit|app|agent|IDE|editor|browser|product|platform|plugin)"
    r"(?: (?:series|platform|systems?|family))?\s+(?:is|are|can|will|delivers?|demonstrates?|achieves?|offers?|"
    r"provides?|runs?)\b"
)
_SAME_MEMORY = Signed(
    "footprint* & same unchanged",
    re.compile(
        r"\b(?:(?:the )?same (?:hardware|memory) footprint|(?:hardware|memory) footprint (?:is |remains |"
        r"stays )?(?:the same|"
        r"unchanged))\b",
        re.IGNORECASE,
    ),
)
_STANDS_BEFORE = re.compile(r" (?:the |of )?(?:[A-Z]\w+(?:'s)? )?")
_AND_SO_MUCH = re.compile(rf"(?:,|;|\band|\bor|\bbut|\bto)[ ]*{ABOUT}$")
_FOR_ITS_PART = re.compile(
    r"[ ](?:in|on|for|at|with|when|over|than|of|as (?:many|much|fast)(?: as)?|that of)\b", re.IGNORECASE
)
_BETWEEN_CLAUSES = re.compile(r"[,;] |\b(?:while|but|is|are|its|it|despite|costs?)\b")
_ALSO = re.compile(r"[^;.]{0,50}(?:\band|,)[ ]")
_LEAVES = re.compile(r"\b(?:than|compared|over|versus|vs|while|but|from|at|with|for|is|are|to)\b")
_OF_MODEL = re.compile(r"(?:th|rd|nd)? of (?:that of |what )?(?:the |its )?(?:[A-Z]\w+(?:'s)? )?$")
_FRONTED = re.compile(r"^[^,]{0,80}, (?:the |our |new |(?:[A-Z][\w.&-]*[ ]){0,2}[A-Z][\w.&-]*'s? )*$")


@dataclass(frozen=True, slots=True)
class _Side:
    """A ratio as read, and the other side of it where its own words name a model."""

    quantity: Quantity
    form: Form
    other: ModelMention | None
    turn: ModelMention | None  # whose it is, where models and numbers are listed in step


@where(":ratio pric* cost* rates footprint*")
def read_ratios(frame: Frame) -> Iterator[Draft]:
    """Every ratio in a sentence."""
    sides = _sides(frame)
    others = _others(frame, sides) if sides else set()
    for at, side in enumerate(sides):
        for subject in _subjects(frame, side, others):
            for baseline in _baselines(frame, sides, at, subject):
                yield _draft(frame, side, subject, baseline)
    yield from read_same_price(frame)
    if found := _SAME_MEMORY.search(frame):
        yield from _same_memory(frame, sides, found.start(), found.end())


def _draft(frame: Frame, side: _Side, subject: Named, baseline: Named | None) -> Draft:
    return Draft(
        kind=Kind.RATIO,
        subject=subject,
        metric=side.form.metric,
        value=round(side.form.value, 6),
        baseline=baseline,
        bound=_turned(side.quantity.bound) if side.form.turned else side.quantity.bound,
        hedged=_hung_on_doubt(frame),
        setting=_setting(frame),
        scope=_scope(frame, side.form.metric),
        start=side.quantity.start,
        end=side.quantity.end,
        rule=f"ratio.{side.quantity.unit.name.lower()}",
    )


def _hung_on_doubt(frame: Frame) -> bool:
    """Whether the line that a list hangs on holds back: "X may cost:"."""
    return frame.kind is BlockKind.ITEM and any(cue.kind is CueKind.HEDGE for cue in frame.lead_cues)


def _others(frame: Frame, sides: Sequence[_Side]) -> set[Named]:
    """The models that ratios are over, or that something is held against."""
    compared: set[Named] = {named(side.other) for side in sides if side.other is not None}
    return compared | {named(model) for model in frame.models if is_object(frame, model)}


def is_ratio(frame: Frame, quantity: Quantity) -> bool:
    """Whether the words beside a number make it one amount over another."""
    return quantity.unit in RATIO_UNITS and _form(frame, quantity, quantity.end) is not None


def _sides(frame: Frame) -> list[_Side]:
    ratios = [quantity for quantity in frame.quantities if quantity.unit in RATIO_UNITS]
    if not ratios or _is_against_hardware(frame) or _OF_A_THING.match(frame.words):
        return []
    forms: list[tuple[Quantity, list[Quantity], Form | None]] = []
    for run in runs(frame.text, ratios):
        for quantity in run:
            form = _form(frame, quantity, run[-1].end)
            if form is None and forms:
                last, _, before = forms[-1]
                form = _goes_on(frame, last, before, quantity)
            forms.append((quantity, run, form))
    sides: list[_Side] = []
    for at, (quantity, run, form) in enumerate(forms):
        if form is not None:
            stop = next((later.start for later, its, read in forms[at + 1 :] if read and its is not run), frame.end)
            other = compared_after(frame, quantity, stop) or undercut(frame, quantity)
            if other is None and (other := apposed(frame, quantity)) is not None:
                form = replace(form, value=1 / form.value, turned=not form.turned)
            sides.append(_Side(quantity, form, other, in_turn(frame, run, quantity)))
    return _sharing_bounds(frame, sides)


def _is_against_hardware(frame: Frame) -> bool:
    """Whether chips are compared, and no model that runs on one ("2x faster than X on CPU")."""
    against = _AGAINST_HARDWARE.search(frame)
    return against is not None and not any(against.start() < model.start < against.end() for model in frame.models)


def _sharing_bounds(frame: Frame, sides: list[_Side]) -> list[_Side]:
    """ "Up to 2x higher throughput and 30% lower latency": the bound is that of both."""
    for at in range(1, len(sides)):
        one, other = sides[at - 1].quantity, sides[at].quantity
        bare = other.bound is Bound.EXACT and frame.text[other.start].isdigit()
        gap = frame.text[one.end : other.start]
        if (
            bare
            and one.bound is not Bound.EXACT
            and one.low is None
            and _ALSO.fullmatch(gap)
            and not _LEAVES.search(gap)
        ):
            sides[at] = replace(sides[at], quantity=other._replace(bound=one.bound))
    return sides


def _goes_on(frame: Frame, last: Quantity, form: Form | None, quantity: Quantity) -> Form | None:
    """What a number comes to that leaves its words to the one before: "3x faster in prefill and 5x in decoding"."""
    if form is None or last.unit is not quantity.unit:
        return None
    if not _AND_SO_MUCH.search(frame.text, last.end, quantity.start) or not _FOR_ITS_PART.match(
        frame.text, quantity.end
    ):
        return None
    if any(quantity.end <= benchmark.start < quantity.end + 40 for benchmark in frame.benchmarks):
        return None
    return as_before(last, form, quantity)


def _form(frame: Frame, quantity: Quantity, end_of_run: int) -> Form | None:
    """What a number comes to; numbers of a list ("5x and 28x smaller") share the words behind it."""
    text = frame.text
    right = text[end_of_run : min(frame.end, end_of_run + _RIGHT)]
    end = _CLAUSE_END.search(right)
    right = right[: end.start()] if end else right
    left = text[max(frame.start, quantity.start - _LEFT) : quantity.start]
    if (
        _TIER.among(left, frame.signs)
        or _TIER_RIGHT.among(right[:50], frame.signs)
        or _BUSINESS.among(right[:50], frame.signs)
        or _BUSINESS.among(left[-40:], frame.signs)
        or (_IS_SHARE.among(left, frame.signs) and right.startswith((" of", "of")))
        or _OF_SAVINGS.match(right)
    ):
        return None
    points_back = _POINTS_BACK.match(text, frame.start) is not None
    before = text[max(0, frame.start - 160) : frame.start] if points_back else frame.lead[-160:]
    verb = text[quantity.start : quantity.end].lower().startswith(_VERBS)
    beside = Beside(
        left=left,
        right=right,
        before=before,
        of_model=_of_model(frame, quantity),
        verb=verb,
        behind=_behind(frame, quantity),
        apposed=apposed(frame, quantity) is not None,
        signs=frame.signs,
    )
    return read_form(quantity, beside)


def _behind(frame: Frame, quantity: Quantity) -> int | None:
    """Where the model ends that a number stands right before ("2x X's speed"), counted from the number's end."""
    model = next((model for model in frame.models if model.start >= quantity.end), None)
    if model is None or not _STANDS_BEFORE.fullmatch(frame.text, quantity.end, model.start):
        return None
    return model.end - quantity.end


def _of_model(frame: Frame, quantity: Quantity) -> bool:
    """Whether a number is one of a model: "1/9th of X"."""
    model = next((model for model in frame.models if model.start >= quantity.end), None)
    return model is not None and bool(_OF_MODEL.match(frame.text[quantity.end : model.start]))


def _setting(frame: Frame) -> str | None:
    """The context length that a ratio holds at."""
    for quantity in frame.quantities:
        left = frame.text[max(frame.start, quantity.start - 16) : quantity.start]
        if quantity.unit in (Unit.CONTEXT, Unit.TOKENS) and AT_LENGTH.search(left):
            return frame.text[quantity.start : quantity.end]
    return None


def _scope(frame: Frame, metric: Ratio) -> str | None:
    return frame.benchmarks[0].name if metric is Ratio.PERFORMANCE and frame.benchmarks else None


def _turned(bound: Bound) -> Bound:
    """The bound of a number that shrinks as the printed one grows."""
    return {Bound.MORE_THAN: Bound.LESS_THAN, Bound.LESS_THAN: Bound.MORE_THAN}.get(bound, bound)


def _subjects(frame: Frame, side: _Side, others: set[Named]) -> Sequence[Named]:
    """Whose amount it is: the model before the number that is no other side, what the text speaks of, or one behind."""
    if side.turn is not None:
        return (named(side.turn),)
    before = [model for model in frame.subject_mentions(side.quantity.start) if named(model) not in others]
    fronted = _fronted(frame, side)
    if fronted is not None and not before:
        return (named(fronted),)
    subjects = frame.subjects_before(side.quantity.start, together=said_of_all(frame, side.quantity.start))
    compared = {named(model) for model in frame.models if model.start in frame.baselines}
    if subjects and not any(subject in others or subject in compared for subject in subjects):
        return subjects
    if before:
        return (named(before[-1]),)
    behind = (
        model for model in frame.models if model.start >= side.quantity.end and model.start not in frame.baselines
    )
    return next(((named(model),) for model in behind if named(model) not in others), ())


def _fronted(frame: Frame, side: _Side) -> ModelMention | None:
    """The model that a sentence goes on to speak of after opening with the number: "At half the price of X, Y ..."."""
    if side.quantity.start - frame.start > 40:
        return None
    for model in frame.models:
        if model.start >= side.quantity.end and model is not side.other and model.start not in frame.baselines:
            return model if _FRONTED.match(frame.text[side.quantity.end : model.start]) else None
    return None


def _baselines(frame: Frame, sides: Sequence[_Side], at: int, subject: Named) -> Sequence[Named | None]:
    """What the amount is compared with: models by the number's own words or its neighbour's, else by others."""
    later, earlier = sides[at + 1 :], sides[:at][::-1]
    if later and _BETWEEN_CLAUSES.search(frame.text, sides[at].quantity.end, later[0].quantity.start):
        near = (*earlier, *later)
    else:
        near = (*later, *earlier)
    for side in (sides[at], *near):
        if side.other is not None and named(side.other) != subject:
            return listed_with(frame, side.other, subject)
    return compared_elsewhere(frame, sides[at].quantity, subject) or (None,)


def _same_memory(frame: Frame, sides: Sequence[_Side], start: int, end: int) -> Iterator[Draft]:
    """An unchanged footprint is a memory of 1."""
    for subject in frame.subjects_before(start)[:1]:
        other = _baselines(frame, sides, 0, subject)[0] if sides else None
        if other is not None:
            yield equal(subject, Ratio.MEMORY, other, start, end)
