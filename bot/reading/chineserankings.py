"""Rankings in Chinese sentences: against models, against classes, and first places."""

import re
from collections.abc import Iterator

from bot.domain.claims import Kind, Ranking
from bot.domain.names import ClassName, Named
from bot.reading.chinesesides import ranking_of
from bot.reading.frames import Draft, Frame, chinese_subjects, group_models, named

_DENIED = re.compile(r"(?:未能|没有|并未|尚未|无法|不能|难以)[^,。;]{0,8}$")
_FIRST = re.compile(
    r"(?:排名|位列|位居|名列|荣登|拿下|取得|斩获|登上|夺得|居)?(?:全球|榜单|开源|国产)?(?:第一名?|首位|榜首|头名|"
    r"冠军)(?!代|个|次|款|时间|季|方|批|步|梯)|登顶|最强|最佳|最优|最先进|最高分|业界领先|行业领先|"
    r"刷新了?(?:最新)?(?:纪录|记录|SOTA)|(?:达到|取得|实现)了?(?:新的?)?[ ]?(?:SOTA|最先进水平|业界最优)"
)
_CLASS = re.compile(
    r"(?P<kind>开源|闭源|国产|同尺寸|同规模|同级别|同类|端侧|主流)[^,。;]{0,6}?(?:模型|大模型|榜|第一|首位|SOTA|中)"
)
_CLASSES = {
    "开源": "open models",
    "闭源": "closed models",
    "国产": "chinese models",
    "同尺寸": "models of its size",
    "同规模": "models of its size",
    "同级别": "models of its class",
    "同类": "models of its kind",
    "端侧": "on-device models",
    "主流": "mainstream models",
}
_RANKED_CLASS = re.compile(
    r"(?P<verb>超过|超越|优于|领先于?|胜过|击败|媲美|比肩|接近|逼近|落后于?|不如)了?(?:所有|其他|同期|现有|众多|"
    r"部分|一众|全部|多数|不少|当前)*(?P<kind>开源|闭源|国产|同尺寸|同规模|同级别|同类|端侧|主流|顶尖|前沿|上一代|"
    r"前代)[^,。;A-Za-z]{0,8}?(?:模型|版本|产品)"
)
_VERBS = {
    verb: ranking
    for ranking, verbs in (
        (Ranking.BEATS, "超过 超越 优于 领先 领先于 胜过 击败"),
        (Ranking.MATCHES, "媲美 比肩"),
        (Ranking.CLOSE_TO, "接近 逼近"),
        (Ranking.TRAILS, "落后 落后于 不如"),
    )
    for verb in verbs.split()
}


def read_chinese_rankings(frame: Frame) -> Iterator[Draft]:
    """Every ranking in a Chinese sentence."""
    found = False
    for group in group_models(frame.text, frame.models):
        ranking = ranking_of(frame.text, frame.start, frame.end, group)
        if ranking is None or _DENIED.search(frame.text, max(frame.start, group[0].start - 20), group[0].start):
            continue
        for subject in chinese_subjects(frame, group[0].start):
            for other in group:
                if subject != named(other):
                    found = True
                    yield _ranking(frame, subject, ranking, named(other), group[0].start, other.end, "ranking.chinese")
    beaten = _RANKED_CLASS.search(frame.text, frame.start, frame.end)
    if beaten:
        words = ClassName(name=_CLASSES.get(beaten["kind"], "other models"))
        for subject in chinese_subjects(frame, beaten.start()):
            yield _ranking(frame, subject, _VERBS[beaten["verb"]], words, *beaten.span(), "ranking.chinese_class")
    elif not found or _FIRST.search(frame.text, frame.start, frame.end):
        yield from _first(frame)


def _first(frame: Frame) -> Iterator[Draft]:
    """位列开源模型第一: first of a class, or on a named benchmark."""
    match = _FIRST.search(frame.text, frame.start, frame.end)
    if match is None or _DENIED.search(frame.text, max(frame.start, match.start() - 10), match.start()):
        return
    kind = _CLASS.search(frame.text, max(frame.start, match.start() - 18), min(frame.end, match.end() + 14))
    if kind is None and not frame.benchmarks:
        return
    baseline = ClassName(name=_CLASSES[kind["kind"]]) if kind else None
    for subject in chinese_subjects(frame, match.start()):
        yield _ranking(frame, subject, Ranking.BEATS, baseline, *match.span(), "ranking.chinese_first")


def _ranking(
    frame: Frame, subject: Named, metric: Ranking, baseline: Named | None, start: int, end: int, rule: str
) -> Draft:
    scope = "; ".join(dict.fromkeys(benchmark.name for benchmark in frame.benchmarks)) or None
    return Draft(
        kind=Kind.RANKING,
        subject=subject,
        metric=metric,
        baseline=baseline,
        scope=scope,
        start=start,
        end=end,
        rule=rule,
    )
