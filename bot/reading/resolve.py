"""Turn drafts into claims: quotes, who says so, what is held back; and one claim where a text says a thing twice."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.claims import Bound, Caveat, Claim, Kind, Quote
from bot.domain.names import ClassName, LabName, ModelName, Named, name_key
from bot.reading.attribution import attribution, held_back
from bot.reading.cues import Cue, CueKind
from bot.reading.frames import Draft, Frame
from bot.reading.stages import settle_releases
from bot.reading.structure import BlockKind
from bot.reading.voices import Hearing

_LONGEST_QUOTE = 320
_CLAUSE = re.compile(r"[;\n]|, |\. | \u2014 | - ")
_HEDGE_REACH = 110
_HEDGE_CLOSE = 60
# Of a class, the words that do not tell it from another.
_MODEL_TALK = re.compile(
    r"\b(?:the|all|any|every|other|its|our|their|existing|current|available|leading|top|models?|llms?|systems?|"
    r"evaluated|tested)\b"
)
# Classes that tell nothing: whatever they pointed to, no claim can be held to it.
_VAGUE = re.compile(
    r"(?:the |this |that )(?:(?:very |single )?(?:best |top )|base )?(?:models?|llm|system|version|one)|"
    r"(?:[a-z]+ )?benchmarks"
)
_ITSELF = re.compile(r"\b(?:previous|prior|predecessors?|earlier|last|older|former)\b")
_STRONG_HEDGES = frozenset(
    "reportedly allegedly rumored rumoured purportedly supposedly leaked leak leaks unconfirmed".split()
)
_CLOSE_HEDGES = frozenset(
    ("almost", "nearly", "likely", "expected", "estimated", "could", "might", "may", "potentially", "possibly")
)
_OF_A_MAKER = frozenset("could may might likely potentially claim expected".split())


def to_claim(original: str, frame: Frame, draft: Draft, hearing: Hearing) -> Claim:
    """A draft with its quote and its voice."""
    return Claim(
        kind=draft.kind,
        subject=draft.subject,
        metric=str(draft.metric),
        quote=_quote(original, frame, draft),
        value=draft.value,
        baseline=draft.baseline,
        bound=draft.bound,
        attribution=attribution(frame, draft, hearing),
        hedged=draft.hedged or _hedged(frame, draft) or held_back(frame, draft, hearing),
        scope=draft.scope,
        setting=draft.setting,
        margin=draft.margin,
        rule=draft.rule,
    )


def _quote(original: str, frame: Frame, draft: Draft) -> Quote:
    """The sentence; of a very long one, or of a table, the clause or the row that carries the claim."""
    start, end = frame.start, frame.end
    if frame.kind is BlockKind.TABLE:
        start = original.rfind("\n", start, draft.start) + 1 or start
        found = original.find("\n", draft.end, end)
        end = end if found < 0 else found
    elif end - start > _LONGEST_QUOTE:
        start, end = _clause_around(frame, draft)
    while start < end and original[start].isspace():
        start += 1
    while end > start and original[end - 1].isspace():
        end -= 1
    return Quote(text=original[start:end], start=start)


def _clause_around(frame: Frame, draft: Draft) -> tuple[int, int]:
    """From the clause's start some words before the claim's parts to its end behind them."""
    low, high = max(frame.start, draft.start - 160), min(frame.end, draft.end + 120)
    breaks = [match.end() for match in _CLAUSE.finditer(frame.text, low, draft.start)]
    start = frame.start if low == frame.start else (breaks[0] if breaks else _word_start(frame.text, low))
    found = _CLAUSE.search(frame.text, draft.end, high)
    end = found.start() if found else (frame.end if high == frame.end else _word_start(frame.text, high))
    return start, max(end, draft.end)


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at, at + 40)
    return at if space < 0 else space


def _hedged(frame: Frame, draft: Draft) -> bool:
    """Whether the text holds back: its claims are called claims, or a doubtful word stands in the same clause."""
    if draft.kind is Kind.ALLEGATION:
        return False
    if hedge_of(frame, draft) is not None:
        return True
    return not frame.vendor and draft.kind is not Kind.CAVEAT and frame.words.rstrip("\"'* )").endswith("?")


def hedge_of(frame: Frame, draft: Draft) -> Cue | None:
    """The word of its sentence that holds a claim back."""
    for cue in frame.of(CueKind.HEDGE):
        word = frame.text[cue.start : cue.end].lower()
        if word in _STRONG_HEDGES or (draft.kind is not Kind.CAVEAT and _near(frame, draft, cue, word)):
            return cue
    return None


def _near(frame: Frame, draft: Draft, cue: Cue, word: str) -> bool:
    if frame.vendor and word in _OF_A_MAKER:
        return False
    if word in _CLOSE_HEDGES and not -60 <= draft.start - cue.end <= _HEDGE_CLOSE:
        return False
    if word.startswith(("claim", "tout")) and cue.start > draft.start:
        return False
    within = abs(cue.start - draft.start) < _HEDGE_REACH
    return within and not frame.breaks_between(min(cue.end, draft.end), max(cue.start, draft.start))


def resolve(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """One claim for each statement, in the order of the text."""
    merged: dict[tuple[object, ...], Claim] = {}
    for claim in _settle_rankings(settle_releases(_settle_doubts(claims))):
        key = _key(claim)
        earlier = merged.get(key)
        merged[key] = claim if earlier is None else _merged(earlier, claim)
    return tuple(sorted(merged.values(), key=lambda claim: (claim.quote.start, claim.kind, claim.metric)))


def _key(claim: Claim) -> tuple[object, ...]:
    """What makes two claims one: of rankings and releases the fact, of figures the number as well."""
    baseline = _named_key(claim.baseline) if claim.kind in (Kind.RANKING, Kind.RATIO, Kind.ALLEGATION) else ""
    value = f"{claim.value:.4g}" if claim.value is not None else ""
    return claim.kind, _named_key(claim.subject), claim.metric.casefold(), value, baseline


def _named_key(name: Named | None) -> str:
    if name is None:
        return ""
    if isinstance(name, LabName):
        return name.id
    if isinstance(name, ClassName):
        return "open" if "open" in name.name else (_MODEL_TALK.sub("", name.name).strip() or name.name)
    return name_key(name.name)


def _merged(one: Claim, other: Claim) -> Claim:
    """The first claim, with the other's scopes beside its own and the surer bound."""
    scopes = dict.fromkeys([*(one.scope or "").split("; "), *(other.scope or "").split("; ")])
    bound = one.bound if one.bound is not Bound.EXACT else other.bound
    return replace(one, scope="; ".join(filter(None, scopes)) or None, bound=bound, margin=one.margin or other.margin)


