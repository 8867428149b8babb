"""Follow what a text speaks of from sentence to sentence, and set each sentence up for the rules."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Protocol, TypeVar

from bot.domain.names import ModelName, name_key
from bot.reading.amounts import RATIO_UNITS, Quantity
from bot.reading.chinesesides import is_chinese
from bot.reading.cues import Cue, CueKind
from bot.reading.frames import Frame, Subjects, group_models, lab_subject, named
from bot.reading.mentions import BenchmarkMention, ModelMention, Names
from bot.reading.othersides import other_sides, other_sides_in_chinese
from bot.reading.rankwords import apart
from bot.reading.signs import Part, Signed, sign, signs_of
from bot.reading.structure import Block, BlockKind, Sentence
from bot.reading.tokens import Token

_BASE_AND_TUNED = Signed(
    "base pretrained pre & instruct* chat posttrained post & model* version* variant* checkpoint*",
    re.compile(
        r"\b(?:base|pre-?trained)\b[^.;]{0,12}\b(?:and|&)\b[^.;]{0,12}\b(?:instruct\w*|instruction\S*|chat|"
        r"post-?trained)\b[^.;]{0,12}\b(?:models?|versions?|variants?|checkpoints?)\b",
        re.IGNORECASE,
    ),
)
_GOES_ON = re.compile(r"(?:It|They|Its|You can|Both|The model)\b")  # what the sentence before spoke of is still meant
_TUNED = frozenset(("base", "instruct", "chat", "it", "thinking"))
_OPENING = 45  # characters: a name within these is what its sentence is about
_CUE_SIGNS = {kind: f":{kind}" for kind in CueKind}


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """All that the earlier stages found in a text, each in order of place."""

    tokens: Sequence[Token]
    names: Names
    quantities: tuple[Quantity, ...]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """Whose text it is, and what it is mainly about."""

    publisher_lab: str | None
    vendor: bool
    paper: bool
    main: Subjects


@dataclass(frozen=True, slots=True)
class _Item:
    """A list item on the way down to the one being read; the first of the outline is what the list hangs on."""

    level: int
    now: Subjects
    benchmarks: tuple[BenchmarkMention, ...]


@dataclass(slots=True)
class _Topic:
    """What is being spoken of: one model or list, and the last several named together."""

    main: Subjects
    now: Subjects
    plural: Subjects
    section: Subjects
    told: Subjects = ()  # named in the sentence before, in the same block
    here: set[ModelName] = field(default_factory=set)  # told of under this heading, or in it
    against: Subjects = ()  # compared with there, or in the line that a list hangs on
    benchmarks: tuple[BenchmarkMention, ...] = ()
    weight: Counter[str] = field(default_factory=Counter)  # how often each benchmark is named
    main_benchmark: BenchmarkMention | None = None
    outline: list[_Item] = field(default_factory=list)


def build_frames(
    text: str, blocks: Sequence[Block], sentences: Sequence[Sentence], found: Found, voice: Voice
) -> list[Frame]:
    """A frame for every sentence, headings included."""
    topic = _Topic(voice.main, voice.main, (), voice.main)
    topic.weight.update(benchmark.name for benchmark in found.names.benchmarks)
    topic.main_benchmark = _main_benchmark(found.names.benchmarks, topic.weight)
    frames: list[Frame] = []
    cursor = _Cursor(found)
    previous: Block | None = None
    for sentence in sentences:
        block = blocks[sentence.block]
        if block is not previous:
            _enter(text, topic, blocks, block, previous, cursor)
            previous, topic.told = block, ()
        frame = _frame(text, blocks, sentence, cursor, topic, voice)
        frames.append(frame)
        _advance(topic, frame, voice)
        if block.kind is BlockKind.ITEM and topic.outline:
            topic.outline[-1] = _leave(topic.outline[-1], topic, frame)
    return frames


def _enter(
    text: str, topic: _Topic, blocks: Sequence[Block], block: Block, previous: Block | None, cursor: "_Cursor"
) -> None:
    """Begin a block: what a list hangs on stays the topic of its items, what an item says that of those under it."""
    benchmarks = cursor.found.names.benchmarks
    if block.kind is not BlockKind.ITEM:
        if topic.outline:
            topic.now = topic.outline[0].now
            topic.outline.clear()
        if previous is None or previous.kind is not BlockKind.HEADING:
            topic.against = ()
        if block.kind is BlockKind.HEADING:
            topic.benchmarks = cursor.within(benchmarks, block.start, block.end)
        return
    if previous is None or previous.kind is not BlockKind.ITEM:
        lead = blocks[block.lead] if block.lead is not None else None
        standing = cursor.within(benchmarks, lead.start, lead.end) if lead else topic.benchmarks
        topic.outline = [_Item(-1, _of_lead(text, lead, cursor, topic), standing)]
    while len(topic.outline) > 1 and topic.outline[-1].level > block.level:
        topic.outline.pop()
    beside = topic.outline[-1] if topic.outline[-1].level == block.level else None
    if beside is not None:
        topic.outline.pop()
    above = topic.outline[-1]
    goes_on = beside is not None and text[block.start : block.start + 1].islower()
    topic.now = beside.now if beside is not None and goes_on else above.now
    topic.benchmarks = above.benchmarks or (beside.benchmarks if beside else ())
    topic.outline.append(_Item(block.level, topic.now, topic.benchmarks))


def _of_lead(text: str, lead: Block | None, cursor: "_Cursor", topic: _Topic) -> Subjects:
    """What a list is about: the one model of the line that it hangs on ("the Pro model costs:"), else the topic."""
    if lead is None or not text[lead.start : lead.end].rstrip('"*_ ').endswith(":"):
        return topic.now
    models = {named(model) for model in cursor.within(cursor.found.names.models, lead.start, lead.end)}
    models.difference_update(topic.against)
    return tuple(models) if len(models) == 1 else topic.now


def _leave(item: _Item, topic: _Topic, frame: Frame) -> _Item:
    """What an item leaves to the items under and beside it."""
    return _Item(item.level, topic.now, frame.benchmarks or item.benchmarks)


_START = attrgetter("start")


class _Cursor:
    """Slices of what was found, by place; each list is sorted, so a slice is two bisections."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self._tokens = list(map(_START, found.tokens))
        names = found.names
        self._starts = {
            id(items): list(map(_START, items))
            for items in (names.models, names.labs, names.benchmarks, found.quantities, found.cues)
        }

    def within(self, items: tuple[P, ...], start: int, end: int) -> tuple[P, ...]:
        starts = self._starts[id(items)]
        return items[bisect_left(starts, start) : bisect_left(starts, end)] if starts else ()

    def signs(self, start: int, end: int) -> int:
        """The signs of patterns that the words between two places hold."""
        return signs_of(self.found.tokens[bisect_left(self._tokens, start) : bisect_left(self._tokens, end)])


