"""One amount over another in Chinese sentences."""

import re
from collections.abc import Iterator

from bot.domain.claims import Bound, Kind, Ratio
from bot.domain.names import ClassName, Named
from bot.reading.amounts import Quantity, Unit
from bot.reading.chinesesides import costs_the_same
from bot.reading.frames import Draft, Frame, chinese_subjects, group_models, named

_METRICS: tuple[tuple[Ratio, re.Pattern[str]], ...] = tuple(
    (metric, re.compile(words, re.IGNORECASE))
    for metric, words in (
        (Ratio.KV_CACHE, "KV ?[Cc]ache|KV ?缓存|键值缓存|缓存占用"),
        (Ratio.TRAINING_COST, "训练(?:总)?(?:成本|费用|开销)"),
        (Ratio.TRAINING_COMPUTE, "训练(?:算力|计算量|FLOPs)"),
        (Ratio.TRAINING_TIME, "训练(?:时间|时长|周期)"),
        (Ratio.SPEED, "速度|吞吐量?|推理性能|推理效率|加速|提速|快"),
        (Ratio.LATENCY, "延迟|时延|响应时间"),
        (Ratio.MEMORY, "显存|内存"),
        (Ratio.INFERENCE_COMPUTE, "计算量|算力|FLOPs"),
        (Ratio.ENERGY, "能耗|功耗|耗电"),
        (Ratio.TOKENS_USED, "[Tt]okens? ?(?:消耗|用量|使用量|数)|消耗的? ?[Tt]okens?"),
        (Ratio.CONTEXT_WINDOW, "上下文"),
        (Ratio.COST, "成本|价格|费用|定价|售价|单价|便宜|贵|降价|价"),
        (Ratio.SIZE, "参数量|参数规模|体积|尺寸|模型大小"),
        (Ratio.PERFORMANCE, "性能|准确率|得分|成功率|能力"),
    )
)
_LESS = re.compile(
    r"(?:降低|下降|减少|缩减|压缩|节省|节约|便宜|下调|降价|直降|少|低|缩短|缩小|砍掉|省|降)(?:了|掉|约|近|超|超过|"
    r"达|高达|至多|最多|多达|大约|逾)*[ ]?$"
)
_MORE = re.compile(
    r"(?:提升|提高|增加|增长|加快|上涨|扩大|快|高|贵|多|涨|大|提速|加速)(?:了|约|近|超|超过|达|高达|至多|最多|多达|"
    r"大约|逾)*[ ]?$"
)
_TO = re.compile(
    r"(?:[降减缩压提增升扩]\w{0,3}[至到]|原来的?|前代的?|上一代的?|前者的?|其)(?:了|原来的?|其|约|近|的|大约|不到|"
    r"超过)*[ ]?$"
)
_OF_OTHER = re.compile(r"[^,。;]{0,8}?的(?:约|近|大约|不到|超过|仅|近乎)*[ ]?")
_THREE_SIDED = (Unit.PERCENT, Unit.TIMES, Unit.FRACTION)
_BUSINESS = re.compile("用户|营收|收入|融资|估值|股价|市场份额|市占|下载量|员工|同比|环比|利润|销量|客户|渗透率")
_ITSELF = re.compile("上一代|前代|上代|前作|原来|此前|旧版|前者")
_ABOUT = re.compile(r"(?:约为?|大约|近|将近|左右)[^\d]{0,4}$")
_OVER = re.compile(r"(?:超过?|逾)[ ]?$")
_AFTER_BOUND = re.compile(r"[ ]?(?:以上|多(?![个种])|\+)")


def read_chinese_ratios(frame: Frame) -> Iterator[Draft]:
    """Every ratio in a Chinese sentence."""
    for quantity in frame.quantities:
        if quantity.unit not in _THREE_SIDED or _BUSINESS.search(
            frame.text, max(frame.start, quantity.start - 20), frame.end
        ):
            continue
        left = _clause_before(frame, quantity)
        value = _value(frame, left, quantity)
        metric = _metric(left, frame.text[quantity.end : quantity.end + 8])
        if value is not None and metric is not None:
            yield from _ratio(frame, quantity, metric, *value)
    yield from _same_price(frame)


def _clause_before(frame: Frame, quantity: Quantity) -> str:
    left = frame.text[max(frame.start, quantity.start - 60) : quantity.start]
    return re.split(r"[。;;]", left)[-1]


