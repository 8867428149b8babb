"""One sentence with everything found in it, and the questions that rules ask of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.claims import Bound, Kind, Release
from bot.domain.names import ClassName, LabName, ModelName, Named, name_key
from bot.reading.amounts import Quantity
from bot.reading.cues import Cue, CueKind
from bot.reading.mentions import BenchmarkMention, LabMention, ModelMention
from bot.reading.rankwords import Weighed
from bot.reading.structure import BlockKind

Subjects = tuple[Named, ...]
# "A, our flagship model; B, a balanced one; and C"
_WITH_APPOSITION = re.compile(r", (?:our|a|an|the|its) [^,;.]{3,60}; (?:and )?")
_ITS_MODELS = re.compile(r"(?:'s?)? (?:\w+ )?(?:models|LLMs)\b")

_JOINS = re.compile(
    r"(?:'s)?\s*(?:,|,?\s*(?:and|or|&|as well as|plus|\u548c|\u3001)|/|\+|\))\s*(?:even |also |the |its |new |"
    r"larger |smaller |bigger |little |cheaper |faster |older |newer |lighter |sibling |brother |cousin |"
    r"counterpart |(?-i:[A-Z])[\w.&-]*'s |\()*\s*$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_OWNER = re.compile(r"(?:\b[A-Z][\w.]*){1,2}(?:'s)? *$")
_RELATIVE = re.compile(r"\s*[,(]? ?(?:which|that) (?P<several>(?:are|were|have|both|all|each) )?")
_INCLUDING = re.compile(r"[ ](?:series|family|models|line|lineup|collection)?,? ?\(?(?:including|such as|namely)[ ]+")
_IT = re.compile(r"(?:it|this model|the model) ", re.IGNORECASE)
_PARTICIPLE = re.compile(r", (?:\w+ly |while |thereby |thus )?[a-z]+ing\b")
_OURS = re.compile(r"\bour (?:\d[\w.]* |new |latest )?models?\b", re.IGNORECASE)
_MODEL_TALK = re.compile(
    r"\b(?:(?:full|video|image|audio|speech|language|reasoning|vision|world) )?(?:models?|series|family|"
    r"variants?)\b[ ]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A claim as a rule joins it, before its words are weighed for who says so."""

    kind: Kind
    subject: Named
    metric: str
    start: int
    end: int
    rule: str
    value: float | None = None
    baseline: Named | None = None
    bound: Bound = Bound.EXACT
    scope: str | None = None
    setting: str | None = None
    margin: float | None = None
    hedged: bool = False


