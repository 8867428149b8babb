"""Rankings in other shapes than "A beats B": preferences, levels, comparisons put first, gains over itself."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.domain.claims import Ranking
from bot.domain.names import ClassName, Named
from bot.reading.classes import NEGATED, REACH, draft_ranking, speaks_of_field
from bot.reading.comparisons import COMPARATIVE, Comparison
from bot.reading.frames import Draft, Frame, in_class, named
from bot.reading.mentions import ModelMention
from bot.reading.signs import Signed, Signs, where

_PREFERS = Signed(
    "prefer* pick* chose choose chosen favo* rated voted",
    re.compile(
        r"\b(?:prefer(?:red|s|ring)?|pick(?:ed|s)?|chose|choose|chosen|favou?r(?:ed|s)?|rated|voted for)\b",
        re.IGNORECASE,
    ),
)
_OVER_OTHER = re.compile(r"[^.;]{0,12}?\b(?:over|to|versus|above|higher than)\b(?: both)?[^.;]{0,14}")
_EVEN = Signed(
    "neck tied par evenly equal* comparable",
    re.compile(
        r" (?:are|were|remain|is) (?:now |roughly |essentially |virtually |effectively "
        r")?(?:neck[- ]and[- ]neck|tied|on "
        r"par|"
        r"evenly matched|equally (?:good|capable|strong)|comparable|on equal footing)\b(?! (?:with|to)\b)",
        re.IGNORECASE,
    ),
)
_LEVEL = re.compile(
    r"(?: max)?[- ](?:level|class|grade|like|competitive) (?:quality|performance|intelligence|capabilit\w+|reasoning|"
    r"coding|results|"
    r"accuracy|model)\b",
    re.IGNORECASE,
)
_GRADE = re.compile(r"[- ](?:level|class|grade|tier)\b(?! (?:model|models|system|systems|hardware|pricing|prices?)\b)")
_AT_LEVEL = re.compile(
    r"\b(?:in|at|is|are|be|was|reach\w*|seems?|lands?|sits?|roughly|approximately|about|plac\w+|near|on)"
    r"(?: (?:the|a|roughly|about|to be|around|in))* ?$"
)
_HUMAN_LEVEL = Signed(
    "human & level parity",
    re.compile(
        r"(?<!near-)(?<!near )(?<!above )\bhuman[- ](?:expert[- ])?(?:level|parity) (?:\w+ )?(?:performance|"
        r"capabilit\w+|accuracy|scores?|results)\b",
        re.IGNORECASE,
    ),
)
_NEAR = re.compile(r"\b(?:near|nearly|almost|close to|approaching)[ -](?:the )?$", re.IGNORECASE)
_PERFORMANCE = re.compile(
    r"[- ](?:level |class )?(?:performance|quality|intelligence|level|results|accuracy)\b", re.IGNORECASE
)
_OPENING = re.compile(r"(?:when |as )?(?:compared|comparing|relative|in comparison)\b", re.IGNORECASE)
_ALIKE = re.compile(r"\b(?:on[- ]par|comparable|similar|competitive|equal)\b", re.IGNORECASE)
_QUALITY = re.compile(
    r"[ ]?(?:\w+ ){0,2}(?:performance|accuracy|results|quality|scores?|capabilit\w+|reasoning|coding)\b|\W*$|,",
    re.IGNORECASE,
)

_PRAISED = re.compile(
    r"\b(?:outstanding|excel(?:s|led|lent)?|remarkabl[ey]|impressive|(?:significant|substantial|marked|clear|"
    r"major|notabl|considerabl|"
    r"great|large)(?:ly|y|e)? (?:improv\w+|enhanc\w+|gains?|advantages?|advances?|advancements?|leaps?)|improves?|"
    r"improved)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"[ ](?:to|with) (?:the |its |our |their )?(?P<np>(?:previous|prior|earlier|last|original|preceding) "
    r"(?:[\w-]+ ){0,2}?(?:versions?|generations?|models?|releases?|series)),",
    re.IGNORECASE,
)
_BETTER_AT = Signed(
    "better stronger smarter faster capable reliable accurate",
    re.compile(
        r"\b(?:is|are) (?:now |also |even |still )?(?:(?:\w+ly|much|far) )?(?:better|stronger|smarter|faster|more "
        r"capable|more reliable|more accurate) (?:at|in|on)\b",
        re.IGNORECASE,
    ),
)
_SUPERIOR = Signed(
    "superior unmatched unrival* unparalleled",
    re.compile(
        r"\b(?:superior|unmatched|unrivall?ed|unparalleled) (?:\w+ )?(?:performance|results|accuracy|capabilit\w+|"
        r"scores?) (?:on|in|at|across)\b",
        re.IGNORECASE,
    ),
)
_COMPARED = re.compile(r"\b(?:than|compared|relative to|versus|vs\.?|over)\b", re.IGNORECASE)


# Of these one stands in every sentence that ranks so.
_STANDS = Signs(
    "prefer* pick* chose choose chosen favo* rated voted neck tied par evenly equal* comparable competitive level "
    "class grade like "
    "tier performance quality intelligence results accuracy human compared comparing relative comparison better "
    "stronger "
    "smarter faster capable reliable accurate superior unmatched unrival* unparalleled"
)


def read_standings(frame: Frame, comparisons: Sequence[Comparison]) -> Iterator[Draft]:
    """Every ranking of these shapes in a sentence."""
    if not _STANDS.among(frame.signs):
        return
    yield from _preferred(frame)
    yield from _even(frame)
    yield from _levels(frame)
    yield from _preposed(frame)
    if not comparisons:
        yield from _improved(frame)


@where(":model")
def _preferred(frame: Frame) -> Iterator[Draft]:
    """ "Users preferred A over B and C"."""
    match = _PREFERS.search(frame)
    after = [model for model in frame.models if match and model.start >= match.end()]
    for chosen, other in pairwise(after):
        if match and _OVER_OTHER.fullmatch(frame.text, chosen.end, other.start):
            for baseline in frame.group(other):
                yield draft_ranking(
                    frame, named(chosen), Ranking.BEATS, named(baseline), match.start(), other.end, "ranking.preferred"
                )
            return


@where(":model")
def _even(frame: Frame) -> Iterator[Draft]:
    """ "A and B are neck and neck"."""
    match = _EVEN.search(frame)
    before = [model for model in frame.models if match and model.end <= match.start()]
    if match is None or not before or match.start() - before[-1].end > 2:
        return
    first, *others = frame.group(before[-1])
    for other in others:
        yield draft_ranking(
            frame, named(first), Ranking.MATCHES, named(other), match.start(), match.end(), "ranking.even"
        )


@where("compared comparing relative comparison")
def _preposed(frame: Frame) -> Iterator[Draft]:
    """ "Compared with A, B is stronger": the other side comes first."""
    opening = _OPENING.match(frame.text, frame.start, frame.end)
    sides = _set_first(frame, opening.end()) if opening else None
    if sides is None:
        return
    baselines, start = sides
    verdict = _verdict(frame, start)
    if verdict is None:
        return
    ranking, place = verdict
    subjects = [model for model in frame.models if named(model) not in baselines and start <= model.start < place]
    told = [named(model) for model in frame.group(subjects[-1]) if model in subjects] if subjects else frame.default
    for baseline in baselines:
        for subject in told:
            yield draft_ranking(frame, subject, ranking, baseline, frame.start, place, "ranking.preposed")


def _set_first(frame: Frame, place: int) -> tuple[list[Named], int] | None:
    """The models that an opening "compared with" lists, else the earlier version it names, and where they end."""
    if earlier := _EARLIER.match(frame.text, place, frame.end):
        return [in_class(earlier["np"])], earlier.end()
    compared = [model for model in frame.models if model.start in frame.baselines]
    if compared and compared[0].start <= place + REACH:
        listed = [model for model in frame.group(compared[0]) if model.start in frame.baselines]
        return [named(model) for model in listed], listed[-1].end
    return None


def _verdict(frame: Frame, start: int) -> tuple[Ranking, int] | None:
    """How the other side stands behind a "compared with" that opens a sentence, and where that is said."""
    if alike := _ALIKE.search(frame.text, start, frame.end):
        return Ranking.MATCHES, alike.start()
    if praised := _PRAISED.search(frame.text, start, frame.end):
        return Ranking.BEATS, praised.start()
    better = COMPARATIVE.search(frame.text, start, frame.end)
    if better is None or not _QUALITY.match(frame.text, better.end(), min(frame.end, better.end() + 40)):
        return None
    return Ranking.BEATS if better["good"] else Ranking.TRAILS, better.start()


@where("level class grade like competitive tier performance quality intelligence results accuracy human")
def _levels(frame: Frame) -> Iterator[Draft]:
    """ "GPT-5-level quality" matches; "near GPT-5 performance" is close."""
    human = _HUMAN_LEVEL.search(frame)
    if human and not NEGATED.search(frame.text, max(frame.start, human.start() - 30), human.start()):
        for subject in frame.subjects_before(human.start()) if frame.subject_mentions(human.start()) else ():
            humans = ClassName(name="humans")
            yield draft_ranking(
                frame, subject, Ranking.MATCHES, humans, human.start(), human.end(), "ranking.human_level"
            )
    for model in frame.models:
        level = _LEVEL.match(frame.text, model.end, min(frame.end, model.end + 30)) or _ranks_at(frame, model)
        near = _NEAR.search(frame.text, max(frame.start, model.start - 16), model.start)
        if level is None and not (near and _PERFORMANCE.match(frame.text, model.end)):
            continue
        ranking = Ranking.CLOSE_TO if near else Ranking.MATCHES
        for subject in frame.subjects_before(model.start):
            if subject != named(model):
                yield draft_ranking(frame, subject, ranking, named(model), model.start, model.end, "ranking.level")


def _ranks_at(frame: Frame, model: ModelMention) -> re.Match[str] | None:
    """Whether a model is what another is "in the tier of", without a noun behind: "is roughly X grade"."""
    grade = _GRADE.match(frame.text, model.end, frame.end)
    if grade is None or not _AT_LEVEL.search(frame.text, max(frame.start, model.start - 40), model.start):
        return None
    return grade


def _improved(frame: Frame) -> Iterator[Draft]:
    """ "Is better at maths and code" beats what it was before; "superior performance on X" beats without a name."""
    for pattern, baseline in ((_BETTER_AT, ClassName(name="previous version")), (_SUPERIOR, None)):
        match = pattern.search(frame)
        if match is None or NEGATED.search(frame.text, max(frame.start, match.start() - 30), match.start()):
            continue
        if _COMPARED.search(frame.text, match.end(), min(frame.end, match.end() + 90)):
            continue
        for subject in frame.subjects_before(match.start()) if _scoped(frame, match.end()) else ():
            yield draft_ranking(frame, subject, Ranking.BEATS, baseline, match.start(), match.end(), "ranking.improved")


def _scoped(frame: Frame, place: int) -> bool:
    near = any(place <= benchmark.start <= place + 25 for benchmark in frame.benchmarks)
    return near or speaks_of_field(frame.text, place, frame.end)
