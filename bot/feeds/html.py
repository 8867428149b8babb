"""Turn HTML into clean plain text that a person, and the reader of claims, can follow. No network, no feeds.

Paragraphs are parted by blank lines, headings start with ``#``, list items with ``-`` or ``1.``, tables are markdown.
Nothing raises on any input, and no input takes more than linear time: the tree is walked, never recursed into.
"""

import html as entities
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.feeds.nesting import is_too_tangled
from bot.feeds.tables import Cell, markdown_table

MAX_HTML = 2_000_000
MAX_TEXT = 200_000

_DROPPED = (
    *("script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed", "audio", "video"),
    *("nav", "button", "select", "textarea", "annotation", "[hidden]", "[aria-hidden=true]"),
)
_SIGNS_OF_DROPPED = ("hidden", *(f"<{name}" for name in _DROPPED if name.isalpha()))
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "main",
    "menu", "ol", "p", "section", "summary", "ul", "caption",
}) | frozenset(_HEADINGS)
# fmt: on
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|code|pre|ul|ol|li|h[1-6]|table|tr|td|img|figure|blockquote|hr|sup|sub)"
    r"(?:\s[^<>]*)?/?>|&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});"
)

# Not seen, and able to part a name or a number in two: controls, zero-width and direction marks, soft hyphens.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff]"
)
_SPACES_IN_LINE = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_WRAPPED = re.compile(r"(?<=[\w,;])\n(?=[a-z])")
_POWER_BASE = re.compile(r"(?:(?<![\d.,])(?:10|2)|\b[A-Za-z]{1,2})\Z")
_REFERENCE = re.compile(r"\[?\d{1,3}\]?(?:,\s*\d{1,3})*|[*†‡§]+")

log = logging.getLogger(__name__)


def html_text(html: str) -> str:
    """The text of a fragment or a page."""
    html = html[:MAX_HTML]
    if is_too_tangled(html):
        return _flat_text(html)
    tree = LexborHTMLParser(_without_surrogates(html))
    folded = html.lower()
    if any(sign in folded for sign in _SIGNS_OF_DROPPED):  # most entries hold none, and a query costs more
        for node in tree.css(",".join(_DROPPED)):
            node.decompose()
    return _Writer().write(tree.body)[:MAX_TEXT].strip() if tree.body is not None else ""


def plain_text(text: str) -> str:
    """Text that never was HTML, cleaned alike: paragraphs kept, lines that were only wrapped joined."""
    lines = (_SPACES_IN_LINE.sub(" ", line).strip() for line in clean(text[:MAX_HTML]).split("\n"))
    paragraphs = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return _WRAPPED.sub(" ", paragraphs)[:MAX_TEXT].strip()


def one_line(text: str) -> str:
    """Text on one line, cleaned."""
    return _single_spaced(clean(text))


def clean(text: str) -> str:
    """The text without characters that are not seen; every end of a line a newline."""
    if text.isprintable() or text.replace("\n", "").isprintable():  # no character that would go is printable
        return text
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def looks_like_html(text: str) -> bool:
    """Whether text that may be plain is HTML: some publishers do not say which."""
    return _MARKUP.search(text) is not None


def page_text(html: str, url: str) -> tuple[str, str]:
    """The title and the main text of an article's page; all of its text where no main part is found."""
    html = _without_surrogates(html[:MAX_HTML])
    if is_too_tangled(html):
        return "", _flat_text(html)
    title, main = _main_part(html, url)
    return one_line(title or _page_title(html)), html_text(main or html)


def article_text(html: str, url: str) -> str:
    """The main text of an article's page; empty where no main part is found."""
    html = _without_surrogates(html[:MAX_HTML])
    if is_too_tangled(html):
        return ""
    return html_text(_main_part(html, url)[1])


