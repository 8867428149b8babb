"""Why a story stands where it does, in words: the parts of its score, which add up to it."""

from bot.briefing.scoring import Part, Reason, Score
from cogs.views.text import plural, table

_WIDEST = 70


def score_table(score: Score) -> str:
    """Every part with its points, then the sum."""
    rows = [["points", "for"]]
    rows += [[f"{part.points:+.2f}", part_words(part)] for part in score.parts]
    rows.append([f"{score.points:.2f}", "in all"])
    return table(rows, _WIDEST)


def part_words(part: Part) -> str:
    """``2 sources that speak for themselves``."""
    count = part.count
    match part.reason:
        case Reason.SOURCES:
            return f"{count} sources that speak for themselves" if count > 1 else "one source that speaks for itself"
        case Reason.COPIES:
            return f"{plural(count, 'source')} that only {'pass' if count > 1 else 'passes'} on what others say"
        case Reason.LAB:
            return f"its lab, number {count} of those told of here" if count else "no lab that is told of here"
        case Reason.DEVELOPED:
            return f"{plural(count, 'development')} since it was told here"
        case Reason.KNOWN:
            return f"{plural(count, 'figure')} that {'are' if count > 1 else 'is'} known here"
        case Reason.AGE:
            return f"age, {plural(count, 'hour')}: halved every 24 hours"
        case _:
            times = f" ({count})" if count > 1 else ""
            return _SORTS[part.reason] + times


_SORTS = {
    Reason.NEW_MODEL: "a new model, or a step in its life",
    Reason.END_OF_MODEL: "the end of a model",
    Reason.PRICE_CHANGE: "a price that changed",
    Reason.PRICE: "a price",
    Reason.MEASURED_EFFICIENCY: "efficiency, measured",
    Reason.EFFICIENCY: "an efficiency claim",
    Reason.MEASURED: "a figure, measured",
    Reason.CONTESTED: "a contested figure",
    Reason.ALLEGATION: "an allegation",
    Reason.NOT_TOLD: "not told here before",
}