def _frame(
    text: str, blocks: Sequence[Block], sentence: Sentence, cursor: _Cursor, topic: _Topic, voice: Voice
) -> Frame:
    block = blocks[sentence.block]
    names = cursor.found.names
    start, end = sentence.start, sentence.end
    part = Part(text, start, end, cursor.signs(start, end))
    words, weighed = text[start:end], tuple(apart(part))
    chinese = is_chinese(words)
    models = cursor.within(names.models, start, end)
    labs = cursor.within(names.labs, start, end)
    benchmarks = cursor.within(names.benchmarks, start, end)
    quantities = cursor.within(cursor.found.quantities, start, end)
    cues = cursor.within(cursor.found.cues, start, end)
    groups = tuple(tuple(group) for group in group_models(text, models))
    lead = blocks[block.lead] if block.lead is not None else None
    return Frame(
        text=text,
        start=start,
        end=end,
        words=words,
        signs=part.signs | _signs_found(models, quantities, cues),
        chinese=chinese,
        kind=block.kind,
        models=models,
        baselines=other_sides_in_chinese(part, groups) if chinese else other_sides(part, models, groups, cues, weighed),
        labs=labs,
        benchmarks=benchmarks,
        quantities=quantities,
        cues=cues,
        apart=weighed,
        groups=groups,
        default=_other_lab(part, cursor, topic) or topic.now or topic.main,
        fresh=bool(topic.now) and topic.now[0] in topic.told,
        told_here=bool(topic.now) and topic.now[0] in topic.here,
        plural=_tuned_pair(part, topic, names) or topic.plural,
        main=voice.main if voice.vendor else (),
        against=topic.against,
        standing=topic.benchmarks,
        main_benchmark=topic.main_benchmark,
        lead=text[lead.start : lead.end] if lead else "",
        lead_cues=cursor.within(cursor.found.cues, lead.start, lead.end) if lead else (),
        publisher_lab=voice.publisher_lab,
        vendor=voice.vendor,
        paper=voice.paper,
    )