def draft_release(subject: Named, event: Release, start: int, end: int, rule: str, *, hedged: bool = False) -> Draft:
    """Where a model stands, by the words between two places."""
    return Draft(kind=Kind.RELEASE, subject=subject, metric=event, start=start, end=end, rule=rule, hedged=hedged)


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A sentence and what was found in it; ``default`` is what the text was speaking of when it began."""

    text: str
    start: int
    end: int
    words: str  # the sentence itself
    signs: int  # of patterns, that its words hold
    chinese: bool  # a Chinese sentence has rules of its own
    kind: BlockKind
    models: tuple[ModelMention, ...]
    baselines: frozenset[int]  # starts of the models that something is compared with
    labs: tuple[LabMention, ...]
    benchmarks: tuple[BenchmarkMention, ...]
    quantities: tuple[Quantity, ...]
    cues: tuple[Cue, ...]
    apart: tuple[Weighed, ...]  # words of ranking that stand apart
    groups: tuple[tuple[ModelMention, ...], ...]  # the models in lists
    default: Subjects
    plural: Subjects
    fresh: bool = False  # ``default`` was named in the sentence before
    told_here: bool = False  # it was told of under this heading before, or in it
    main: Subjects = ()
    against: Subjects = ()  # what the sentence before, or the line that a list hangs on, compares with
    standing: tuple[BenchmarkMention, ...] = ()  # benchmarks of the heading or the line that a list hangs on
    main_benchmark: BenchmarkMention | None = None  # what the whole text scores on
    lead: str = ""
    lead_cues: tuple[Cue, ...] = ()
    publisher_lab: str | None = None
    vendor: bool = False
    paper: bool = False

    def of(self, *kinds: CueKind) -> Iterator[Cue]:
        """Cues of these kinds, in order."""
        return (cue for cue in self.cues if cue.kind in kinds) if self.cues else iter(())

    def breaks_between(self, start: int, end: int) -> bool:
        """Whether a clause ends between two places."""
        return any(start <= cue.start < end for cue in self.of(CueKind.BREAK))

    def subject_mentions(self, before: int) -> list[ModelMention]:
        """Models before a place that nothing is compared with, nearest last."""
        return [model for model in self.models if model.end <= before and model.start not in self.baselines]

    def group(self, mention: ModelMention) -> list[ModelMention]:
        """The models that stand beside one in a list ("A, B and C")."""
        return next(list(group) for group in self.groups if mention in group)

    def subjects_before(self, place: int, *, together: bool = False) -> Subjects:
        """What a figure or verb at a place is said of: the model before it, else what the text speaks of."""
        plural = next((cue for cue in self.of(CueKind.PLURAL) if cue.start < place), None)
        before = self.subject_mentions(place)
        if before and (lab := self._lab_of_clause(before[-1], place)):
            return (lab,)
        if before and self._participle_of_it(before[-1], place):
            return self.default
        if before and not (plural is not None and plural.start > before[-1].start and not self._appositive(plural)):
            nearest = before[-1]
            relative = _RELATIVE.match(self.text, nearest.end, place)
            if relative and relative["several"]:
                return self._described(nearest, before)
            if not together or relative:
                return (named(nearest),)
            return tuple(dict.fromkeys(named(model) for model in self.group(nearest) if model in before))
        ours = bool(self.main) and _OURS.search(self.text, self.start, place) is not None
        if plural is not None and len(self.plural) > 1 and not (ours and self.main[0] not in self.plural):
            return self.plural
        if ours or (self.main and plural is not None and not (self.fresh and self._points_back(plural))):
            return self.main
        return self._spoken_of()

    def speaks_of_rival(self) -> bool:
        """Whether the text was last speaking of somebody else's model than its main one, by its first letters."""
        if not self.default or not self.main:
            return False
        return name_key(self.default[0].name)[:4] != name_key(self.main[0].name)[:4]

    def is_anothers(self, subject: Named) -> bool:
        """Whether a lab's own text, in a sentence that names no model, would speak of one that another lab made."""
        if not self.vendor or self.models or not isinstance(subject, ModelName):
            return False
        return None not in (subject.lab, self.publisher_lab) and subject.lab != self.publisher_lab

    def _spoken_of(self) -> Subjects:
        """What the text speaks of, but for what the sentence itself makes the other side of a comparison."""
        compared = {named(model) for model in self.models if model.start in self.baselines}
        return tuple(subject for subject in self.default if subject not in compared) if compared else self.default

    def _lab_of_clause(self, nearest: ModelMention, place: int) -> LabName | None:
        """The lab whose models a later clause is about: "A leads on one, while Acme models win the other (92)"."""
        for lab in reversed(self.labs):
            if not nearest.end <= lab.start < place:
                continue
            told = lab.id != nearest.lab and _ITS_MODELS.match(self.text, lab.end, place)
            if told and self.breaks_between(nearest.end, lab.start):
                return lab_subject(lab, self.text[lab.start : lab.end])
        return None

    def _participle_of_it(self, nearest: ModelMention, place: int) -> bool:
        """ "It follows A, achieving ...": what is said behind the comma is said of "it", not of A."""
        if not self.default or not _IT.match(self.text, self.start, nearest.start):
            return False
        return _PARTICIPLE.match(self.text, nearest.end, min(place + 1, self.end)) is not None

    def _described(self, nearest: ModelMention, before: Sequence[ModelMention]) -> Subjects:
        """What "which are" speaks of: the series that "including A and B" lists the members of, else the whole list."""
        listed = [model for model in self.group(nearest) if model in before]
        above = [model for model in before if model.end <= listed[0].start]
        if above and _INCLUDING.fullmatch(self.text, above[-1].end, listed[0].start):
            return (named(above[-1]),)
        return tuple(dict.fromkeys(named(model) for model in listed))

    def _points_back(self, plural: Cue) -> bool:
        return self.text[plural.start : plural.end].lower() in ("these models", "they")

    def _appositive(self, plural: Cue) -> bool:
        return self.text[plural.start : plural.end].lower() in ("both", "they")


def named(model: ModelMention) -> ModelName:
    """The name that a mention stands for."""
    return _model_name(model.name, model.lab)


@lru_cache(maxsize=4096)
def _model_name(name: str, lab: str | None) -> ModelName:
    return ModelName(name=name, lab=lab)


def chinese_subjects(frame: Frame, place: int) -> Subjects:
    """The models before a place in the sentence, with those listed beside them; after "compared with A", those
    behind."""
    if frame.subject_mentions(place):
        return frame.subjects_before(place, together=True)
    behind = [model for model in frame.models if model.start >= place and model.start not in frame.baselines]
    opened = any(model.start in frame.baselines and model.end <= place for model in frame.models)
    return (named(behind[0]),) if behind and opened else frame.default


def group_models(text: str, models: Sequence[ModelMention]) -> list[list[ModelMention]]:
    """Models in lists: neighbours with no more than a comma, "and" or a maker's name between them."""
    groups: list[list[ModelMention]] = []
    for model in models:
        if groups and joined(text, groups[-1][-1], model):
            groups[-1].append(model)
        else:
            groups.append([model])
    return groups


def joined(text: str, left: ModelMention, right: ModelMention) -> bool:
    """Whether two models stand in one list."""
    gap = text[left.end : right.start]
    if len(gap) > 120:
        return False
    if _WITH_APPOSITION.fullmatch(gap):
        return True
    gap = _IN_BRACKETS.sub("", gap)
    if len(gap) > 40:
        return False
    gap = _OWNER.sub("", _MODEL_TALK.sub("", gap))
    return bool(_JOINS.match(gap))


def lab_subject(lab: LabMention, shown: str) -> LabName:
    """A lab as a claim's subject or baseline, by the name that the text gives it."""
    return LabName(id=lab.id, name=shown)


def in_class(words: str) -> ClassName:
    """A class in plain words: lower case, without digits."""
    plain = re.sub(r"\S*\d\S*", "", words.lower())
    return ClassName(name=re.sub(r"\s+", " ", plain).strip(" -.,"))
