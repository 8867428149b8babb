"""Follow what a text speaks of from sentence to sentence, and set each sentence up for the rules."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from bot.domain.names import ModelName, name_key
from bot.reading.amounts import Quantity
from bot.reading.chinesesides import chinese_baselines, is_chinese
from bot.reading.cues import Cue, CueKind
from bot.reading.frames import Frame, Subjects, group_models, named
from bot.reading.mentions import BenchmarkMention, ModelMention, Names
from bot.reading.rankwords import apart
from bot.reading.structure import Block, BlockKind, Sentence

_LEVEL = re.compile(r"(?: max)?[- ](?:level|class|grade|tier|like|style|quality)\b")
_GIVES = re.compile(
    r"\b(?:giv(?:es?|ing)|deliver(?:s|ing)?|offer(?:s|ing)?|gets?|getting|provid(?:es?|ing)|bring(?:s|ing)?|near|with)"
    r"(?: (?:you|us|users|developers|near|roughly|nearly|almost|comparable|similar))*[ -]$",
    re.IGNORECASE,
)
_ITS_WORK = re.compile(r"[ -](?:performance|results|accuracy|intelligence|capabilit(?:y|ies)|smarts)\b")
_IMPROVED_OVER = re.compile(
    r"\b(?:improv|better|gain|jump|increas|advanc|progress|lead|leap|upgrad|advantage|prefer|win|reduc|boost)"
    r"\w*\b[^.;]{0,60}\bover (?:the |its )?(?:[A-Z]\w+(?:'s)? )?$"
)
_PORTION_OF = re.compile(
    r"(?:\b(?:half|thirds?|quarter|twice|double|triple|same|tenth|\d+th|\d/\d)|\d ?%|\d ?x)[^.;,]{0,40}\b(?:of|as) "
    r"(?:the |its )?(?:[A-Z]\w+(?:'s)? )?$"
)
_LEAD_OVER = re.compile(
    r"\b(?:points?|pts?|pp|elo)\b[^.;]{0,25}\b(?:from|over|than|above|below|behind|vs\.?|versus) (?:the )?$",
    re.IGNORECASE,
)
# What a model was made from is not what the sentence tells of.
_SOURCE = re.compile(
    r"\b(?:checkpoints? (?:of|from)|initiali[sz]ed (?:from|with)|continu\w+ (?:pre-?)?train\w* (?:of|from|on)|"
    r"(?:pre-?|post-?)trained from|upcycled from|pruned from|derived from|merged? (?:of|from)|starting from) "
    r"(?:the |a |an |its |our )?(?:[A-Z]\w+(?:'s)? )?$",
    re.IGNORECASE,
)
_MERGE = re.compile(
    r"\b(?:merges?|merged|blend|mix|combination|hybrid) (?:of|from|between) (?:the )?(?:[A-Z]\w+(?:'s)? )?$"
)
# Behind another model's name, the one that it is a version of: "X Pro, a stronger version of X".
_VERSION_OF = re.compile(
    r"\ban? (?:[a-z-]+,? ){1,6}?(?:version|variant|sibling|cousin|brother|edition|derivative|fine-?tune) (?:of|to) "
    r"(?:the |its |our )?$"
)
_BASE_AND_TUNED = re.compile(
    r"\b(?:base|pre-?trained)\b[^.;]{0,12}\b(?:and|&)\b[^.;]{0,12}\b(?:instruct\w*|instruction\S*|chat|post-?trained)\b"
    r"[^.;]{0,12}\b(?:models?|versions?|variants?|checkpoints?)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:It|They|Its|You can|Both|The model)\b")  # what the sentence before spoke of is still meant
_TUNED = frozenset(("base", "instruct", "chat", "it", "thinking"))
_COMPARING = frozenset((CueKind.RANKS, CueKind.COMPARES))
# "Compared to its predecessor, X is": X is compared with the class before the comma.
_CLASS_FIRST = re.compile(
    r" (?:its|the|our|their|other|previous|earlier|existing|most|all|similar|any) [^,.;]{0,50}?"
    r"(?:predecessors?|models?|versions?|generations?|ones?|baselines?|siblings?|rivals?|competitors?|systems?|releases?|"
    r"transformers?), (?:the |our |its )?(?:new )?(?:[A-Z]\w+'s )?"
)
_WITHIN = re.compile(
    r"\bwithin (?:an? |about |just |one |two |three |a few |\d[\d.]* ?)*(?:percentage |rounding )?"
    r"(?:points?|pts?|pp|%|percent|hair|whisker|error)\b[^.;,]{0,20}\bof (?:the )?(?:[A-Z]\w+(?:'s)? )?$"
)
_LIKE = re.compile(r"\W*(?:(?:and|as well as|or) (?:[\w-]+ ){0,4}?)?(?:such as|like|including)\W*")
_FOR_EXAMPLE = re.compile(
    r"\b(?:models?|llms?|systems?|ones|competitors|rivals)\W+(?:e\.g\.,?|such as|like|including|namely) $"
)
_CONJUNCTION = re.compile(r"\b(?:and|or)\b|&|/|\u548c")
_CROWDED = 60  # models: no sentence compares so many
_OPENING = 45  # characters: a name within these is what its sentence is about
_FILLER = 70  # characters between a comparing word and what it compares with


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """All that the earlier stages found in a text, each in order of place."""

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


class _Cursor:
    """Slices of what was found, by place; each list is sorted, so a slice is two bisections."""

    def __init__(self, found: Found) -> None:
        self.found = found
        names = found.names
        self._starts = {
            id(items): [item.start for item in items]
            for items in (names.models, names.labs, names.benchmarks, found.quantities, found.cues)
        }

    def within(self, items: tuple[P, ...], start: int, end: int) -> tuple[P, ...]:
        starts = self._starts[id(items)]
        return items[bisect_left(starts, start) : bisect_left(starts, end)]


def _frame(
    text: str, blocks: Sequence[Block], sentence: Sentence, cursor: _Cursor, topic: _Topic, voice: Voice
) -> Frame:
    block = blocks[sentence.block]
    names = cursor.found.names
    start, end = sentence.start, sentence.end
    models = cursor.within(names.models, start, end)
    cues = cursor.within(cursor.found.cues, start, end)
    lead = blocks[block.lead] if block.lead is not None else None
    return Frame(
        text=text,
        start=start,
        end=end,
        kind=block.kind,
        models=models,
        baselines=_baselines(text, start, end, models, cues),
        labs=cursor.within(names.labs, start, end),
        benchmarks=cursor.within(names.benchmarks, start, end),
        quantities=cursor.within(cursor.found.quantities, start, end),
        cues=cues,
        default=topic.now or topic.main,
        fresh=bool(topic.now) and topic.now[0] in topic.told,
        plural=_tuned_pair(text[start:end], topic, names) or topic.plural,
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


def _tuned_pair(words: str, topic: _Topic, names: Names) -> Subjects:
    """The text's main model and its tuned sibling, where a sentence speaks of "the base and instruct models"."""
    if not topic.main or not _BASE_AND_TUNED.search(words):
        return ()
    main = topic.main[0]
    key = name_key(main.name)
    tuned = [named(model) for model in names.models if name_key(model.name).removeprefix(key) in _TUNED]
    return tuple(dict.fromkeys((main, *tuned)))


