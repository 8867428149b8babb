"""What a channel knows is news again when it has moved on, and not otherwise."""

from bot.briefing.developments import Development, DevelopmentKind, developments, facts_of, keys_asked, spoken_for
from bot.domain.announcements import FeedKind, SourcedClaim
from bot.domain.claims import Attribution, Claim, Kind, Ratio, Release, Spec
from bot.domain.told import NOTHING_TOLD, Told
from bot.ledger.standing import Standing, ledger_of
from tests.claims import GPT, V3, claim, source, sourced

COMPUTE = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3)
MAKERS = sourced(COMPUTE, source("DeepSeek", days_ago=5))


def found(value: float, publisher: str = "Vals AI") -> SourcedClaim:
    said = claim(
        Kind.RATIO,
        Ratio.INFERENCE_COMPUTE,
        value,
        baseline=V3,
        attribution=Attribution.THIRD_PARTY,
        quote=f"We counted {value} here.",
    )
    return sourced(said, source(publisher, kind=FeedKind.EVALUATOR, days_ago=0.1))


def step(metric: Release, days_ago: float = 1.0) -> SourcedClaim:
    return sourced(claim(Kind.RELEASE, metric), source(days_ago=days_ago))


def price(value: float, days_ago: float = 1.0) -> SourcedClaim:
    return sourced(claim(Kind.SPEC, Spec.INPUT_PRICE, value), source(days_ago=days_ago))


def knowing(*claims: SourcedClaim) -> Told:
    lines = ledger_of(claims)
    return Told(facts=facts_of(lines, spoken_for(lines)))


def moved(known: list[SourcedClaim], new: list[SourcedClaim]) -> tuple[Development, ...]:
    """How the new claims move on what a channel was told when it knew the others."""
    lines = ledger_of([*known, *new])
    ids = {each.id for each in new}
    fresh = [line for line in lines if ids & {each.id for each in line.claims}]
    return developments(fresh, spoken_for(lines), knowing(*known))


def test_nothing_told_nothing_moved():
    lines = ledger_of([MAKERS, found(0.4), step(Release.RELEASED), price(1.0)])
    assert developments(lines, spoken_for(lines), NOTHING_TOLD) == ()


def test_what_is_told_again_as_it_was_is_no_development():
    known = [MAKERS, step(Release.RELEASED), price(1.74)]
    copy = sourced(COMPUTE, source("Wire", kind=FeedKind.PRESS, days_ago=0.1))
    assert moved(known, [copy, step(Release.RELEASED, 0.1), price(1.74, 0.1)]) == ()


def test_a_claim_that_was_measured_since():
    (development,) = moved([MAKERS], [found(0.28)])
    assert (development.kind, development.was.standing) == (DevelopmentKind.MEASURED, Standing.VENDORS_WORD)
    assert development.line.origin is MAKERS
    assert moved([MAKERS, found(0.28)], [found(0.27, "Epoch")]) == ()


def test_a_claim_that_is_contested_since():
    (development,) = moved([MAKERS], [found(0.4)])
    assert development.kind is DevelopmentKind.CONTESTED
    assert development.line.claim.value == 0.27


def test_a_model_that_went_on_in_its_life_and_one_that_was_only_named_again():
    (development,) = moved([step(Release.PREVIEWED)], [step(Release.OPEN_WEIGHTS, 0.1)])
    assert (development.kind, development.step) == (DevelopmentKind.STEP, Release.PREVIEWED)
    assert moved([step(Release.RELEASED)], [step(Release.PREVIEWED, 0.1)]) == ()
    other = sourced(claim(Kind.RELEASE, Release.RELEASED, subject=GPT), source("OpenAI"))
    assert moved([step(Release.PREVIEWED)], [other]) == ()


def test_a_price_that_changed_and_one_that_was_rounded():
    (development,) = moved([price(1.74)], [price(1.16, 0.1)])
    assert (development.kind, development.was.value, development.line.claim.value) == (
        DevelopmentKind.PRICE,
        1.74,
        1.16,
    )
    rough: Claim = claim(Kind.SPEC, Spec.INPUT_PRICE, 1.7401)
    assert moved([price(1.74)], [sourced(rough, source(days_ago=0.1))]) == ()


def test_all_steps_of_a_life_are_asked_for():
    lines = ledger_of([step(Release.RELEASED)])
    assert facts_of(lines, spoken_for(lines)).keys() < keys_asked(lines)
    assert knowing(step(Release.PREVIEWED)).facts.keys() < keys_asked(lines)
