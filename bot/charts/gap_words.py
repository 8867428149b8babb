"""What the chart of a gap says: who is ahead, by how much, by whose word, and how it moved. Pure text."""

from dataclasses import dataclass

from bot.charts.chart import alt_text
from bot.charts.lettering import opening, plain
from bot.charts.scales import day_words
from bot.charts.style import ONE, OTHER
from bot.charts.words import said_of
from bot.ledger.gap import Basis, Gap
from bot.ledger.lines import Line
from bot.ledger.questions import benchmark_of
from bot.ledger.wording import number

_UNITS = {"percent": "{} points", "points": "{} points", "elo": "{} points", "minutes": "{} minutes", "usd": "${}"}


@dataclass(frozen=True, kw_only=True, slots=True)
class GapSide:
    """One side: its name, its colour, and the line that holds its figure at each moment."""

    name: str
    colour: str
    lines: tuple[Line, ...]

    @property
    def values(self) -> list[float]:
        """Its figure at each moment."""
        return [line.claim.value or 0.0 for line in self.lines]

    @property
    def model(self) -> str | None:
        """The model whose figure it is now, where the side is not that model itself."""
        return self.model_at(-1)

    def model_at(self, moment: int) -> str | None:
        """The model whose figure it was at a moment, where the side is not that model itself."""
        model = self.lines[moment].claim.subject.name
        return None if plain(model) == self.name else model


def gap_sides(gap: Gap, one: str, other: str) -> tuple[GapSide, GapSide]:
    """Both sides of a gap under the names that the answer gives them."""
    return (
        GapSide(name=plain(one), colour=ONE, lines=tuple(moment.one for moment in gap.moments)),
        GapSide(name=plain(other), colour=OTHER, lines=tuple(moment.other for moment in gap.moments)),
    )


def gap_alt(gap: Gap, one: str, other: str) -> str:
    """The gap now, whose word it is, and where it came from."""
    now, first = gap.now, gap.moments[0]
    sides = gap_sides(gap, one, other)
    sentences = [
        f"{gap.benchmark}{_condition(sides)}: {_answer(gap, one, other)}, {_figures(gap, sides, -1)}.",
        f"{founded(gap)}.",
    ]
    if len(gap.moments) == 1:
        return alt_text([*sentences, f"No change since {day_words(first.at)}, when both had a figure."])
    changes = len(gap.moments) - 1
    was = f"on {day_words(first.at)} it was {_figures(gap, sides, 0)}"
    last = f"the last of {changes} changes" if changes > 1 else "the one change"
    return alt_text([*sentences, f"{opening(moved(gap))}: {was}; {last} was on {day_words(now.at)}."])


def subject_of(gap: Gap, one: str, other: str) -> str:
    """The benchmark and the setting that the figures hold under."""
    return gap.benchmark + _condition(gap_sides(gap, one, other))


def headline(gap: Gap, one: str, other: str) -> str:
    """The answer in few words; who is behind is named on the chart itself."""
    if gap.now.lead == 0:
        return f"Level at {number(gap.now.one.claim.value or 0.0)}"
    return f"Ahead by {_apart(gap, gap.now.lead)}: {plain(one if gap.now.lead > 0 else other)}"


def founded(gap: Gap) -> str:
    """Whose word both figures are."""
    if gap.basis is Basis.MIXED:
        return "One side is measured, the other its maker's word"
    if gap.basis is Basis.CLAIMED:
        return "Makers' word on both sides, not measured"
    return f"Both measured by {gap.measured_by}" if gap.measured_by else "Measured, each side by another party"


def moved(gap: Gap) -> str:
    """How the gap compares to what it was when both first had a figure."""
    first, now = gap.moments[0], gap.now
    if len(gap.moments) == 1:
        return f"no change since {day_words(first.at)}"
    if first.lead * now.lead < 0:
        return f"the lead changed sides since {day_words(first.at)}"
    if abs(now.lead) == abs(first.lead):
        return f"as far apart as on {day_words(first.at)}"
    wider = "wider" if abs(now.lead) > abs(first.lead) else "narrower"
    return f"{wider} than {_apart(gap, first.lead)} on {day_words(first.at)}"


def _answer(gap: Gap, one: str, other: str) -> str:
    if gap.now.lead == 0:
        return f"{one} and {other} level"
    leader, behind = (one, other) if gap.now.lead > 0 else (other, one)
    return f"{leader} ahead of {behind} by {_apart(gap, gap.now.lead)}"


def _condition(sides: tuple[GapSide, GapSide]) -> str:
    setting = next((side.lines[-1].setting for side in sides if side.lines[-1].setting), None)
    return f" ({setting})" if setting else ""


def _figures(gap: Gap, sides: tuple[GapSide, GapSide], moment: int) -> str:
    """Both figures at a moment, the one that was ahead first."""
    in_turn = sides if gap.moments[moment].lead >= 0 else sides[::-1]
    return " to ".join(_figure(side, moment) for side in in_turn)


def _figure(side: GapSide, moment: int) -> str:
    line = side.lines[moment]
    model = side.model_at(moment)
    by = f" by {model}" if model else ""
    return f"{number(line.claim.value or 0.0)}{by} ({said_of(line)})"


def _apart(gap: Gap, lead: float) -> str:
    found = benchmark_of(gap.benchmark)
    apart = number(abs(lead))
    words = _UNITS.get(found.unit if found else "", "{}").format(apart)
    return words.removesuffix("s") if apart == "1" else words