def _baselines(text: str, start: int, end: int, models: Sequence[ModelMention], cues: Sequence[Cue]) -> frozenset[int]:
    """Models that a comparing word before them makes the other side of a comparison, with those listed beside them."""
    compared: set[int] = set()
    if not models or len(models) > _CROWDED:
        return frozenset()
    groups = group_models(text, models)
    if is_chinese(text[start:end]):
        return frozenset(chinese_baselines(text, start, end, groups))
    comparing = [(cue.end, cue.kind is CueKind.COMPARES) for cue in cues if cue.kind in _COMPARING]
    comparing += [(stop, False) for _, stop, _ in apart(text, start, end)]
    for place, preposed in comparing:
        group = next((g for g in groups if any(m.start >= place for m in g)), None)
        if group is None:
            continue
        after = _before_next_verb([model for model in group if model.start >= place], cues)
        if preposed and not _CONJUNCTION.search(text, after[0].end, after[-1].start):
            after = after[:1]  # "compared with A, B is larger" is no list
        gap = text[place : after[0].start]
        if (
            (len(gap) <= _FILLER or (len(gap) <= 2 * _FILLER and _FOR_EXAMPLE.search(gap)))
            and ";" not in gap
            and ". " not in gap
            and not (preposed and (_leaves(gap) or _CLASS_FIRST.fullmatch(gap)))
        ):
            compared.update(model.start for model in after)
            compared.update(_examples(text, groups, group))
    compared.update(model.start for group in groups for model in group if _is_merged(text, group))
    compared.update(model.start for model in models if _is_yardstick(text, model))
    compared.update(model.start for model in models[1:] if _VERSION_OF.search(text, model.start - 60, model.start))
    return frozenset(compared)


