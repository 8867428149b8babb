"""Where models stand by Chinese sentences: brought out, opened, shown, taken down."""

import re
from collections.abc import Iterator

from bot.domain.claims import Release
from bot.reading.chinesesides import is_other_side
from bot.reading.frames import Draft, Frame, Subjects, chinese_subjects, draft_release, named
from bot.reading.mentions import ModelMention

_ACTION = re.compile(
    r"(?P<out>发布|推出|上线|开放(?!世|域|式|平|问)|亮相|问世|面世)|(?P<open>开源(?!模型|社区|生态|大模型|项目|榜|"
    r"版|代码|领域|阵营|的|工具|框架|协议|第))|(?P<preview>预览(?!版)|内测|公测|灰度测试|抢先体验)|(?P<gone>下线|"
    r"停用|退役|停服|下架|停止服务|停止支持)"
)
_WEIGHTS = re.compile(
    r"权重(?:文件)?(?:已|现已|也已|均已|同步|全部|将)*(?:在|于)?[^,。;]{0,24}?(?:开源|公开|开放|发布|上传|上线|"
    r"下载)|开源权重|开放权重|(?:采用|基于|遵循|使用)[ ]?(?:MIT|Apache)[^,。;]{0,12}(?:许可|协议|开源)"
)
_SOON = re.compile(r"(?:即将|将于|将在|将会|计划|预计|拟|有望|准备|打算|或将|将)[^,。;]{0,16}$")
_NOT_YET = re.compile(r"(?:尚未|还未|暂未|没有|并未|未|不会|不|是否|取消|推迟)(?:正式|全面|公开)?[ ]?$")
_NOT_MODEL = re.compile(r"[^,。;]{0,3}?(?:会(?!员)|技术报告|报告|论文|公告|数据集|财报|白皮书|日|时间|后|前|以来|之后)")
_PREVIEW_NAME = re.compile(r"[ ]?(?:的)?(?:预览版|测试版|抢先版|Preview 版|Beta 版)")


def read_chinese_releases(frame: Frame) -> Iterator[Draft]:
    """Every event of a Chinese sentence: what was brought out, opened, shown or taken down."""
    for action in _ACTION.finditer(frame.text, frame.start, frame.end):
        if _NOT_YET.search(frame.text, max(frame.start, action.start() - 8), action.start()):
            continue
        if action["out"] and _NOT_MODEL.match(frame.text, action.end(), frame.end) and not _object(frame, action.end()):
            continue
        target = _object(frame, action.end()) if not action["gone"] else None
        subjects: Subjects = (named(target),) if target else _told(frame, action.start())
        for event in _events(frame, action, target):
            for subject in subjects:
                yield draft_release(subject, event, action.start(), action.end(), f"release.chinese_{event}")
    if (weights := _WEIGHTS.search(frame.text, frame.start, frame.end)) and "将" not in weights.group():
        for subject in chinese_subjects(frame, weights.start()):
            yield draft_release(
                subject, Release.OPEN_WEIGHTS, weights.start(), weights.end(), "release.chinese_open_weights"
            )


def _events(frame: Frame, action: re.Match[str], target: ModelMention | None) -> list[Release]:
    if action["gone"]:
        return [Release.DEPRECATED]
    if _SOON.search(frame.text, max(frame.start, action.start() - 24), action.start()):
        return [Release.ANNOUNCED]
    after = target.end if target else action.end()
    if action["preview"] or _PREVIEW_NAME.match(frame.text, after, frame.end):
        return [Release.PREVIEWED]
    return [Release.RELEASED, Release.OPEN_WEIGHTS] if action["open"] else [Release.RELEASED]


def _object(frame: Frame, place: int) -> ModelMention | None:
    """The model right behind a verb, in its part of the sentence and compared with nothing."""
    for model in frame.models:
        gap = frame.text[place : model.start] if model.start >= place else None
        if gap is not None and len(gap) <= 36 and not re.search(r"[,。;:]|基于|采用|搭载|支持|超越", gap):
            return model if not is_other_side(frame.text, frame.start, frame.end, [model]) else None
    return None


def _told(frame: Frame, place: int) -> Subjects:
    """What an event without an object is told of: the model before it; what the text speaks of where "it" is said."""
    before = frame.subject_mentions(place)
    if before:
        return (named(before[-1]),)
    spoken = re.search(r"(?:该|这款|此|新)(?:系列)?模型|目前|现已|即日起|它|模型", frame.text[frame.start : place])
    return frame.default if spoken else ()
