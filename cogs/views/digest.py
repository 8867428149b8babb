"""Render an edition as blocks, the most important first; how blocks become messages: cogs.views.editions.

Every sentence is a source's own or a template filled with figures. A block is shown whole or not at all, and so is
every item in it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from bot.briefing.edition import Coverage, Edition, Item, Launch, Offer
from bot.briefing.stories import Story
from bot.domain.announcements import Source
from bot.domain.claims import Kind, Spec
from bot.ledger.changes import Change
from bot.ledger.lines import Line
from bot.ledger.questions import lab_of
from bot.ledger.standing import Standing, standing_of
from bot.ledger.wording import STANDING_WORDS, claim_words, line_words, metric_label, value_words, with_unit
from bot.registry.load import load_registry
from cogs.views.answers import Answer, Footnotes
from cogs.views.comparison import footer, without_lab
from cogs.views.sheets import claims_sheet
from cogs.views.standings import STEP_WORDS, change_words, development_words, now_words
from cogs.views.text import day, fit, link, plural, safe, stamp, table

FIGURES_OF_A_STORY = 5
PUBLISHERS_AT_MOST = 6
NAMES_AT_MOST = 5
LONGEST_QUOTE = 280
LONGEST_TITLE = 250
LONGEST_LIST = 1800
LONGEST_STORY = 2400
_WIDEST = 48
_TELLING = (Kind.RATIO, Kind.RANKING, Kind.ALLEGATION, Kind.CAVEAT, Kind.BENCHMARK, Kind.SPEC, Kind.RELEASE)
_HOLDING_BACK = (Kind.CAVEAT, Kind.ALLEGATION)
_CELLS = "|"  # between the cells of a table: its rows are no sentences
_IN_NUMBERS = (Kind.RATIO, Kind.BENCHMARK, Kind.SPEC)
_PRICE_LABELS: Mapping[str, str] = {Spec.INPUT_PRICE: "in", Spec.OUTPUT_PRICE: "out"}

T = TypeVar("T", Launch, Change, Item)


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A part of an edition: its text, the sources that it refers to by number, its figures, the story it tells."""

    text: str
    marks: frozenset[int] = frozenset()
    figures: tuple[Line, ...] = ()
    place: int = 0
    item: Item | None = None


@dataclass(kw_only=True, slots=True)
class _Marks:
    """Marks sources in one block, with the numbers that they have in the whole edition."""

    notes: Footnotes
    used: set[int] = field(default_factory=set)

    def mark(self, source: Source) -> str:
        mark = self.notes.mark(source)
        self.used.add(int(mark[1:-1]))
        return mark


def render_edition(edition: Edition) -> Answer:
    """The edition as one answer, without the buttons of a briefing."""
    notes = Footnotes()
    blocks = blocks_of(edition, notes)
    figures = figures_of(blocks)
    small_print = coverage_line(edition) + (f"\n{footer(notes)}" if notes.sources else "")
    texts = tuple(block.text for block in blocks)
    return Answer(texts=texts, small_print=small_print, figures=figures, sheet=partial(claims_sheet, figures))


