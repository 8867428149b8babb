"""Absolute figures of a model: which metric a number states, and which model it belongs to."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.claims import Bound, Kind, Spec
from bot.reading.amounts import Quantity, Unit
from bot.reading.cues import CueKind
from bot.reading.frames import Draft, Frame, Subjects, named
from bot.reading.quantities import CHANGES

_ACTIVE_LEFT = re.compile(
    r"\bactiv(?:e|es|ates?|ated|ating)\b(?:(?!param)[^.;()\d]){0,30}$|\bactive param\w*\W{0,4}$|"
    r"\u6fc0\u6d3b[^\u3002]{0,8}$",
    re.IGNORECASE,
)
_ACTIVE_RIGHT = re.compile(
    r"[ -]*(?:\)|params?\b|parameters?\b)?[ -]*(?:of which |are |is |being )?(?:active|activated|live\b|activate\b|"
    r"per (?:input )?token|\u6fc0\u6d3b)",
    re.IGNORECASE,
)
_TOTAL_RIGHT = re.compile(r"[ -]*(?:in )?total\b", re.IGNORECASE)
_PARAMS_LEFT = re.compile(
    r"\b(?:param(?:eter)?s?(?: count| size)?|model size|size)(?: \([^()]{0,20}\))?\s*(?:[:=|]|is|of|at)?\W{0,3}$|"
    r"\u53c2\u6570(?:\u91cf|\u89c4\u6a21)?[^\u3002\d]{0,6}$",
    re.IGNORECASE,
)
_ESTIMATED_LEFT = re.compile(r"\baverag\w+\W{0,3}$", re.IGNORECASE)
_CONTEXT_LEFT = re.compile(
    r"(?:(?<!-)\bcontext\b(?! (?:scenario|task|bench|perform|engineer|read|retriev|understand|model|attention))|"
    r"-context:|\bsequence length|\binput length|\bwindow)\b[^.;=]{0,60}$|\u4e0a\u4e0b\u6587[^\u3002]{0,12}$",
    re.IGNORECASE,
)
_CONTEXT_RIGHT = re.compile(
    r"[^.;,()\d]{0,14}\b(?:of )?(?:context|sequence|input window)\b|[ -]*(?:max(?:imum)? )?(?:context|input)|"
    r"[^\u3002]{0,4}\u4e0a\u4e0b\u6587",
    re.IGNORECASE,
)
_SUPPORTS_LEFT = re.compile(
    r"\b(?:support\w*|handl\w+|process\w*|accept\w*|span\w*|tak\w+|extrapolat\w+|extend\w*|expand\w*|ingest\w*|hold\w*)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_OUTPUT_LEFT = re.compile(
    r"\b(?:max(?:imum)? output|output (?:limit|length|window|tokens?)|max(?:imum)? generation|generat\w+ up to|"
    r"outputs? (?:of )?up to)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_OUTPUT_RIGHT = re.compile(r"[ -]*(?:max(?:imum)? )?output\b|[^.;,]{0,4}\bof output\b", re.IGNORECASE)
_TRAIN = re.compile(r"\b(?:pre-?)?train\w*|\bcorpus\b|\u8bad\u7ec3", re.IGNORECASE)
_NOT_TRAIN = re.compile(r"\b(?:per day|daily|a day|monthly|served|processed each)\b", re.IGNORECASE)
_COST = re.compile(r"\bcosts?\b|\bbudget\b|\bspent\b|\bspend\b|\bfor (?:just |only |under )?$", re.IGNORECASE)
_FIRST_TOKEN = re.compile(r"first[ -]token|\bttft\b", re.IGNORECASE)
_MEMORY = re.compile(
    r"\b(?:v?ram|memory|fits?|runs?|running|run it|loads?|gpu|deploy\w*|require\w*|footprint)\b|\u663e\u5b58|"
    r"\u5185\u5b58",
    re.IGNORECASE,
)
_NOT_MEMORY = re.compile(
    r"\b(?:cache|bandwidth|dataset|storage|disk|per second|corpus|cached?|gb/s|checkpoints?|download|hbm\d?|"
    r"unified)\b|KV",
    re.IGNORECASE,
)
_NEXT_PART = re.compile(r",| and |;|\. ")
_FITS = re.compile(r"\b(?:fits?|within|inside|run(?:s|ning)? (?:on|in|with))\b", re.IGNORECASE)
_TIER = re.compile(
    r"\b(?:batch|priority|flex|fast mode|cache write|cache storage|surcharge|subscription|per month|/month|monthly|"
    r"a month|per seat|per image|per minute|search)\b",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\b(?:down from|up from|was|previously|formerly|originally|reduced from|instead of|from)(?: just| about)? *$",
    re.IGNORECASE,
)

_TO_MODEL = re.compile(
    r"^[ \-]*(?:(?:parameter|parameters|param|total|moe|dense|open|sparse|token|context|window|multimodal|"
    r"reasoning|model|tokens|open-source|open-weight|of)[ -]+){0,4}\(?$",
    re.IGNORECASE,
)
_FOR_MODEL = re.compile(
    r"^[ )]*(?:(?:per|context|window|tokens?|input|output|length|in|million|/)[ ,/]*){0,4}(?:for|with|on|in|of|by) "
    r"(?:both |the |all |our )?(?:[a-z]+ )?\(?$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"^(?:'s|'|,? ?(?:which|that|whose)\b[^.;]{0,40}|[ ]?\([^()]{0,80}|,? despite (?:their|its)\b[^.;]{0,60}|[:|"
    r"] ?[^.;]{0,10}| at\b[^.;,]{0,40})\s*$",
    re.IGNORECASE,
)
_CHAIN = re.compile(
    r"^[\s,/()&+|-]*(?:(?:and|for|per|input|output|in|out|total|active|tokens?|cached|with|a|hefty|"
    r"just|only|1m|million|parameters?|window|context|the|but|of|which|are|is|m)\b[\s,/()&+|-]*){0,6}$",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"^ ?(?:,? ?both|,? ?all|have|support|are|feature|offer|come|share|use|each|respectively)\b", re.IGNORECASE
)
_LIMIT_RIGHT = re.compile(
    r"[ -](?:max(?:imum)? )?(?P<side>output|input|context) (?:limit|window|length)", re.IGNORECASE
)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_FROM = re.compile(
    r"\bfrom (?:the |a |its )?(?:previous |earlier |original |prior )?(?:about |around |~)?(?:[^.;()]{1,30}\()?$"
)
AT_LENGTH = re.compile(r"\bat (?:a |an |the )?(?:full )?$", re.IGNORECASE)
_PRICES = {"input": Spec.INPUT_PRICE, "output": Spec.OUTPUT_PRICE, "cached": Spec.CACHED_INPUT_PRICE, "": Spec.PRICE}
_SETTING = re.compile(
    r"\b(?:settings?|scenarios?|workloads?|requests?|prompts?) (?:like|such as|of|with)\b[^.;]{0,30}$|\btraining "
    r"(?:window|context|sequence)[^.;]{0,30}$",
    re.IGNORECASE,
)
_SMALLEST_CONTEXT, _LARGEST_CONTEXT = 500, 2e8


def read_specs(frame: Frame) -> Iterator[Draft]:
    """Every absolute figure in a sentence."""
    metrics = _metrics(frame)
    for at, (quantity, metric) in enumerate(zip(frame.quantities, metrics, strict=True)):
        if metric is None or _superseded(frame, quantity, metric):
            continue
        for subject in _subjects(frame, at, metrics):
            yield Draft(
                kind=Kind.SPEC,
                subject=subject,
                metric=metric,
                value=quantity.value,
                bound=_bound(frame, quantity, metric),
                start=quantity.start,
                end=quantity.end,
                rule=f"spec.{quantity.unit.name.lower()}",
            )


def _metrics(frame: Frame) -> list[Spec | None]:
    """The metric of each number; one left bare takes that of the figure it is listed with."""
    metrics: list[Spec | None] = []
    for at, quantity in enumerate(frame.quantities):
        metric = metric_of(frame, quantity)
        if metric is None and at and metrics[at - 1] is not None and _bare_scaled(quantity):
            between = frame.text[frame.quantities[at - 1].end : quantity.start]
            if metrics[at - 1] is Spec.CONTEXT_WINDOW and len(between) < 45 and quantity.value <= _LARGEST_CONTEXT:
                metric = Spec.CONTEXT_WINDOW
            elif _ESTIMATED_LEFT.search(between):
                metric = metrics[at - 1]
        metrics.append(metric)
    return metrics


def _bare_scaled(quantity: Quantity) -> bool:
    return quantity.scaled and quantity.unit in (Unit.PLAIN, Unit.SIZE)


def metric_of(frame: Frame, quantity: Quantity) -> Spec | None:
    """The metric that a number states by its unit and the words around it."""
    left = frame.text[max(frame.start, quantity.start - 90) : quantity.start]
    right = frame.text[quantity.end : min(frame.end, quantity.end + 60)]
    unit = quantity.unit
    if unit is Unit.PARAMETERS:
        return _parameters(quantity, left, right)
    if unit is Unit.SIZE and (metric := _size(quantity, left, right)):
        return metric
    if unit is Unit.PLAIN and not quantity.scaled:
        return _limit(quantity, right)
    if unit in (Unit.TOKENS, Unit.CONTEXT) or (_bare_scaled(quantity) and quantity.value < _LARGEST_CONTEXT):
        return _token_metric(quantity, left, right)
    reader = _BY_UNIT.get(unit)
    return reader(quantity, left, right) if reader else None


def _limit(quantity: Quantity, right: str) -> Spec | None:
    """A number without its "tokens": "65,536 output limit"."""
    found = _LIMIT_RIGHT.match(right)
    if found is None or quantity.value < _SMALLEST_CONTEXT:
        return None
    return Spec.MAX_OUTPUT if found["side"].lower() == "output" else Spec.CONTEXT_WINDOW


def _price(quantity: Quantity, left: str, right: str) -> Spec | None:
    return None if _TIER.search(left[-40:] + " " + right[:30]) else _PRICES[quantity.part]


def _speed(quantity: Quantity, left: str, right: str) -> Spec | None:
    return Spec.OUTPUT_SPEED


def _gpu_hours(quantity: Quantity, left: str, right: str) -> Spec | None:
    return Spec.TRAINING_GPU_HOURS


def _compute(quantity: Quantity, left: str, right: str) -> Spec | None:
    return Spec.TRAINING_COMPUTE if _TRAIN.search(left + right) else None


def _training_cost(quantity: Quantity, left: str, right: str) -> Spec | None:
    spent = quantity.value >= 1e3 and _TRAIN.search(left + right) and _COST.search(left + right)
    return Spec.TRAINING_COST if spent else None


def _first_token(quantity: Quantity, left: str, right: str) -> Spec | None:
    return Spec.TIME_TO_FIRST_TOKEN if _FIRST_TOKEN.search(left[-50:] + right[:40]) else None


def _memory(quantity: Quantity, left: str, right: str) -> Spec | None:
    near = left[-60:] + " " + _NEXT_PART.split(right, maxsplit=1)[0]
    return Spec.MEMORY if _MEMORY.search(near) and not _NOT_MEMORY.search(near) else None


_BY_UNIT = {
    Unit.PRICE: _price,
    Unit.SPEED: _speed,
    Unit.GPU_HOURS: _gpu_hours,
    Unit.FLOP: _compute,
    Unit.MONEY: _training_cost,
    Unit.SECONDS: _first_token,
    Unit.BYTES: _memory,
}


def _parameters(quantity: Quantity, left: str, right: str) -> Spec:
    if quantity.part == "total":
        return Spec.PARAMETERS
    if quantity.part == "active" or _ACTIVE_LEFT.search(left) or _ACTIVE_RIGHT.match(right):
        return Spec.ACTIVE_PARAMETERS
    return Spec.PARAMETERS


def _size(quantity: Quantity, left: str, right: str) -> Spec | None:
    if quantity.value < 1e6:
        return None
    if _ACTIVE_RIGHT.match(right) or (_ACTIVE_LEFT.search(left) and not _TRAIN.search(left[-30:])):
        return Spec.ACTIVE_PARAMETERS
    if _TOTAL_RIGHT.match(right) or _PARAMS_LEFT.search(left) or quantity.part == "noun":
        return Spec.PARAMETERS
    return None


def _token_metric(quantity: Quantity, left: str, right: str) -> Spec | None:
    value, is_tokens = quantity.value, quantity.unit is Unit.TOKENS
    if _SETTING.search(left) or (quantity.unit is Unit.CONTEXT and AT_LENGTH.search(left)):
        return None
    if quantity.part == "output" or _OUTPUT_LEFT.search(left) or _OUTPUT_RIGHT.match(right):
        return Spec.MAX_OUTPUT if _SMALLEST_CONTEXT <= value <= 1e7 else None
    if value >= 5e8:
        trained = _TRAIN.search(left) or _TRAIN.search(right)
        return Spec.TRAINING_TOKENS if is_tokens and trained and not _NOT_TRAIN.search(right) else None
    if not _SMALLEST_CONTEXT <= value <= _LARGEST_CONTEXT:
        return None
    if quantity.unit is Unit.CONTEXT or _CONTEXT_RIGHT.match(right) or _CONTEXT_LEFT.search(left):
        return Spec.CONTEXT_WINDOW
    supports = is_tokens and _SUPPORTS_LEFT.search(left) and value >= 4e3
    return Spec.CONTEXT_WINDOW if supports and not _TRAIN.search(left) else None


def _superseded(frame: Frame, quantity: Quantity, metric: Spec) -> bool:
    """An old figure given beside the new one, or a figure of the class that something is compared with."""
    left = frame.text[max(frame.start, quantity.start - 30) : quantity.start]
    if metric in _PRICES.values() and _before_change(frame, quantity):
        return True
    if _WAS.search(left) and not CHANGES.search(frame.text, frame.start, quantity.start):
        return not left.rstrip().lower().endswith("from") or metric in (Spec.INPUT_PRICE, Spec.OUTPUT_PRICE, Spec.PRICE)
    compared = [cue for cue in frame.of(CueKind.RANKS, CueKind.COMPARES) if cue.end <= quantity.start]
    if not compared:
        return False
    cue = compared[-1]
    between = any(cue.end <= model.start < quantity.start for model in frame.models)
    return not between and not frame.breaks_between(cue.end, quantity.start) and quantity.start - cue.end < 40


def _before_change(frame: Frame, quantity: Quantity) -> bool:
    """Whether a price is one of those that "from A and B to C and D" leaves behind."""
    opened = frame.text.rfind(" from ", frame.start, quantity.start)
    if opened < 0 or quantity.start - opened > 70 or " to " in frame.text[opened : quantity.start]:
        return False
    return re.search(r" to (?:just |only |about )?\$", frame.text[quantity.end : quantity.end + 80]) is not None


def _bound(frame: Frame, quantity: Quantity, metric: Spec) -> Bound:
    left = frame.text[max(frame.start, quantity.start - 40) : quantity.start]
    if metric is Spec.MEMORY and quantity.bound is Bound.EXACT and _FITS.search(left):
        return Bound.LESS_THAN
    return quantity.bound


def _subjects(frame: Frame, at: int, metrics: Sequence[Spec | None]) -> Subjects:
    """The models that a figure belongs to."""
    quantity = frame.quantities[at]
    if respective := _respective(frame, at, metrics):
        return respective
    if changes_from(frame, quantity):
        compared = [model for model in frame.models if model.start in frame.baselines]
        return (named(compared[0]),) if compared else ()
    after = _after(frame, _chain_end(frame, at, metrics))
    if after:
        return after
    owner = _owner(frame, quantity)
    if owner is not None:
        return owner
    before = frame.subject_mentions(quantity.start)
    together = bool(before) and bool(_MANY.match(frame.text[before[-1].end : quantity.start]))
    return frame.subjects_before(quantity.start, together=together)


def _respective(frame: Frame, at: int, metrics: Sequence[Spec | None]) -> Subjects:
    """The model whose turn it is in "A and B reach 10 and 20, respectively"."""
    quantity = frame.quantities[at]
    if not _RESPECTIVELY.search(frame.text, quantity.end, min(frame.end, quantity.end + 120)):
        return ()
    alike = [i for i, metric in enumerate(metrics) if metric is metrics[at]]
    before = frame.subject_mentions(frame.quantities[alike[0]].start)
    listed = [model for model in frame.group(before[-1]) if model in before] if before else []
    return (named(listed[alike.index(at)]),) if len(listed) == len(alike) > 1 else ()


def changes_from(frame: Frame, quantity: Quantity) -> bool:
    """Whether this is a first figure of "grows from A (B) to C (D)": the one that something grew from."""
    opened = _FROM.search(frame.text, max(frame.start, quantity.start - 50), quantity.start)
    return opened is not None and CHANGES.search(frame.text, frame.start, opened.start() + 5) is not None


def _chain_end(frame: Frame, at: int, metrics: Sequence[Spec | None]) -> int:
    """The end of the run of figures that a figure is listed in ("$2 input and $8 output")."""
    end = frame.quantities[at].end
    for following, metric in zip(frame.quantities[at + 1 :], metrics[at + 1 :], strict=True):
        if metric is None or not _CHAIN.match(frame.text[end : following.start]):
            break
        end = following.end
    return end


def _after(frame: Frame, end: int) -> Subjects:
    """The model right after a figure ("1.6T parameter X", "128K for X")."""
    model = next((model for model in frame.models if model.start >= end), None)
    if model is None or model.start - end > 45:
        return ()
    gap = frame.text[end : model.start]
    if _TO_MODEL.match(gap):
        return (named(model),)
    if _FOR_MODEL.match(gap):
        return tuple(named(member) for member in frame.group(model) if member.start >= model.start)
    return ()


def _owner(frame: Frame, quantity: Quantity) -> Subjects | None:
    """The compared model that a figure is plainly of ("GPT-4o's 128K", "R1 (671B)", "despite their 15B")."""
    before = [model for model in frame.models if model.end <= quantity.start]
    if not before:
        return None
    nearest = before[-1]
    gap = frame.text[nearest.end : quantity.start]
    if nearest.start not in frame.baselines or len(gap) > 90 or not _OWN.match(gap):
        return None
    if "their" in gap:
        return tuple(named(model) for model in frame.group(nearest))
    return (named(nearest),)
