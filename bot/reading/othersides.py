"""Which models of a sentence are the other side of a comparison: what something is held against, or made from."""

import re
from collections.abc import Sequence

from bot.reading.chinesesides import chinese_baselines
from bot.reading.cues import Cue, CueKind
from bot.reading.mentions import ModelMention
from bot.reading.rankwords import Weighed
from bot.reading.signs import Part, Signed

_LEVEL = re.compile(r"(?: max)?[- ](?:level|class|grade|tier|like|style|quality|competitive)\b")
_GIVES = Signed(
    "giv* deliver* offer* get gets getting provid* bring* near with",
    re.compile(
        r"\b(?:giv(?:es?|ing)|deliver(?:s|ing)?|offer(?:s|ing)?|gets?|getting|provid(?:es?|ing)|bring(?:s|ing)?|near|with)"
        r"(?: (?:you|us|users|developers|near|roughly|nearly|almost|comparable|similar))*[ -]$",
        re.IGNORECASE,
    ),
)
_ITS_WORK = re.compile(r"[ -](?:performance|results|accuracy|intelligence|capabilit(?:y|ies)|smarts)\b")
_IMPROVED_OVER = Signed(
    "over & improv* better* gain* jump* increas* advanc* progress* lead* leap* upgrad* advantage* prefer* win* "
    "reduc* boost*",
    re.compile(
        r"\b(?:improv|better|gain|jump|increas|advanc|progress|lead|leap|upgrad|advantage|prefer|win|reduc|boost)"
        r"\w*\b[^.;]{0,60}\bover (?:the |its )?(?:[A-Z]\w+(?:'s)? )?$"
    ),
)
_PORTION_OF = Signed(
    "half* third* quarter* twice* double* triple* same* tenth* th* % x* / & of as",
    re.compile(
        r"(?:\b(?:half|thirds?|quarter|twice|double|triple|same|tenth|\d+th|\d/\d)|\d ?%|\d ?x)[^.;,]{0,40}\b(?:of|as) "
        r"(?:the |its )?(?:[A-Z]\w+(?:'s)? )?$"
    ),
)
_LEAD_OVER = Signed(
    "point* pt pts pp elo & from over than above below behind vs versus",
    re.compile(
        r"\b(?:points?|pts?|pp|elo)\b[^.;]{0,25}\b(?:from|over|than|above|below|behind|vs\.?|versus) (?:the )?$",
        re.IGNORECASE,
    ),
)
# What a model was made from is not what the sentence tells of.
_SOURCE = Signed(
    "checkpoint* initiali* continu* trained pretrained posttrained upcycled pruned derived merge* starting",
    re.compile(
        r"\b(?:checkpoints? (?:of|from)|initiali[sz]ed (?:from|with)|continu\w+ (?:pre-?)?train\w* (?:of|from|on)|"
        r"(?:pre-?|post-?)trained from|upcycled from|pruned from|derived from|merged? (?:of|from)|starting from) "
        r"(?:the |a |an |its |our )?(?:[A-Z]\w+(?:'s)? )?$",
        re.IGNORECASE,
    ),
)
_MERGE = Signed(
    "merge* blend mix combination hybrid",
    re.compile(
        r"\b(?:merges?|merged|blend|mix|combination|hybrid) (?:of|from|between) (?:the )?(?:[A-Z]\w+(?:'s)? )?$"
    ),
)
# Behind another model's name, the one that it is a version of: "X Pro, a stronger version of X".
_VERSION_OF = Signed(
    "version variant sibling cousin brother edition derivative fine finetune & of to",
    re.compile(
        r"\ban? (?:[a-z-]+,? ){1,6}?(?:version|variant|sibling|cousin|brother|edition|derivative|fine-?tune) (?:of|to) "
        r"(?:the |its |our )?$"
    ),
)
_COMPARING = frozenset((CueKind.RANKS, CueKind.COMPARES))
# "Compared to its predecessor, X is": X is compared with the class before the comma.
_CLASS_FIRST = re.compile(
    r" (?:its|the|our|their|other|previous|earlier|existing|most|all|similar|any) [^,.;]{0,50}?"
    r"(?:predecessors?|models?|versions?|generations?|ones?|baselines?|siblings?|rivals?|competitors?|systems?|releases?|"
    r"transformers?), (?:the |our |its )?(?:new )?(?:[A-Z]\w+'s )?"
)
_WITHIN = Signed(
    "within & of",
    re.compile(
        r"\bwithin (?:an? |about |just |one |two |three |a few |\d[\d.]*(?: |(?=[%p])))*(?:percentage |rounding )?"
        r"(?:points?|pts?|pp|%|percent|hair|whisker|error)\b[^.;,]{0,20}\bof (?:the )?(?:[A-Z]\w+(?:'s)? )?$"
    ),
)
# "From 2K in A to 32K": A is where it grew from.
_GREW_FROM = Signed(
    "from",
    re.compile(
        r"\bfrom (?:the |about |around |~|just |only )?[$\u20ac]?\d[\w.,%]*(?: \w+)? (?:in|for|with|of|on) (?:the )?$"
    ),
)
# A name that the model before it no longer has.
_ONCE_CALLED = Signed(
    "previously formerly originally once internally codenamed & known called named released as codenamed formerly",
    re.compile(
        r"[(,] ?(?:(?:previously|formerly|originally|internally|once) (?:known|called|named|released)(?: as)?|formerly|"
        r"codenamed:?) (?:the )?[\"']?$",
        re.IGNORECASE,
    ),
)
# Words right before a model that make it a yardstick, and how far back they may begin.
_YARDSTICKS = (
    (_PORTION_OF, 70),
    (_SOURCE, 60),
    (_WITHIN, 60),
    (_LEAD_OVER, 50),
    (_IMPROVED_OVER, 90),
    (_GREW_FROM, 50),
)
_LIKE = re.compile(r"\W*(?:(?:and|as well as|or) (?:[\w-]+ ){0,4}?)?(?:such as|like|including)\W*")
_FOR_EXAMPLE = re.compile(
    r"\b(?:models?|llms?|systems?|ones|competitors|rivals)(?: (?:that|which|with) [^.;]{3,60},)?\W+(?:e\.g\.,?|"
    r"such as|like|including|namely) $"
)
_CONJUNCTION = re.compile(r"\b(?:and|or)\b|&|/|\u548c")
_CROWDED = 60  # models: no sentence compares so many
_FILLER = 70  # characters between a comparing word and what it compares with