def figures_of(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """The figures of all blocks, each once."""
    return tuple({line.origin.id: line for block in blocks for line in block.figures}.values())


def blocks_of(edition: Edition, notes: Footnotes) -> list[Block]:
    """Everything but the small print: title and one line, top stories, lists."""
    if edition.is_quiet:
        return [Block(text=f"{_title(edition)}\n{quiet_words(edition.coverage)}")]
    first = _title(edition)
    if edition.one_line:
        first += f"\n**In one line:** {safe(edition.one_line, 600)}"
    blocks = [Block(text=first)]
    blocks += [_story(place, item, notes) for place, item in enumerate(edition.top, 1)]
    blocks += _list("New and changed models", edition.launches, _launch, notes)
    blocks += _offers(edition.offers, notes)
    blocks += _list("Measured or contested since last time", edition.changes, _change, notes)
    blocks += _list("Policy and safety", edition.policy, _titled_item, notes)
    blocks += _also(edition)
    return blocks


def quiet_words(coverage: Coverage) -> str:
    """What a day without news says."""
    if not coverage.feeds:
        return "This server subscribes to no feeds. Add one with /feed add."
    if not coverage.announcements:
        return "A quiet day: nothing was announced in the feeds read."
    if coverage.known:
        stories = plural(coverage.known, "story", "stories")
        return f"A quiet day: {stories} went on that {'was' if coverage.known == 1 else 'were'} told here before."
    return f"A quiet day: {plural(coverage.announcements, 'announcement')}, none with a claim in it."


def coverage_line(edition: Edition) -> str:
    """What the edition rests on, and when the next one comes."""
    coverage = edition.coverage
    failing = f", {coverage.failing} failing (/feed health)" if coverage.failing else ""
    parts = [
        f"{plural(coverage.feeds, 'feed')} read{failing}",
        plural(coverage.announcements, "announcement"),
        plural(coverage.claims, "claim"),
    ]
    if coverage.muted:
        parts.append(f"{coverage.muted} muted (/digest mutes)")
    parts.append(f"{stamp(edition.window_start)} to {stamp(edition.window_end)}")
    if coverage.next_at:
        parts.append(f"next: {stamp(coverage.next_at)}")
    return "-# " + " · ".join(parts)


def telling(figures: Iterable[Line]) -> Sequence[Line]:
    """The figures that say most: ratios before rankings before scores, those that more people state first."""
    return sorted(
        figures,
        key=lambda f: (
            f.claim.kind is Kind.RATIO and not f.claim.baseline,
            _TELLING.index(f.claim.kind),
            -len(f.claims),
        ),
    )


def _title(edition: Edition) -> str:
    return f"# AI briefing · {day(edition.window_end)}"


def _story(place: int, item: Item, notes: Footnotes) -> Block:
    story, marks = item.story, _Marks(notes=notes)
    holding = telling(line for line in story.figures if line.grounds.ended_at is None)
    lead = story.lead.source.announcement_id
    figures = sorted(holding, key=lambda line: story.said(line).source.announcement_id != lead)
    lines = [f"### {place} · {_titled(item)}", _told_by(item, figures)]
    lines += [safe(development_words(each), 400) for each in item.developed[:FIGURES_OF_A_STORY]]
    held_back = [line for line in figures if line.question.kind in _HOLDING_BACK]
    said = [line for line in figures if line not in held_back]
    lines += _quote(item.story, said, marks)
    lines += _facts(item.story, said, marks)
    lines += [f"Held back: {words.removeprefix('> ')}" for words in _quote(item.story, held_back, marks)]
    kept, _ = fit([f"{line}\n" for line in lines], LONGEST_STORY)
    return Block(
        text="".join(kept).rstrip(),
        marks=frozenset(marks.used),
        figures=tuple(figures[:FIGURES_OF_A_STORY]),
        place=place,
        item=item,
    )


def _told_by(item: Item, figures: Sequence[Line]) -> str:
    publishers = item.story.publishers
    named = safe(", ".join(publishers[:PUBLISHERS_AT_MOST]), 400)
    more = f" and {len(publishers) - PUBLISHERS_AT_MOST} more" if len(publishers) > PUBLISHERS_AT_MOST else ""
    standing = f" · {safe(_unrepeated(figures[0]))}" if figures else ""
    return f"-# {plural(len(publishers), 'source')}: {named}{more}{standing}"


def _quote(story: Story, figures: Iterable[Line], marks: _Marks) -> list[str]:
    """The sentence of the figure that says most, whole: one too long is passed over, and so is a table's row."""
    for line in figures:
        said = story.said(line)
        if len(said.claim.quote.text) <= LONGEST_QUOTE and _CELLS not in said.claim.quote.text:
            return [f"> “{safe(said.claim.quote.text)}” ({safe(said.source.publisher)}) {marks.mark(said.source)}"]
    return []


def _facts(story: Story, figures: Sequence[Line], marks: _Marks) -> list[str]:
    """The figures by model: ``V4-Pro: compute / token 0.27× V3.2 · KV cache 0.1× V3.2 [1]``."""
    by_subject: dict[str, list[Line]] = {}
    for line in [line for line in figures if line.question.kind in _IN_NUMBERS][:FIGURES_OF_A_STORY]:
        by_subject.setdefault(line.claim.subject.name, []).append(line)
    whose = standing_of(figures[0]) if figures else None
    shown = []
    for subject, lines in by_subject.items():
        said = [_fact(line, standing_of(line) is not whose) for line in lines]
        numbers = dict.fromkeys(marks.mark(story.said(line).source) for line in lines)
        shown.append(f"**{safe(subject)}** {safe(' · '.join(said), 900)} {''.join(numbers)}")
    return shown


def _fact(line: Line, stands_apart: bool) -> str:
    return claim_words(line.claim) + (f" ({now_words(line)})" if stands_apart else "")


def _list(title: str, things: Sequence[T], words: Callable[[T, _Marks], str], notes: Footnotes) -> list[Block]:
    """A list of whole lines, as many as it has room for."""
    marks = _Marks(notes=notes)
    kept, _ = fit([f"- {words(each, marks)}\n" for each in things], LONGEST_LIST)
    if not kept:
        return []
    figures = tuple(line for each in things[: len(kept)] for line in _figures(each))
    return [Block(text=f"### {title}\n{''.join(kept).rstrip()}", marks=frozenset(marks.used), figures=figures)]


def _figures(thing: Launch | Change | Item) -> tuple[Line, ...]:
    match thing:
        case Launch(lines=lines):
            return lines
        case Change(line=line):
            return (line,)
        case Item():
            return ()


def _launch(launch: Launch, marks: _Marks) -> str:
    """``**Gemma 4 12B** (Google): released, open weights [2]``."""
    names = list(dict.fromkeys(line.claim.subject.name for line in launch.lines))
    more = f" and {len(names) - NAMES_AT_MOST} more" if len(names) > NAMES_AT_MOST else ""
    first = launch.lines[0]
    lab = lab_of(first.claim.subject)
    whose = f" ({safe(load_registry().lab_name(lab).name)})" if lab else ""
    steps = ", ".join(STEP_WORDS[step] for step in launch.steps)
    was = f", was {STEP_WORDS[launch.was]}" if launch.was else ""
    return f"**{safe(', '.join(names[:NAMES_AT_MOST]))}**{more}{whose}: {steps}{was} {marks.mark(first.origin.source)}"


def _change(change: Change, marks: _Marks) -> str:
    line = change.line
    return f"**{safe(line.claim.subject.name)}** {safe(change_words(change), 400)} {marks.mark(line.origin.source)}"


def _titled_item(item: Item, _marks: _Marks) -> str:
    return f"{_titled(item)} ({safe(item.story.lead.source.publisher)})"


def _titled(item: Item) -> str:
    source = item.story.lead.source
    return ("update: " if item.developed else "") + link(source.title, source.url, LONGEST_TITLE)


def _offers(offers: Sequence[Offer], notes: Footnotes) -> list[Block]:
    if not offers:
        return []
    marks = _Marks(notes=notes)
    rows = [_row(offer, marks) for offer in offers]
    fitting = [row for row in rows if all(len(cell) <= _WIDEST for cell in row)]
    wide = [f"- {safe(' · '.join(row), 400)}" for row in rows if row not in fitting]
    text = "### Efficiency and price"
    if fitting:
        text += "\n" + table([["model", "claim", "against", "standing"], *fitting], _WIDEST)
    figures = tuple(line for offer in offers for line in offer.lines)
    return [Block(text="\n".join([text, *wide]), marks=frozenset(marks.used), figures=figures)]


def _row(offer: Offer, marks: _Marks) -> list[str]:
    first = offer.lines[0]
    claimed = f"{_amounts(offer)} {marks.mark(first.origin.source)}"
    return [without_lab(first.claim.subject), claimed, _against(offer), _stands(first)]


def _amounts(offer: Offer) -> str:
    """``0.27× compute / token``, ``$1.16 / $2.32 in/out``."""
    claims = [line.claim for line in offer.lines]
    labels = [_PRICE_LABELS.get(claim.metric, metric_label(claim.metric)) for claim in claims]
    return f"{' / '.join(map(value_words, claims))} {'/'.join(labels)}"


def _against(offer: Offer) -> str:
    """What a ratio is over, or what a price was before."""
    claims = [line.claim for line in offer.lines]
    if claims[0].kind is Kind.RATIO:
        return without_lab(claims[0].baseline) if claims[0].baseline else "not named"
    before = [
        with_unit(claim.kind, claim.metric, was)
        for claim, was in zip(claims, offer.former, strict=True)
        if was is not None
    ]
    return f"was {' / '.join(before)}" if len(before) == len(claims) else "–"


def _stands(line: Line) -> str:
    """Where it stands, and what others got where it is contested."""
    if standing_of(line) is Standing.CONTESTED and line.grounds.contradicted_by:
        return now_words(line)
    return _unrepeated(line)


def _unrepeated(line: Line) -> str:
    """Where it stands: that a word is passed on makes it no better."""
    return line_words(line).replace(STANDING_WORDS[Standing.REPEATED], STANDING_WORDS[Standing.VENDORS_WORD])


def _also(edition: Edition) -> list[Block]:
    if not edition.also:
        return []
    more = f"\n-# and {plural(edition.more, 'more story', 'more stories')}: Full list" if edition.more else ""
    kept, _ = fit([f"{_titled(item)}; " for item in edition.also], LONGEST_LIST)
    return [Block(text=f"### Also noted\n{''.join(kept).removesuffix('; ')}{more}")]
