"""Whose word a figure is, told by a word and a shape on every chart alike. Pure."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from bot.charts.style import Mark, Sign, Stroke
from bot.domain.announcements import FeedKind, SourcedClaim
from bot.domain.claims import Bound
from bot.ledger.lines import Line
from bot.ledger.questions import benchmark_of
from bot.ledger.standing import Standing, standing_of
from bot.ledger.voices import Role, role_of


class Word(StrEnum):
    """Whose word a figure is, as it is written."""

    MAKER = "maker's word"
    MEASURED = "measured"
    REPORTED = "said by others"
    CATALOGUE = "catalogue"


SHAPES: Mapping[Word, str] = {Word.MAKER: "o", Word.MEASURED: "D", Word.REPORTED: "^", Word.CATALOGUE: "s"}
HELD_BACK = "hollow: hedged, about or contested"


def word_of(line: Line) -> Word:
    """Whose word a figure is: measured as soon as an independent party has it of its own."""
    roles = {voice.role for voice in line.voices}
    if Role.INDEPENDENT in roles:
        return Word.MEASURED
    return Word.MAKER if Role.MAKER in roles else Word.REPORTED


def word_of_telling(told: SourcedClaim) -> Word:
    """Whose word a dated fact is: the maker's only where its own text says so."""
    own = told.source.publisher_kind is FeedKind.VENDOR and role_of(told) is Role.MAKER
    return Word.MAKER if own else Word.REPORTED


def reserve_of(line: Line) -> str | None:
    """What holds a figure back, in a word; None where nothing does."""
    if standing_of(line) is Standing.CONTESTED:
        return "contested"
    if line.hedged:
        return "hedged"
    return "about" if line.claim.bound is not Bound.EXACT else None


def said_of(line: Line) -> str:
    """Whose word it is and what holds it back: ``maker's word, contested``."""
    reserve = reserve_of(line)
    return f"{word_of(line)}, {reserve}" if reserve else word_of(line).value


def mark_of(line: Line, with_line: Line | None = None) -> Mark:
    """The mark of a figure; of one that goes with another, hollow if either is held back."""
    held_back = any(reserve_of(figure) for figure in (line, with_line) if figure is not None)
    return Mark(shape=SHAPES[word_of(line)], hollow=held_back)


def key_of(words: Iterable[Word], styles: Mapping[Word, Stroke], *, held_back: bool) -> list[Sign]:
    """What the marks on a chart mean, each once; without a style, a word has no line."""
    used = set(words)
    signs = [Sign(words=word, mark=Mark(shape=SHAPES[word]), line=styles.get(word)) for word in Word if word in used]
    if held_back:
        signs.append(Sign(words=HELD_BACK, mark=Mark(shape=SHAPES[Word.MAKER], hollow=True)))
    return signs


def more_is_better(benchmark: str) -> bool:
    """Whether the higher score is the better one."""
    found = benchmark_of(benchmark)
    return found is None or found.higher_is_better