def _settle_doubts(claims: Sequence[Claim]) -> list[Claim]:
    """Words that accuse do not also dispute."""
    accusing = {claim.quote.start for claim in claims if claim.kind is Kind.ALLEGATION}
    return [
        claim
        for claim in claims
        if not (claim.metric == Caveat.DISPUTED and claim.kind is Kind.CAVEAT and claim.quote.start in accusing)
    ]


def _settle_rankings(claims: Sequence[Claim]) -> list[Claim]:
    """ "Its predecessor" is no second claim where that model is also compared with by name."""
    by_name = {
        (_named_key(claim.subject), claim.metric)
        for claim in claims
        if claim.kind is Kind.RANKING
        and isinstance(claim.baseline, ModelName)
        and _siblings(claim.subject, claim.baseline)
    }
    return [
        claim
        for claim in claims
        if not (
            claim.kind is Kind.RANKING
            and isinstance(claim.baseline, ClassName)
            and (_is_vague(claim) or _ITSELF.search(claim.baseline.name))
            and (_is_vague(claim) or (_named_key(claim.subject), claim.metric) in by_name)
        )
    ]


def _is_vague(claim: Claim) -> bool:
    """Whether a ranking is held against a class in no words of its own ("costs more than the model")."""
    if claim.baseline is None:
        return False
    praised = claim.rule == "ranking.superlative" and claim.baseline.name == "models"
    return claim.scope is None and (praised or _VAGUE.fullmatch(claim.baseline.name) is not None)


def _siblings(one: Named, other: ModelName) -> bool:
    """Whether two models are of one family by the word that their names begin with."""
    heads = [re.match(r"[a-z]*", name_key(name.name)) for name in (one, other)]
    return heads[0] is not None and heads[1] is not None and heads[0].group() == heads[1].group() != ""
