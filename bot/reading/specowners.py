"""Which models an absolute figure belongs to: the one behind it, the one that owns it, or each of a list in turn."""

import re
from collections.abc import Sequence

from bot.domain.claims import Spec
from bot.domain.names import ModelName
from bot.reading.amounts import Quantity
from bot.reading.frames import Frame, Subjects, named
from bot.reading.mentions import ModelMention
from bot.reading.quantities import CHANGES
from bot.reading.turns import distinct, in_turn, runs, said_of_all

_TO_MODEL = re.compile(
    r"^[ \-]*(?:(?:parameter|parameters|param|total|moe|dense|open|sparse|token|context|window|size|length|"
    r"limit|multimodal|"
    r"reasoning|language|model|tokens|open-source|open-weight|of)[ ,-]+){0,4}[\(\"']?$",
    re.IGNORECASE,
)
_FOR_MODEL = re.compile(
    r"^[ )]*(?:(?:per|context|window|tokens?|input|output|length|in|million|/)[ ,/]*){0,4}(?:for|with|on|in|of|by) "
    r"(?:both |the |all |our )?(?:[a-z]+ )?\(?$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"^(?:'s|'|,? ?(?:which|that|whose)\b[^.;]{0,40}|[ ]?\([^()]{0,80}|,? despite (?:their|its)\b[^.;]{0,60}|[:|"
    r"] ?[^.;]{0,10}| at\b[^.;,]{0,40}| (?:was|is|were|are|has|had|have|costs?|charges?|offers?|supports?|comes?|runs?|"
    r"uses?|sits|stands)\b[^;,]{0,70})\s*$",
    re.IGNORECASE,
)
_SAME_AS = re.compile(
    r"\b(?:same [^,;:]{1,40} (?:as|of)|(?:pric\w+|costs?)\b(?: \w+ly)? (?:match(?:es|ed)?|equals?|mirrors)) (?:the )?$",
    re.IGNORECASE,
)
_CHAIN = re.compile(
    r"^[\s,/()&+|-]*(?:(?:and|for|per|input|output|in|out|total|active|tokens?|cached|with|a|hefty|"
    r"just|only|1m|million|parameters?|window|context|the|but|of|which|are|is|m)\b[\s,/()&+|-]*){0,6}$",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_FROM = re.compile(
    r"\bfrom (?:the |a |its )?(?:previous |earlier |original |prior )?(?:about |around |~)?(?:[^.;()]{1,30}\()?$"
)
_CALLED = re.compile(r"\b(?:called|named|dubbed|namely|i\.e\.|for|as)\b[^.;]{0,20}$|[:(\u2014\u2013] ?$", re.IGNORECASE)
_SIZES = re.compile(
    r"\b(?:sizes?|variants?|versions?|scales?|models?|flavou?rs|checkpoints)\b[^.;\d]{0,24}$", re.IGNORECASE
)
_SIZES_RIGHT = re.compile(r"[ -]*(?:sizes?|variants?|versions?|scales?|models|param\w*|checkpoints)\b", re.IGNORECASE)


_PAIRED = re.compile(r" ?/ ?")  # "$60/$120": both are of one model
_SIZE_PRINTED = re.compile(r"\D{0,3}(?P<count>\d+(?:\.\d+)?) ?(?P<letter>[BbMm])(?![a-z])")
_SIZE_IN_NAME = re.compile(r"[ -]\d+(?:\.\d+)?[BbMm]\b.*$")


def owners(frame: Frame, at: int, metrics: Sequence[Spec | None]) -> Subjects:
    """The models that a figure belongs to."""
    quantity = frame.quantities[at]
    if listed := _listed(frame, at, metrics):
        return listed
    if changes_from(frame, quantity):
        compared = [model for model in frame.models if model.start in frame.baselines]
        return (named(compared[0]),) if compared else ()
    after = after_figure(frame, chain_end(frame, at, metrics))
    if after:
        return after
    owner = _owner(frame, quantity)
    if owner is not None:
        return owner
    if (
        at
        and metrics[at - 1] is not None
        and _PAIRED.fullmatch(frame.text, frame.quantities[at - 1].end, quantity.start)
    ):
        return owners(frame, at - 1, metrics)
    return frame.subjects_before(quantity.start, together=said_of_all(frame, quantity.start))


def _listed(frame: Frame, at: int, metrics: Sequence[Spec | None]) -> Subjects:
    """The model whose turn it is, where figures are listed in step with models, or sizes stand for members."""
    quantity = frame.quantities[at]
    alike = [q for q, metric in zip(frame.quantities, metrics, strict=True) if metric is metrics[at]]
    run = next(run for run in runs(frame.text, alike) if quantity in run)
    if len(run) > 1:
        if called := _called(frame, run):
            return (named(called[run.index(quantity)]),)
        if metrics[at] is Spec.PARAMETERS and (members := _members(frame, run, quantity)):
            return members
        if turn := in_turn(frame, run, quantity):
            return (named(turn),)
    elif together := _called_later(frame, at, metrics):
        return together
    return _respective(frame, quantity, alike)


def _called(frame: Frame, run: Sequence[Quantity]) -> list[ModelMention]:
    """As many models as figures, named behind them: "a 7B and a 14B model, called A and B"."""
    behind = [model for model in frame.models if model.start >= run[-1].end]
    if not behind or behind[0].start - run[-1].end > 90:
        return []
    listed = distinct([model for model in frame.group(behind[0]) if model in behind])
    gap = frame.text[run[-1].end : behind[0].start]
    return listed if len(listed) == len(run) and _CALLED.search(gap) else []


def _called_later(frame: Frame, at: int, metrics: Sequence[Spec | None]) -> Subjects:
    """The models that a list of sizes before this figure goes on to name: it is said of all of them."""
    quantity = frame.quantities[at]
    sizes = [q for q, metric in zip(frame.quantities[:at], metrics[:at], strict=True) if metric is Spec.PARAMETERS]
    if len(sizes) < 2:
        return ()
    run = runs(frame.text, sizes)[-1]
    called = _called(frame, run) if len(run) > 1 else []
    return tuple(named(model) for model in called) if called and called[0].start >= quantity.end else ()


def _members(frame: Frame, run: Sequence[Quantity], quantity: Quantity) -> Subjects:
    """The member of a family that a size in a list stands for: "in three sizes: 3B, 8B and 14B"."""
    left = frame.text[max(frame.start, run[0].start - 50) : run[0].start]
    if not (_SIZES.search(left) or _SIZES_RIGHT.match(frame.text, run[-1].end)):
        return ()
    if in_turn(frame, run, quantity):
        return ()
    family = frame.subjects_before(run[0].start)[:1]
    if not family or not isinstance(family[0], ModelName):
        return ()
    printed = _SIZE_PRINTED.match(frame.text, quantity.start)
    size = f"{printed['count']}{printed['letter'].upper()}" if printed else f"{quantity.value / 1e9:g}B"
    name = _SIZE_IN_NAME.sub("", family[0].name)
    return (ModelName(name=f"{name}{'-' if '-' in name and ' ' not in name else ' '}{size}", lab=family[0].lab),)


def _respective(frame: Frame, quantity: Quantity, alike: Sequence[Quantity]) -> Subjects:
    """The model whose turn it is in "A and B reach 10 on one and 20 on another, respectively"."""
    if not _RESPECTIVELY.search(frame.text, quantity.end, min(frame.end, quantity.end + 120)):
        return ()
    before = frame.subject_mentions(alike[0].start)
    listed = distinct([model for model in frame.group(before[-1]) if model in before]) if before else []
    return (named(listed[alike.index(quantity)]),) if len(listed) == len(alike) > 1 else ()


def changes_from(frame: Frame, quantity: Quantity) -> bool:
    """Whether this is a first figure of "grows from A (B) to C (D)": the one that something grew from."""
    opened = _FROM.search(frame.text, max(frame.start, quantity.start - 50), quantity.start)
    return opened is not None and CHANGES.search(frame.text, frame.start, opened.start() + 5) is not None


def chain_end(frame: Frame, at: int, metrics: Sequence[Spec | None]) -> int:
    """The end of the run of figures that a figure is listed in ("$2 input and $8 output")."""
    end = frame.quantities[at].end
    for following, metric in zip(frame.quantities[at + 1 :], metrics[at + 1 :], strict=True):
        if metric is None or not _CHAIN.match(frame.text[end : following.start]):
            break
        end = following.end
    return end


def after_figure(frame: Frame, end: int) -> Subjects:
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
    if _SAME_AS.search(frame.text, frame.start, nearest.start):
        return None  # "the same price as X: $3" is told of what has the same price
    if "their" in gap:
        return tuple(named(model) for model in frame.group(nearest))
    return (named(nearest),)
