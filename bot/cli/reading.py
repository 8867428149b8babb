"""``gapwatch read``: the claims of a text, a page or a feed's entries. No database is needed."""

import json
import sys
from pathlib import Path
from typing import Any

from rich.markup import escape

from bot.cli.console import out
from bot.cli.explaining import LEGEND, explanation_lines
from bot.config import Settings
from bot.domain.additions import RegistryAdditions
from bot.errors import GapwatchError
from bot.feeds.errors import NotAFeed, PageNotFeed
from bot.feeds.fetch import Fetcher
from bot.feeds.html import page_text
from bot.feeds.parse import parse_feed
from bot.ledger.wording import claim_words, standing_words
from bot.reading.document import Document
from bot.reading.explain import explain as explain_claims
from bot.reading.reader import trace_document
from bot.reading.rows import document_of, explanation_row, row_of
from bot.reading.traces import Trace
from db.additions import registry_additions
from db.engine import Database, DatabaseNotMigrated, DatabaseUnreachable


class Unreadable(GapwatchError):
    """What was named cannot be read."""

    next_step = "Name a text file, a page or feed (file or address), or - for standard input."


class BadRow(GapwatchError):
    """A line of the input is no row."""

    next_step = 'Each line must be a JSON object with "id" and "text", and may have "title", "url" and "source".'


async def read_source(source: str, settings: Settings, *, as_json: bool, explain: bool) -> None:
    """Print the claims of a file, an address or standard input. Raises GapwatchError."""
    additions = await _additions(settings)
    for document in await _documents(source, settings):
        trace = trace_document(document, additions)
        if as_json:
            _write_line(_row_of(document.url or document.title or source, trace, explain=explain))
        else:
            _print(document, trace, explained=explain)


async def read_rows(path: Path, *, explain: bool) -> None:
    """Write a row of labs, models, topics and claims for each row of the file. Raises Unreadable, BadRow.

    The registry is the one that ships, so that the same rows are read the same everywhere.
    """
    try:
        lines = sys.stdin if str(path) == "-" else path.open(encoding="utf-8")
    except OSError as cause:
        raise Unreadable(f"{path} cannot be opened: {cause.strerror}.") from cause
    with lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                row = _row(line, number)
                _write_line(_row_of(row["id"], trace_document(document_of(row)), explain=explain))


async def _additions(settings: Settings) -> RegistryAdditions:
    """What the operator has added to the registry; nothing where there is no database, since reading needs none."""
    try:
        async with Database.open(settings.database) as database, database.read() as session:
            return await registry_additions(session)
    except (DatabaseNotMigrated, DatabaseUnreachable):
        return RegistryAdditions()


def _row_of(row_id: object, trace: Trace, *, explain: bool) -> dict[str, Any]:
    row = row_of(row_id, trace.reading)
    if explain:
        for claim, explanation in zip(row["claims"], explain_claims(trace), strict=True):
            claim["explanation"] = explanation_row(explanation)
    return row


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as cause:
        raise BadRow(f"Line {number} is not JSON: {cause.msg}.") from cause
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        raise BadRow(f"Line {number} has no id or no text.")
    return row


async def _documents(source: str, settings: Settings) -> list[Document]:
    if source == "-":
        return [Document(text=sys.stdin.read())]
    if source.startswith(("http://", "https://")):
        async with Fetcher(allow_private=settings.allow_private_hosts) as fetcher:
            fetched = await fetcher.fetch(source)
        return _of_bytes(fetched.body, fetched.content_type, fetched.url)
    path = Path(source)
    try:
        return _of_bytes(path.read_bytes(), None, None)
    except OSError as cause:
        raise Unreadable(f"{source} cannot be opened: {cause.strerror}.") from cause


def _of_bytes(body: bytes, content_type: str | None, url: str | None) -> list[Document]:
    """A feed's entries, a page's main text, or the text itself: the content decides."""
    try:
        feed = parse_feed(body, content_type, url or "")
    except PageNotFeed:
        title, text = page_text(body.decode(errors="replace"), url or "")
        return [Document(text=text, title=title, url=url)]
    except NotAFeed:
        return [Document(text=body.decode(errors="replace"), url=url)]
    return [
        Document(text=entry.text, title=entry.title, url=entry.link, publisher=feed.title) for entry in feed.entries
    ]


def _print(document: Document, trace: Trace, *, explained: bool) -> None:
    reading = trace.reading
    out.print(f"[bold]{escape(document.title or document.url or 'Text')}[/bold]")
    about = [", ".join(reading.labs), ", ".join(model.name for model in reading.models), ", ".join(reading.topics)]
    out.print(" · ".join(filter(None, about)) or "No lab or model is named.", markup=False, style="dim")
    if explained and reading.claims:
        out.print(LEGEND)
    explanations = explain_claims(trace) if explained else ()
    for at, claim in enumerate(reading.claims):
        standing = standing_words(claim.attribution, hedged=claim.hedged)
        out.print(f"  {claim.kind.value:<10} {claim.subject.name}: {claim_words(claim)} ({standing})", markup=False)
        if explained:
            for line in explanation_lines(explanations[at], out.width):
                out.print(line)
        else:
            out.print(f"             “{' '.join(claim.quote.text.split())}”", markup=False)
    if not reading.claims:
        out.print("No claims in it.")
    out.print()


def _write_line(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