def _before_next_verb(models: list[ModelMention], cues: Sequence[Cue]) -> list[ModelMention]:
    """The models of a list up to one that ranks itself: "A beating B and C surpassing D" compares A with B alone."""
    verbs = {cue.start for cue in cues if cue.kind is CueKind.RANKS}
    acting = next((at for at, model in enumerate(models) if at and model.end + 1 in verbs), len(models))
    return models[:acting]


def _is_yardstick(text: str, model: ModelMention) -> bool:
    """A model whose level is spoken of ("GPT-5-level quality", "an improvement over GPT-5"), rather than itself."""
    if _LEVEL.match(text, model.end):
        return True
    if _ITS_WORK.match(text, model.end) and _GIVES.search(text, max(0, model.start - 50), model.start):
        return True  # "delivers GPT-5 performance at half the price"
    if _PORTION_OF.search(text, max(0, model.start - 70), model.start):
        return True
    if _SOURCE.search(text, max(0, model.start - 60), model.start):
        return True
    near = max(0, model.start - 60)
    if text.find("within", near, model.start) >= 0 and _WITHIN.search(text, near, model.start):
        return True
    if _LEAD_OVER.search(text, max(0, model.start - 50), model.start):
        return True
    return _IMPROVED_OVER.search(text, max(0, model.start - 90), model.start) is not None


def _is_merged(text: str, group: Sequence[ModelMention]) -> bool:
    """Whether a list of models only says what another is a merge of."""
    return len(group) > 1 and _MERGE.search(text, max(0, group[0].start - 40), group[0].start) is not None


def _leaves(gap: str) -> bool:
    """A comma after "compared with earlier work" starts what is compared; before a list it does not."""
    _, _, rest = gap.partition(",")
    return bool(rest.strip()) and "such as" not in gap and "like" not in gap


def _examples(text: str, groups: list[list[ModelMention]], group: list[ModelMention]) -> list[int]:
    """The list after "like" or "such as" that goes on from a baseline."""
    at = groups.index(group)
    if at + 1 >= len(groups):
        return []
    gap = text[group[-1].end : groups[at + 1][0].start]
    return [m.start for m in groups[at + 1]] if _LIKE.fullmatch(gap) else []


def _advance(topic: _Topic, frame: Frame, voice: Voice) -> None:
    """Move the topic on to what a sentence was about."""
    if frame.kind is BlockKind.PARAGRAPH and len(frame.benchmarks) == 1 and not _in_passing(topic, frame):
        topic.benchmarks = frame.benchmarks
    subjects = [model for model in frame.models if model.start not in frame.baselines]
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
