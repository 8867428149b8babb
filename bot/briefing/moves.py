"""In what a story has moved on since an outlet was told of it, in words. Pure; what counts as one: developments."""

from collections.abc import Sequence

from bot.briefing.developments import Development, DevelopmentKind, developments, facts_of, spoken_for
from bot.domain.announcements import SourcedClaim
from bot.domain.told import Told
from bot.ledger.standing import ledger_of
from bot.ledger.wording import claim_words, metric_label, with_unit


def moves(before: Sequence[SourcedClaim], new: Sequence[SourcedClaim]) -> tuple[str, ...]:
    """What the new claims add to what was told with the earlier ones; nothing where they only say more of the same."""
    known = ledger_of(before)
    told = Told(facts=facts_of(known, spoken_for(known)))
    ids = {sourced.id for sourced in new}
    every = ledger_of([*before, *new])
    theirs = [line for line in every if any(sourced.id in ids for sourced in line.claims)]
    return tuple(_words(each) for each in developments(theirs, spoken_for(every), told))


def brought_by_edit(before: Sequence[SourcedClaim], new: Sequence[SourcedClaim]) -> tuple[str, ...]:
    """What the claims that an edit brought say otherwise than was said before, else what nobody had said yet."""
    known = {sourced.id for sourced in before}
    lines = ledger_of([*before, *new])
    unheard = [line for line in lines if not any(sourced.id in known for sourced in line.claims)]
    return moves(before, new) or tuple(f"{line.claim.subject.name}: {claim_words(line.claim)}" for line in unheard)


def _words(development: Development) -> str:
    claim = development.line.claim
    subject = claim.subject.name
    match development.kind:
        case DevelopmentKind.STEP:
            assert development.step is not None
            return f"{subject} is {metric_label(claim.metric)}, after it was {metric_label(development.step)}"
        case DevelopmentKind.MEASURED:
            return f"{subject}: {claim_words(claim)} has been measured by others"
        case DevelopmentKind.CONTESTED:
            return f"{subject}: {claim_words(claim)} is contested now"
        case DevelopmentKind.PRICE:
            assert development.was.value is not None
            was = with_unit(claim.kind, claim.metric, development.was.value)
            return f"{subject}: {claim_words(claim)}, was {was}"