def _other_lab(part: Part, cursor: "_Cursor", topic: _Topic) -> Subjects:
    """Whom a sentence without a model opens with, where the text was speaking of another lab's model.

    A brand that is a family's name too stands for its model named last.
    """
    names = cursor.found.names
    spoken_of, labs = topic.now or topic.main, cursor.within(names.labs, part.start, part.end)
    if not spoken_of or not labs or labs[0].start - part.start > _OPENING:
        return ()
    maker = spoken_of[0].lab if isinstance(spoken_of[0], ModelName) else None
    if maker is None or any(lab.id == maker for lab in labs) or cursor.within(names.models, part.start, part.end):
        return ()
    if len(labs) > 1 and labs[1].start - labs[0].end == 1:
        return ()  # a maker and its brand
    shown = part.text[labs[0].start : labs[0].end]
    family = [m for m in cursor.within(names.models, 0, part.start) if name_key(m.name).startswith(name_key(shown))]
    return (named(family[-1]) if family else lab_subject(labs[0], shown),)


def _tuned_pair(part: Part, topic: _Topic, names: Names) -> Subjects:
    """The text's main model and its tuned sibling, where a sentence speaks of "the base and instruct models"."""
    if not topic.main or not _BASE_AND_TUNED.search(part):
        return ()
    main = topic.main[0]
    key = name_key(main.name)
    tuned = [named(model) for model in names.models if name_key(model.name).removeprefix(key) in _TUNED]
    return tuple(dict.fromkeys((main, *tuned)))


def _signs_found(models: Sequence[ModelMention], quantities: Sequence[Quantity], cues: Sequence[Cue]) -> int:
    """What earlier stages found in a sentence, as signs that rules may need."""
    signs = (sign(":model") if models else 0) | (sign(":number") if quantities else 0)
    if any(quantity.unit in RATIO_UNITS for quantity in quantities):
        signs |= sign(":ratio")
    for cue in cues:
        signs |= sign(_CUE_SIGNS[cue.kind])
    return signs


def _advance(topic: _Topic, frame: Frame, voice: Voice) -> None:
    """Move the topic on to what a sentence was about."""
    if frame.kind is BlockKind.PARAGRAPH and len(frame.benchmarks) == 1 and not _in_passing(topic, frame):
        topic.benchmarks = frame.benchmarks
    subjects = [model for model in frame.models if model.start not in frame.baselines]
    if frame.kind is BlockKind.HEADING:
        topic.here.clear()
    topic.here.update(map(named, subjects))
    if frame.models and frame.kind is not BlockKind.ITEM:
        topic.against = tuple(dict.fromkeys(named(model) for model in frame.models if model.start in frame.baselines))
    if frame.models or not _GOES_ON.match(frame.words):
        topic.told = tuple(named(model) for model in subjects)
    elif frame.words.startswith("The model "):
        topic.told = topic.now
    if not subjects:
        if frame.kind is BlockKind.HEADING and voice.vendor and topic.section != topic.main:
            topic.now = topic.section
        return
    groups = group_models(frame.text, subjects)
    mains = [model for model in subjects if named(model) in topic.main and frame.kind is BlockKind.PARAGRAPH]
    taking = next((model for model in (*mains, *subjects) if _takes_topic(frame, model, topic)), None)
    if taking is not None:
        topic.now = (named(taking),)
    listed = max(groups, key=len)
    several = tuple(dict.fromkeys(named(model) for model in listed)) if len(listed) > 1 else _members(subjects)
    if len(listed) > 1 or len(several) == 2:
        topic.plural = several
    if frame.kind is BlockKind.HEADING:
        topic.section = topic.now


def _main_benchmark(benchmarks: Sequence[BenchmarkMention], weight: Counter[str]) -> BenchmarkMention | None:
    """The benchmark that a text is about: named again and again, and far more than any other."""
    ranked = weight.most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return next(benchmark for benchmark in benchmarks if benchmark.name == ranked[0][0])


def _in_passing(topic: _Topic, frame: Frame) -> bool:
    """Whether a benchmark is named but once, without a number, in a text that is about another."""
    return (
        len(topic.benchmarks) == 1
        and not frame.quantities
        and topic.weight[frame.benchmarks[0].name] == 1
        and topic.weight[topic.benchmarks[0].name] > 2
    )


def _takes_topic(frame: Frame, model: ModelMention, topic: _Topic) -> bool:
    """Whether what follows will be about a model: it opens its sentence, is brought out in it, or was the topic."""
    if frame.kind is not BlockKind.PARAGRAPH or not topic.now or named(model) in (*topic.now, *topic.main):
        return True
    if model.start - frame.start <= _OPENING:
        return True
    return any(cue.end <= model.start and model.start - cue.end < 50 for cue in frame.of(CueKind.RELEASES))


def _members(subjects: Sequence[ModelMention]) -> tuple[ModelName, ...]:
    """Distinct models without the families that others of them belong to."""
    distinct = tuple(dict.fromkeys(named(model) for model in subjects))
    keys = [name_key(model.name) for model in distinct]
    return tuple(
        model
        for model, key in zip(distinct, keys, strict=True)
        if not any(other != key and other.startswith(key) for other in keys)
    )
