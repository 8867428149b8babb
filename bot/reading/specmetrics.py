"""Which metric an absolute number states, by its unit and the words on either side of it."""

import re

from bot.domain.claims import Spec
from bot.reading.amounts import Quantity, Unit
from bot.reading.frames import Frame

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
    r"\b(?:param(?:eter)?s?(?: count| size)?|(?:total |model )?size)(?: \([^()]{0,20}\))?\s*(?:[:=|]|is|of|"
    r"at)?\W{0,3}$|"
    r"\bsize of [^,;]{1,60} (?:is|reaches|stands at)\W{0,3}$|\u53c2\u6570(?:\u91cf|\u89c4\u6a21)?[^\u3002\d]{0,6}$",
    re.IGNORECASE,
)
_OF_A_PART = re.compile(
    r"[ -]*(?:params?|parameters?)?[ -]*(?:/ ?block|(?:per|transformer|decoder|encoder|text|vision|audio|draft|"
    r"vit|mtp)?[ -]*"
    r"(?:transformer )?(?:decoder|encoder|backbone|adapter|module|block|layer|head|codec|tokenizer|embedding|router|"
    r"draft)\b)",
    re.IGNORECASE,
)
_PART_LEFT = re.compile(
    r"\b(?:encoder|decoder|adapter|module|projector|backbone|router|draft model|codec|tokenizer|embeddings?|"
    r"block|layer)s?\b"
    r"[^,;.]{0,24}$",
    re.IGNORECASE,
)
_TIMES_LEFT = re.compile(r"\d ?x ?$")
_THE_MODEL = re.compile(r"\b(?:the|this|that|their|smaller|larger)(?: [a-z]+){0,2} $", re.IGNORECASE)
_CONTEXT_LEFT = re.compile(
    r"(?:(?<!-)\bcontext\b(?! (?:scenario|task|bench|perform|engineer|read|retriev|understand|model|attention))|"
    r"-context:|\bsequence length|\binput length|\bwindow)\b[^.;=]{0,60}$|\u4e0a\u4e0b\u6587[^\u3002]{0,12}$",
    re.IGNORECASE,
)
_CONTEXT_RIGHT = re.compile(
    r"[^.;,()\d]{0,14}\b(?:of )?(?:context|sequence|input window)\b|[ -]*(?:max(?:imum)? )?(?:context|input\b)|"
    r"[ -]*(?:native )?seq(?:uence)?[ -]?len|[^\u3002]{0,4}\u4e0a\u4e0b\u6587",
    re.IGNORECASE,
)
_SUPPORTS_LEFT = re.compile(
    r"\b(?:support\w*|handl\w+|process\w*|accept\w*|span\w*|tak\w+|extrapolat\w+|extend\w*|expand\w*|ingest\w*|hold\w*|"
    r"inference (?:on|over|with|at))\b(?P<gap>[^.;]{0,40})$",
    re.IGNORECASE,
)
_NEARBY = re.compile(r"\b(?:support|handle|accept)s? (?:up to |over |about |>)?$", re.IGNORECASE)
_OUTPUT_LEFT = re.compile(
    r"\b(?:max(?:imum)? output|output (?:limit|length|window|tokens?(?! ?/| per))|max(?:imum)? generation|"
    r"(?:generat|output|return|writ)\w* "
    r"up to|outputs? (?:of )?up to)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_OUTPUT_RIGHT = re.compile(r"[ -]*(?:max(?:imum)? )?output\b|[^.;,]{0,4}\bof output\b", re.IGNORECASE)
_TRAIN = re.compile(r"\b(?:pre-?)?train\w*|\bcorpus\b|\bcorpora\b|\u8bad\u7ec3", re.IGNORECASE)
_CORPUS_RIGHT = re.compile(r"[^,;.]{0,30}\b(?:corpus|dataset|data)\b", re.IGNORECASE)
_NOT_TRAIN = re.compile(r"\b(?:per day|daily|a day|monthly|a month|served|processed each)\b", re.IGNORECASE)
_COST = re.compile(
    r"\u6210\u672c|\u8017\u8d44|\u82b1\u8d39|\u8d39\u7528|\bcosts?\b|\bbudget\b|\bspent\b|\bspend\b|"
    r"\bfor (?:just |only |under )?$",
    re.IGNORECASE,
)
_SPENT_LEFT = re.compile(
    r"\btrain(?:ed|ing)\b[^.;$]{0,30}\b(?:with|for|at|under|below|only|just|than|over)(?: an?)?(?: about| roughly)? $|"
    r"\b(?:GPU|TPU)[- ]hours? \(~?$",
    re.IGNORECASE,
)
_FIRST_TOKEN = re.compile(r"first[ -]token|\bttft\b|\u9996(?:\u5b57|\u5305| ?[Tt]oken)", re.IGNORECASE)
_READING_IN = re.compile(r"\bprefill|\binput (?:tokens?|throughput)|\bprompt (?:tokens?|processing)", re.IGNORECASE)
_MEMORY = re.compile(
    r"\b(?:v?ram|memory|fit(?:s|ting)?|runs?|running|run it|loads?|gpus?|deploy\w*|require\w*|needs?|"
    r"footprint)\b|\u663e\u5b58|"
    r"\u5185\u5b58",
    re.IGNORECASE,
)
_NOT_MEMORY = re.compile(
    r"\b(?:cache|bandwidth|dataset|storage|disk|per (?:second|minute)|corpus|cached?|gb/s|checkpoints?|download|hbm\d?|"
    r"unified|train\w*|pages?|leak\w*|allocat\w+)\b|KV",
    re.IGNORECASE,
)
_CHIP_LEFT = re.compile(r"\b(?:[A-Z]{1,3}\d{2,4}\w?|RTX \d{4})[ -]$")
# What a machine has is not what a model needs, and what its makers advise to set is not what it takes.
_DEVICE_LEFT = re.compile(
    r"\b(?:gpu|card|accelerator|chip|laptop|mac\w*|workstation|machine|device|phone|server)s?\b,? "
    r"(?:with|that has|has|having|featuring|offering|packing|sporting|carrying)(?: up to| just| only)? $",
    re.IGNORECASE,
)
_OF_A_WHOLE = re.compile(r"\bout of (?:a total of |about |~)?$", re.IGNORECASE)
_ACTIVE_WORD = re.compile(r"\bactiv\w+", re.IGNORECASE)
_PART_OF_DATA = re.compile(
    r"\b(?:comprising|consisting of|made up of|including|followed by|of which|split into|composed of)\b(?:[^.;]|"
    r"\.\d){0,60}$",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"\b(?<!our )(?<!these )(?<!the )(?:LLMs|language models|models) (?:beyond|exceeding|over|above)[ ]$"
)
_RUN_ON = re.compile(r"\b(?:fit|run|load|deploy)", re.IGNORECASE)
_ADVISED = re.compile(
    r"\b(?:advis\w+|recommend\w*|suggest\w*|should (?:set|use|allow|leave|reserve)|set (?:it|this|the|"
    r"your))\b[^.;]{0,70}$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:across|among|amongst|than|against|versus|over|outperform\w*|beat\w*|of all)\b[^.;,]{0,60}"
    r"\b(?:models|baselines|competitors|systems|llms|vlms|ones)\b[^.;,]{0,24}$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)")
_NEXT_PART = re.compile(r",| and |;|\. ")
_TIER = re.compile(
    r"\b(?:batch|priority|flex|fast mode|cache write|cache storage|surcharge|subscription|per month|/month|monthly|"
    r"a month|per seat|per image|per minute|search)\b",
    re.IGNORECASE,
)
_LIMIT_RIGHT = re.compile(
    r"[ -](?:max(?:imum)? )?(?P<side>output|input|context) (?:limit|window|length)", re.IGNORECASE
)
_LIMIT_LEFT = re.compile(
    r"\b(?:max(?:imum)? )?(?P<side>output|input|context) (?:limit|window|length)\b[^;]{0,60}\b(?:at|is|of|to|"
    r"was)(?: just| only)? $",
    re.IGNORECASE,
)
AT_LENGTH = re.compile(
    r"\bat (?:a |an |the )?(?:full )?$|\b(?:throughput|speed\w*|faster|latency|decod\w+|prefill\w*) (?:for|with|"
    r"on) (?:an? )?$",
    re.IGNORECASE,
)
_SETTING = re.compile(
    r"\b(?:settings?|scenarios?|workloads?|requests?|prompts?) (?:like|such as|of|with)\b[^.;]{0,30}$|\btraining "
    r"(?:window|context|sequence)[^.;]{0,30}$|\b(?:evaluat\w*|tested|benchmarked|measured|"
    r"limited)\b[^.;]{0,20}\b(?:with|using|"
    r"at|under|to)\b[^.;]{0,20}$|\bat (?:a |an |the )?(?:full |sequence |prompt |input )?(?:context|lengths?)"
    r"(?: length| window| size)? of (?:about |around |up to )?$|"
    r"\b(?:when|while) (?:handling|processing|serving|given|fed|working on) (?:about |up to )?$",
    re.IGNORECASE,
)
_FED = re.compile(r"[ -]*(?:token )?(?:input|prompt|output) (?:sequences|prompts)\b", re.IGNORECASE)
_LINK = re.compile(
    r"[:=|,(~\uff0c]|\b(?:of|is|are|was|at|to|up|from|that|by|for|about|over|reaches|stands|on|with|between|than)\b"
)
_BESIDE_LEFT: dict[Spec, tuple[re.Pattern[str], ...]] = {
    Spec.PARAMETERS: (_PARAMS_LEFT,),
    Spec.ACTIVE_PARAMETERS: (_ACTIVE_LEFT,),
    Spec.CONTEXT_WINDOW: (_LIMIT_LEFT, _CONTEXT_LEFT, _SUPPORTS_LEFT),
    Spec.MAX_OUTPUT: (_LIMIT_LEFT, _OUTPUT_LEFT),
}
_BESIDE_RIGHT: dict[Spec, tuple[re.Pattern[str], ...]] = {
    Spec.PARAMETERS: (_TOTAL_RIGHT,),
    Spec.ACTIVE_PARAMETERS: (_ACTIVE_RIGHT,),
    Spec.CONTEXT_WINDOW: (_LIMIT_RIGHT, _CONTEXT_RIGHT),
    Spec.MAX_OUTPUT: (_LIMIT_RIGHT, _OUTPUT_RIGHT),
}
_ANYWHERE = {
    Spec.PARAMETERS: re.compile(r"\b(?:sizes?|param\w*|model)\b|\u53c2\u6570", re.IGNORECASE),
    Spec.INPUT_PRICE: re.compile(r"\b(?:input|prompt)\b|\u8f93\u5165", re.IGNORECASE),
    Spec.OUTPUT_PRICE: re.compile(r"\b(?:output|completion)\b|\u8f93\u51fa", re.IGNORECASE),
    Spec.CACHED_INPUT_PRICE: re.compile(r"\bcached?(?: input| hits?)?\b|\u7f13\u5b58(?:\u547d\u4e2d)?", re.IGNORECASE),
    Spec.TRAINING_TOKENS: _TRAIN,
    Spec.TRAINING_COMPUTE: _TRAIN,
    Spec.TRAINING_COST: _COST,
    Spec.TIME_TO_FIRST_TOKEN: _FIRST_TOKEN,
    Spec.MEMORY: _MEMORY,
}
_SMALLEST_CONTEXT, _LARGEST_CONTEXT = 500, 2e8
_DOLLARS = frozenset(("", "$", "US$", "USD"))
PRICES = {"input": Spec.INPUT_PRICE, "output": Spec.OUTPUT_PRICE, "cached": Spec.CACHED_INPUT_PRICE, "": Spec.PRICE}


def metric_of(frame: Frame, quantity: Quantity, *, named_next: bool) -> Spec | None:
    """The metric that a number states; ``named_next``: a model's name stands right behind it and its noun."""
    left, right = _sides(frame, quantity)
    unit = quantity.unit
    if unit is Unit.PARAMETERS:
        return _parameters(quantity, left, right)
    if unit is Unit.SIZE and (metric := _size(frame, quantity, named_next=named_next)):
        return metric
    if unit is Unit.PLAIN and not quantity.scaled:
        return _limit(quantity, left, right)
    if unit in (Unit.TOKENS, Unit.CONTEXT) or (is_bare(quantity) and quantity.value < _LARGEST_CONTEXT):
        return _token_metric(frame, quantity, left, right)
    reader = _BY_UNIT.get(unit)
    return reader(quantity, left, right) if reader else None


def _sides(frame: Frame, quantity: Quantity) -> tuple[str, str]:
    left = frame.text[max(frame.start, quantity.start - 90) : quantity.start]
    return left, frame.text[quantity.end : min(frame.end, quantity.end + 60)]


def is_bare(quantity: Quantity) -> bool:
    """A scaled number that says nothing of what it counts: "128K", "7B"."""
    return quantity.scaled and quantity.unit in (Unit.PLAIN, Unit.SIZE)


def is_window(quantity: Quantity) -> bool:
    """Whether a number is of the size of a context window."""
    return _SMALLEST_CONTEXT <= quantity.value <= _LARGEST_CONTEXT


def _limit(quantity: Quantity, left: str, right: str) -> Spec | None:
    """A number without its "tokens": "65,536 output limit"."""
    found = _LIMIT_RIGHT.match(right) or _LIMIT_LEFT.search(left)
    if found is None or not is_window(quantity):
        return None
    return Spec.MAX_OUTPUT if found["side"].lower() == "output" else Spec.CONTEXT_WINDOW


def _price(quantity: Quantity, left: str, right: str) -> Spec | None:
    if quantity.currency not in _DOLLARS:
        return None  # prices are kept in dollars, and no text says at what rate to change others
    return None if _TIER.search(left[-40:] + " " + right[:30]) else PRICES[quantity.part]


def _speed(quantity: Quantity, left: str, right: str) -> Spec | None:
    if quantity.part == "input":
        return None
    near = _NEXT_PART.split(left)[-1] + " " + _NEXT_PART.split(_BRACKETS.sub("", right), maxsplit=1)[0]
    return None if _READING_IN.search(near) else Spec.OUTPUT_SPEED


def _gpu_hours(quantity: Quantity, left: str, right: str) -> Spec | None:
    return Spec.TRAINING_GPU_HOURS


def _compute(quantity: Quantity, left: str, right: str) -> Spec | None:
    return Spec.TRAINING_COMPUTE if _TRAIN.search(left + right) else None


def _training_cost(quantity: Quantity, left: str, right: str) -> Spec | None:
    if quantity.value < 1e3:
        return None
    spent = _TRAIN.search(left + right) and _COST.search(left + right)
    return Spec.TRAINING_COST if spent or _SPENT_LEFT.search(left) else None


def _first_token(quantity: Quantity, left: str, right: str) -> Spec | None:
    return Spec.TIME_TO_FIRST_TOKEN if _FIRST_TOKEN.search(left[-50:] + right[:40]) else None


def _memory(quantity: Quantity, left: str, right: str) -> Spec | None:
    if (_CHIP_LEFT.search(left) or _DEVICE_LEFT.search(left)) and not _RUN_ON.search(left):
        return None
    near = left.rpartition(", ")[2][-60:] + " " + _NEXT_PART.split(right, maxsplit=1)[0]
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


def _parameters(quantity: Quantity, left: str, right: str) -> Spec | None:
    if _OF_A_PART.match(right) or _PART_LEFT.search(left) or _OF_OTHERS.search(left) or _BEYOND.search(left):
        return None
    if quantity.part == "total":
        return Spec.PARAMETERS
    if quantity.part == "active" or _ACTIVE_LEFT.search(left) or _ACTIVE_RIGHT.match(right):
        return Spec.ACTIVE_PARAMETERS
    return Spec.PARAMETERS


def _size(frame: Frame, quantity: Quantity, *, named_next: bool) -> Spec | None:
    left, right = _sides(frame, quantity)
    start = quantity.start
    if quantity.value < 1e6 or _TIMES_LEFT.search(left) or _OF_A_PART.match(right):
        return None
    if quantity.value >= 1e11 and _CORPUS_RIGHT.match(right) and _TRAIN.search(left[-40:]):
        return Spec.TRAINING_TOKENS
    if _ACTIVE_RIGHT.match(right) or (_ACTIVE_LEFT.search(left) and not _TRAIN.search(left[-30:])):
        return Spec.ACTIVE_PARAMETERS
    if _OF_A_WHOLE.search(left) and _ACTIVE_WORD.search(left):
        return Spec.PARAMETERS  # "39B active parameters out of 141B"
    if quantity.part == "noun":
        return None if _THE_MODEL.search(left) and not named_next else Spec.PARAMETERS
    named_before = left.endswith("(") and any(model.end in (start - 1, start - 2) for model in frame.models)
    return Spec.PARAMETERS if named_before or _TOTAL_RIGHT.match(right) or _PARAMS_LEFT.search(left) else None


def _token_metric(frame: Frame, quantity: Quantity, left: str, right: str) -> Spec | None:
    value, is_tokens = quantity.value, quantity.unit is Unit.TOKENS
    if (
        _SETTING.search(left)
        or _ADVISED.search(left)
        or _FED.match(right)
        or (quantity.unit is Unit.CONTEXT and AT_LENGTH.search(left))
    ):
        return None
    if quantity.unit is not Unit.CONTEXT and (
        quantity.part == "output" or _OUTPUT_LEFT.search(left) or _OUTPUT_RIGHT.match(right)
    ):
        return Spec.MAX_OUTPUT if _SMALLEST_CONTEXT <= value <= 1e7 else None
    if value >= 5e8:
        own = frame.text[quantity.start : quantity.end]
        if _PART_OF_DATA.search(left) and _is_part(frame, quantity):
            return None
        trained = _TRAIN.search(left) or _TRAIN.search(own) or _TRAIN.search(right)
        return Spec.TRAINING_TOKENS if is_tokens and trained and not _NOT_TRAIN.search(right) else None
    if not is_window(quantity):
        return None
    if quantity.unit is Unit.CONTEXT or _CONTEXT_RIGHT.match(right) or _CONTEXT_LEFT.search(left):
        return Spec.CONTEXT_WINDOW
    told = is_tokens or (_NEARBY.search(left) and "context" in frame.words.lower())
    supports = _SUPPORTS_LEFT.search(left) if told and value >= 4e3 else None
    return Spec.CONTEXT_WINDOW if supports and not _TRAIN.search(supports["gap"]) else None


def _is_part(frame: Frame, quantity: Quantity) -> bool:
    """Whether more of the same was counted before it: "8T tokens, comprising 6.5T of text"."""
    return any(q.unit is Unit.TOKENS and q.end <= quantity.start and q.value > quantity.value for q in frame.quantities)


def words_beside(frame: Frame, quantity: Quantity, metric: Spec) -> tuple[int, int] | None:
    """Where the words stand that make a number one of a metric; none where its own unit does."""
    if quantity.unit is Unit.PARAMETERS and metric is Spec.PARAMETERS:
        return None
    left, right = _sides(frame, quantity)
    low, anywhere = quantity.start - len(left), _ANYWHERE.get(metric)
    for pattern in _BESIDE_RIGHT.get(metric, ()):
        if match := pattern.match(right):
            return quantity.end, quantity.end + match.end()
    for pattern in _BESIDE_LEFT.get(metric, ()):
        if match := pattern.search(left):
            link = _LINK.search(left, match.start() + 1)
            return low + match.start(), low + (link.start() if link else len(left))
    before = [match.span() for match in anywhere.finditer(left)] if anywhere else []
    if before:
        return low + before[-1][0], low + before[-1][1]
    behind = anywhere.search(right) if anywhere else None
    return (quantity.end + behind.start(), quantity.end + behind.end()) if behind else None
