"""Draw why a claim was read: its sentence, and under the words what each part is. Colour adds, and is never needed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from bot.reading.explain import Explanation, Part, PartName, Place

_STYLES: Mapping[PartName, str] = {
    PartName.SUBJECT: "bold cyan",
    PartName.METRIC: "bold green",
    PartName.NUMBER: "bold yellow",
    PartName.BASELINE: "bold magenta",
    PartName.HEDGE: "bold red",
}
_PLACES: Mapping[Place, str] = {Place.EARLIER: "named earlier", Place.LATER: "named later"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_INDENT = " " * 13
_NARROWEST, _WIDEST = 30, 110
LEGEND = Text("  Marked: ") + Text(" ").join(Text(name.value, style=style) for name, style in _STYLES.items())


@dataclass(frozen=True, slots=True)
class _Label:
    """What is written under a part: at a column, as wide as the part where the word is shorter."""

    column: int
    width: int
    name: PartName

    @property
    def words(self) -> str:
        return self.name.value.ljust(self.width, "─")

    @property
    def end(self) -> int:
        return self.column + len(self.words)


def explanation_lines(explanation: Explanation, width: int) -> Iterator[Text]:
    """The sentence with its labels, the parts that stand elsewhere or nowhere, and the rule."""
    room = max(_NARROWEST, min(width, _WIDEST) - len(_INDENT))
    plain = _CONTROL.sub(" ", explanation.sentence)
    for start, end in _wrapped(plain, room):
        yield from _marked(explanation, plain, start, end)
    for part in explanation.elsewhere():
        words = f"{part.name}: “{part.text}”, {_PLACES[part.place]} (at character {part.start})"
        yield Text(_INDENT) + Text(_CONTROL.sub(" ", words), style=_STYLES[part.name])
    for name, words in _unplaced(explanation):
        yield Text(f"{_INDENT}{name}: {_CONTROL.sub(' ', words)}, not in these words in the text")
    meaning = f": {explanation.rule_meaning}" if explanation.rule_meaning else ""
    yield Text(f"{_INDENT}rule {explanation.rule}{meaning}", style="dim")


def _unplaced(explanation: Explanation) -> Iterator[tuple[PartName, str]]:
    """The names of the claim that the text does not spell out."""
    marked, claim = {part.name for part in explanation.parts}, explanation.claim
    if PartName.SUBJECT not in marked:
        yield PartName.SUBJECT, claim.subject.name
    if claim.baseline is not None and PartName.BASELINE not in marked:
        yield PartName.BASELINE, claim.baseline.name


def _wrapped(text: str, room: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text that fit on a line each, cut at spaces where there are any."""
    start = 0
    while start < len(text):
        end = start
        used = 0
        while end < len(text) and (used := used + cell_len(text[end])) <= room:
            end += 1
        space = text.rfind(" ", start, end) if end < len(text) else -1
        if space > start:
            end = space
        yield start, end
        start = end + (text[end : end + 1] == " ")


def _marked(explanation: Explanation, text: str, start: int, end: int) -> Iterator[Text]:
    """One line of the sentence, and the rows of labels under it."""
    line, labels = Text(text[start:end]), []
    for part in explanation.here():
        low, high = _on_line(explanation, part, start, end)
        if low < high:
            line.stylize(_STYLES[part.name], low - start, high - start)
            labels.append(_Label(cell_len(text[start:low]), cell_len(text[low:high]), part.name))
    yield Text(_INDENT) + line
    for row in _rows(labels):
        yield Text(_INDENT) + _drawn(row)


def _on_line(explanation: Explanation, part: Part, start: int, end: int) -> tuple[int, int]:
    return max(part.start - explanation.sentence_start, start), min(part.end - explanation.sentence_start, end)


def _rows(labels: Sequence[_Label]) -> list[list[_Label]]:
    """Each label in the first row where it does not run into the one before it."""
    rows: list[list[_Label]] = []
    for label in labels:
        row = next((row for row in rows if row[-1].end < label.column), None)
        if row is None:
            rows.append([label])
        else:
            row.append(label)
    return rows


def _drawn(row: Sequence[_Label]) -> Text:
    drawn = Text()
    for label in row:
        drawn.append(" " * (label.column - cell_len(drawn.plain)))
        drawn.append(label.words, style=_STYLES[label.name])
    return drawn