def _main_part(html: str, url: str) -> tuple[str, str]:
    """The title and the HTML of the main part, as far as they are found."""
    import trafilatura  # slow to import, and only whole pages need it
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        title = trafilatura.extract_metadata(html, default_url=url).title
        main = trafilatura.extract(
            html, url=url, output_format="html", include_comments=False, include_tables=True, include_formatting=True
        )
    except (LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as cause:
        log.info("no main part was found in %s: %r", url, cause)
        return "", ""
    return title or "", main or ""


def _page_title(html: str) -> str:
    title = LexborHTMLParser(html).css_first("title")
    return title.text() if title else ""


def _without_surrogates(html: str) -> str:
    return html.encode("utf-8", "ignore").decode("utf-8")


def _flat_text(html: str) -> str:
    """Text by cutting the tags out, for what no well-meaning publisher writes."""
    return plain_text(entities.unescape(_TAG.sub(" ", html)))


@dataclass(slots=True)
class _Frame:
    """Where text goes: the page, or one cell of a table."""

    blocks: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    prefix: str = ""


@dataclass(slots=True)
class _Table:
    """A table being read."""

    rows: list[list[Cell]] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    is_layout: bool = False


class _Writer:
    """Writes the text of one tree, a node at a time."""

    def __init__(self) -> None:
        self._frames = [_Frame()]
        self._tables: list[_Table] = []
        self._lists: list[int | None] = []
        self._raised: list[int] = []
        self._preformatted = 0
        self._length = 0

    def write(self, root: LexborNode) -> str:
        for node, enters in _walk(root):
            if node.is_element_node:
                (self._enter if enters else self._leave)(node)
            elif node.is_text_node and enters:
                self._text(node.text_content or "")
            if self._length > MAX_TEXT:
                break
        while self._tables:  # cut off within a table
            if len(self._frames) > len(self._tables):
                self._tables[-1].blocks.extend(self._close_frame())
            self._leave_table()
        self._flush()
        return "\n\n".join(self._frames[0].blocks)

    def _text(self, text: str) -> None:
        text = " " if text.isspace() and not self._preformatted else clean(text)
        self._length += len(text)
        # Every other space is dealt with when the line ends; there a newline is what <br> has left.
        self._frames[-1].line.append(text if self._preformatted else text.replace("\n", " "))

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "br":
            self._frames[-1].line.append("\n")
        elif tag == "li":
            self._flush()
            self._frames[-1].prefix = self._bullet()
        elif tag in _BLOCKS:
            self._flush()
            if tag in _HEADINGS:
                self._frames[-1].prefix = f"{_HEADINGS[tag]} "
            elif tag in {"ul", "ol", "menu", "dir"}:
                self._lists.append(_start_of(node) if tag == "ol" else None)
        elif tag in {"pre", "listing", "xmp"}:
            self._flush()
            self._preformatted += 1
        elif tag == "sup":
            self._raised.append(len(self._frames[-1].line))
        elif tag == "table":
            self._flush()
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in {"td", "th"} and self._tables:
            self._frames.append(_Frame())

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _BLOCKS or tag == "li":
            self._flush()
            if tag in {"ul", "ol", "menu", "dir"} and self._lists:
                self._lists.pop()
        elif tag in {"pre", "listing", "xmp"}:
            self._flush()
            self._preformatted -= 1
        elif tag == "sup" and self._raised:
            self._raise(self._raised.pop())
        elif tag == "table" and self._tables:
            self._leave_table()
        elif tag in {"td", "th"} and self._tables and len(self._frames) > 1:
            self._leave_cell(node)

    def _leave_cell(self, node: LexborNode) -> None:
        blocks = self._close_frame()
        table = self._tables[-1]
        table.blocks.extend(blocks)
        if not table.rows:
            table.rows.append([])
        table.rows[-1].append(Cell(text=" ".join(blocks), columns=_span(node, "colspan"), rows=_span(node, "rowspan")))

    def _leave_table(self) -> None:
        table = self._tables.pop()
        if self._tables:
            self._tables[-1].is_layout = True  # tables within tables place things on a page: no data to line up
        markdown = None if table.is_layout else markdown_table(table.rows)
        self._frames[-1].blocks.extend([markdown] if markdown else table.blocks)

    def _close_frame(self) -> list[str]:
        self._flush()
        return self._frames.pop().blocks

    def _flush(self) -> None:
        """End the line that is being written, and make it a block."""
        frame = self._frames[-1]
        text = "".join(frame.line)
        frame.line.clear()
        self._raised.clear()
        lines = text.split("\n")
        if self._preformatted:
            block = "\n".join(line.rstrip() for line in lines).strip("\n")
        else:
            block = "\n".join(filter(None, map(_single_spaced, lines)))
        if not block:
            return
        is_item = frame.prefix.endswith((". ", "- "))
        if is_item and frame.blocks and _is_item(frame.blocks[-1]):
            frame.blocks[-1] += f"\n{frame.prefix}{block}"  # the items of a list stand line under line
        else:
            frame.blocks.append(frame.prefix + block)
        self._length += 2 + len(frame.prefix)
        frame.prefix = ""

    def _bullet(self) -> str:
        depth = "  " * max(len(self._lists) - 1, 0)
        number = self._lists[-1] if self._lists else None
        if number is None:
            return f"{depth}- "
        self._lists[-1] = number + 1
        return f"{depth}{number}. "

    def _raise(self, start: int) -> None:
        """Write a superscript: powers as ``10^26``, and no marks of footnotes, which would grow on to figures."""
        line = self._frames[-1].line
        raised = "".join(line[start:]).strip()
        before = "".join(line[max(start - 2, 0) : start])
        del line[start:]
        if re.fullmatch(r"[+\u2212-]?\d{1,4}", raised) and _POWER_BASE.search(before):
            line.append(f"^{raised}")
        elif not _REFERENCE.fullmatch(raised):
            line.append(raised)


def _is_item(block: str) -> bool:
    return re.match(r"\s*(?:-|\d+\.) ", block[block.rfind("\n") + 1 :]) is not None


def _start_of(node: LexborNode) -> int:
    start = (node.attributes.get("start") or "").strip()
    return int(start) if re.fullmatch(r"\d{1,6}", start) else 1


def _span(node: LexborNode, name: str) -> int:
    span = (node.attributes.get(name) or "").strip()
    return max(int(span), 1) if re.fullmatch(r"\d{1,4}", span) else 1


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every node below the root as it is entered (True) and left (False), in the order of the page."""
    node = root.child
    depth = 1
    while node is not None:
        yield node, True
        child = node.child
        if child is not None:
            node = child
            depth += 1
            continue
        yield node, False
        while node.next is None:
            depth -= 1
            parent = node.parent
            if depth == 0 or parent is None:
                return
            node = parent
            yield node, False
        node = node.next