def _value(frame: Frame, left: str, quantity: Quantity) -> tuple[float, bool] | None:
    """The subject's amount over the other's, and whether less was said."""
    share = quantity.value / 100 if quantity.unit is Unit.PERCENT else quantity.value
    if _LESS.search(left):
        if quantity.unit is Unit.TIMES:
            return 1 / quantity.value, True
        return (1 - share, True) if share < 1 else None
    if _MORE.search(left):
        return (share if quantity.unit is Unit.TIMES else 1 + share), False
    of_other = any(
        model.start in frame.baselines and _OF_OTHER.fullmatch(frame.text, model.end, quantity.start)
        for model in frame.models
    )
    return (share, False) if of_other or _TO.search(left) or quantity.unit is Unit.TIMES else None


def _metric(left: str, right: str) -> Ratio | None:
    """The amount named nearest before the number, in its own part of the sentence first."""
    for words in (left.rsplit(",", 1)[-1], right, left):
        found = [
            (match.end(), -at, metric)
            for at, (metric, pattern) in enumerate(_METRICS)
            for match in pattern.finditer(words)
        ]
        if found:
            nearest = max(end for end, _, _ in found)
            return max((rank, metric) for end, rank, metric in found if end >= nearest - 2)[1]
    return None


def amount_words(frame: Frame, quantity: Quantity, metric: Ratio) -> tuple[int, int] | None:
    """Where a sentence names the amount that a ratio is of, nearest its number."""
    low, high = max(frame.start, quantity.start - 60), min(frame.end, quantity.end + 8)
    patterns = (pattern for each, pattern in _METRICS if each is metric)
    spans = [match.span() for pattern in patterns for match in pattern.finditer(frame.text, low, high)]
    return min(spans, key=lambda span: abs(span[0] - quantity.start), default=None)


def _ratio(frame: Frame, quantity: Quantity, metric: Ratio, value: float, less: bool) -> Iterator[Draft]:
    baseline = _other(frame, quantity)
    for subject in chinese_subjects(frame, quantity.start):
        if subject != baseline:
            yield Draft(
                kind=Kind.RATIO,
                subject=subject,
                metric=metric,
                value=round(value, 6),
                baseline=baseline,
                bound=_bound(frame, quantity, less),
                start=quantity.start,
                end=quantity.end,
                rule="ratio.chinese",
            )


def _other(frame: Frame, quantity: Quantity) -> Named | None:
    """The other side: the nearest such model before the number, else behind it, else what came before."""
    others = [model for model in frame.models if model.start in frame.baselines]
    before = [model for model in others if model.end <= quantity.start]
    if before or others:
        return named((before or others)[-1 if before else 0])
    words = _ITSELF.search(frame.text, max(frame.start, quantity.start - 24), quantity.start)
    return ClassName(name="previous model") if words else None


def _bound(frame: Frame, quantity: Quantity, less: bool) -> Bound:
    left = frame.text[max(frame.start, quantity.start - 10) : quantity.start]
    if _AFTER_BOUND.match(frame.text, quantity.end, frame.end) or _OVER.search(left):
        return Bound.LESS_THAN if less else Bound.MORE_THAN
    if re.search("不到|不足", left):
        return Bound.MORE_THAN if less else Bound.LESS_THAN
    if _ABOUT.search(left):
        return Bound.ABOUT
    return Bound.UP_TO if re.search("高达|最高|最多|至多|多达", left) else quantity.bound


def _same_price(frame: Frame) -> Iterator[Draft]:
    """价格与 A 相同."""
    for group in group_models(frame.text, frame.models):
        left = frame.text[max(frame.start, group[0].start - 24) : group[0].start]
        after = frame.text[group[-1].end : min(frame.end, group[-1].end + 14)]
        if re.search("价格|定价|售价|成本", left + after) and costs_the_same(frame.text, frame.start, frame.end, group):
            for subject in chinese_subjects(frame, group[0].start):
                yield Draft(
                    kind=Kind.RATIO,
                    subject=subject,
                    metric=Ratio.COST,
                    value=1.0,
                    baseline=named(group[0]),
                    start=group[0].start,
                    end=group[-1].end,
                    rule="ratio.chinese_same",
                )