Groups = Sequence[Sequence[ModelMention]]


def other_sides(
    part: Part, models: Sequence[ModelMention], groups: Groups, cues: Sequence[Cue], weighed: Sequence[Weighed]
) -> frozenset[int]:
    """Models that a comparing word before them makes the other side of a comparison, with those listed beside them."""
    compared: set[int] = set()
    if not models or len(models) > _CROWDED:
        return frozenset()
    text = part.text
    comparing = [(cue.end, cue.kind is CueKind.COMPARES) for cue in cues if cue.kind in _COMPARING]
    comparing += [(stop, False) for _, stop, _ in weighed]
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
    compared.update(model.start for group in groups for model in group if _is_merged(part, group))
    before = [(pattern, reach) for pattern, reach in _YARDSTICKS if pattern.needs.among(part.signs)]
    compared.update(model.start for model in models if _is_yardstick(part, model, before))
    compared.update(model.start for model in models[1:] if _before(_VERSION_OF, part, model, 60))
    compared.update(model.start for model in models[1:] if _before(_ONCE_CALLED, part, model, 40))
    return frozenset(compared)


def other_sides_in_chinese(part: Part, groups: Groups) -> frozenset[int]:
    """The same of a Chinese sentence."""
    if sum(map(len, groups)) > _CROWDED:
        return frozenset()
    return frozenset(chinese_baselines(part.text, part.start, part.end, groups))


def _before_next_verb(models: list[ModelMention], cues: Sequence[Cue]) -> list[ModelMention]:
    """The models of a list up to one that ranks itself: "A beating B and C surpassing D" compares A with B alone."""
    verbs = {cue.start for cue in cues if cue.kind is CueKind.RANKS}
    acting = next((at for at, model in enumerate(models) if at and model.end + 1 in verbs), len(models))
    return models[:acting]


def _is_yardstick(part: Part, model: ModelMention, before: Sequence[tuple[Signed, int]]) -> bool:
    """A model whose level is spoken of ("GPT-5-level quality", "an improvement over GPT-5"), rather than itself."""
    if _LEVEL.match(part.text, model.end):
        return True
    if _ITS_WORK.match(part.text, model.end) and _before(_GIVES, part, model, 50):
        return True  # "delivers GPT-5 performance at half the price"
    return any(_before(pattern, part, model, reach) for pattern, reach in before)


def _before(pattern: Signed, part: Part, model: ModelMention, reach: int) -> bool:
    """Whether a pattern ends right before a model, in its sentence."""
    return pattern.within(part, max(part.start, model.start - reach), model.start) is not None


def _is_merged(part: Part, group: Sequence[ModelMention]) -> bool:
    """Whether a list of models only says what another is a merge of."""
    return len(group) > 1 and _before(_MERGE, part, group[0], 40)


def _leaves(gap: str) -> bool:
    """A comma after "compared with earlier work" starts what is compared; before a list it does not."""
    _, _, rest = gap.partition(",")
    return bool(rest.strip()) and "such as" not in gap and "like" not in gap


def _examples(text: str, groups: Groups, group: Sequence[ModelMention]) -> list[int]:
    """The list after "like" or "such as" that goes on from a baseline."""
    at = groups.index(group)
    if at + 1 >= len(groups):
        return []
    gap = text[group[-1].end : groups[at + 1][0].start]
    return [m.start for m in groups[at + 1]] if _LIKE.fullmatch(gap) else []
