"""An edition in one sentence: what mattered, in names and figures that its sources print. Pure.

A clause is a template filled with words of the text that it is told by, or that text's title as it stands. A name in
another spelling and a figure that was worked out are not in the text, so the clause does without them.
"""

from collections.abc import Iterable, Mapping, Sequence

from bot.briefing.developments import LIFE
from bot.briefing.edition import Item
from bot.briefing.former import is_price
from bot.briefing.printed import amount_in, ratio_in
from bot.briefing.scoring import is_efficiency
from bot.domain.announcements import Announcement, FeedKind, SourcedClaim
from bot.domain.claims import Kind, Release, Spec
from bot.domain.names import Named
from bot.ledger.lines import Line
from bot.ledger.standing import Standing, standing_of

CLAUSES = 3
LONGEST = 320
_NAMES = 2
_VERBS = {
    Release.ANNOUNCED: "announced",
    Release.PREVIEWED: "previewed",
    Release.RELEASED: "released",
    Release.OPEN_WEIGHTS: "published the weights of",
    Release.DEPRECATED: "is retiring",
}
_PRICES = {Spec.INPUT_PRICE: "input", Spec.OUTPUT_PRICE: "output"}
_Stated = Sequence[tuple[Line, SourcedClaim]]
_HOW = {Standing.MEASURED: "measured at", Standing.CONTESTED: "claiming, which others contest,"}


def one_line(items: Iterable[Item], former: Mapping[int, float]) -> str | None:
    """The weightiest stories in one sentence; None where there are none."""
    told: list[str] = []
    for item in list(items)[:CLAUSES]:
        clause = _clause(item, former)
        if told and len("; ".join((*told, clause))) >= LONGEST:
            break
        told.append(clause)
    return "; ".join(told) + "." if told else None


def words_of(announcement: Announcement) -> str:
    """All that a source says: who publishes it, its title, its text."""
    source = announcement.source
    return " ".join(f"{source.publisher} {source.title} {announcement.text}".split())


def _clause(item: Item, former: Mapping[int, float]) -> str:
    lead = item.story.lead
    title = lead.source.title.strip().rstrip(".!;").rstrip()
    if lead.source.publisher_kind is not FeedKind.VENDOR:
        return f"{lead.source.publisher}: {title}"
    stated = [(line, said) for line in item.story.figures if (said := _said_by(lead, line)) is not None]
    return _launched(lead, stated) or _priced(lead, stated, former) or title


def _launched(lead: Announcement, stated: _Stated) -> str | None:
    """``DeepSeek previewed V4-Pro and V4-Flash, claiming 27% of V3.2's compute / token``."""
    steps = [said for line, said in stated if line.question.kind is Kind.RELEASE]
    if not steps:
        return None
    last = max((Release(said.claim.metric) for said in steps), key=LIFE.index)
    names = [_printed(lead, said.claim.subject, said.subject_words) for said in steps if said.claim.metric == last]
    known = dict.fromkeys(name for name in names if name is not None)
    if None in names or len(known) > _NAMES:
        return None
    return f"{lead.source.publisher} {_VERBS[last]} {' and '.join(known)}{_claiming(lead, stated)}"


def _claiming(lead: Announcement, stated: _Stated) -> str:
    """The first ratio that the text prints, with whose word it is."""
    for line, said in stated:
        baseline = _printed(lead, said.claim.baseline, said.baseline_words)
        ratio = ratio_in(said.claim, baseline) if is_efficiency(line) and baseline else None
        if ratio is not None:
            return f", {_HOW.get(standing_of(line), 'claiming')} {ratio}"
    return ""


def _priced(lead: Announcement, stated: _Stated, former: Mapping[int, float]) -> str | None:
    """``Mistral AI cut Mistral Small 4's input price from $0.15 to $0.10``."""
    for line, said in stated:
        before, now = former.get(line.origin.id), said.claim.value
        words = _PRICES.get(Spec(said.claim.metric)) if is_price(line) else None
        if before is None or now is None or words is None:
            continue
        name = _printed(lead, said.claim.subject, said.subject_words)
        was, is_now = (amount_in(said.claim.quote.text, value) for value in (before, now))
        if name and was and is_now:
            verb = "cut" if now < before else "raised"
            return f"{lead.source.publisher} {verb} {name}'s {words} price from {was} to {is_now}"
    return None


def _said_by(lead: Announcement, line: Line) -> SourcedClaim | None:
    own = lead.source.announcement_id
    return next((said for said in line.claims if said.source.announcement_id == own), None)


def _printed(lead: Announcement, name: Named | None, as_read: str) -> str | None:
    """The name, if the text has it so, else as it was read there; None where neither stands in it."""
    words = words_of(lead).casefold()
    spellings: Sequence[str] = (name.name, as_read) if name is not None else ()
    return next((each for each in spellings if each and each.casefold() in words), None)
