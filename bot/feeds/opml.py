"""OPML, the format in which readers hand over lists of feeds. Pure: bytes in and out; subscribing is for sources.

What comes in is anybody's: no entity is declared or loaded, nothing is fetched, sizes and counts are bounded.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree  # type: ignore[import-untyped]

from bot.errors import GapwatchError
from bot.feeds.encoding import decode
from bot.feeds.html import one_line
from bot.feeds.xml_repair import repaired

MAX_BYTES = 2_000_000
MAX_FEEDS = 1_000
MAX_TITLE = 100
_MAX_FOLDER = 100
_MAX_DEPTH = 20
_ROOT = re.compile(r"<opml(?=[\s>])", re.IGNORECASE)
_SEPARATOR = "/"


class BadOpml(GapwatchError):
    """The file is no list of feeds, or not one that is taken."""

    next_step = "Export the list anew from the feed reader that it comes from, as OPML, and send that file."


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """One feed of a list. ``folder`` is the path of folders that it stands in, parted by slashes."""

    url: str
    title: str | None = None
    site_url: str | None = None
    folder: str | None = None


def read_opml(body: bytes) -> tuple[Outline, ...]:
    """The feeds of the list, in its order, as they are written there. Raises BadOpml."""
    if len(body) > MAX_BYTES:
        raise BadOpml(f"The file is larger than {MAX_BYTES // 1_000_000} MB, more than a list of feeds takes.")
    text = decode(body, None)
    start = _ROOT.search(text)
    if start is None:
        raise BadOpml("The file is not OPML: it has no element called opml.")
    if "<!ENTITY" in text[: start.start()].upper():
        raise BadOpml("The file declares entities, which no list of feeds needs and which can be used for harm.")
    outlines = tuple(_outlines(_parsed(text[start.start() :])))
    if not outlines:
        raise BadOpml("The file is OPML, but lists no feed: none of its outlines has an xmlUrl.")
    if len(outlines) > MAX_FEEDS:
        raise BadOpml(f"The file lists {len(outlines):,} feeds; at most {MAX_FEEDS:,} are taken at once.")
    return outlines


def write_opml(outlines: Iterable[Outline], title: str, now: datetime) -> bytes:
    """The feeds as an OPML 2.0 file, in their folders."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = one_line(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(now, usegmt=True)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], etree._Element] = {(): body}
    for outline in outlines:
        parent = _folder(folders, _steps(outline.folder))
        name = one_line(outline.title or "") or outline.url
        attributes = {"type": "rss", "text": name, "title": name, "xmlUrl": outline.url}
        if outline.site_url:
            attributes["htmlUrl"] = outline.site_url
        etree.SubElement(parent, "outline", attributes)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def folder_path(names: Iterable[str]) -> str | None:
    """A path of folders as it is kept; None for the top."""
    steps = (one_line(step) for name in names for step in name.split(_SEPARATOR))
    return _SEPARATOR.join(filter(None, steps))[:_MAX_FOLDER].strip(f"{_SEPARATOR} ") or None


def _parsed(xml: str) -> etree._Element:
    # From the root element on there is no DOCTYPE any more, so no entity can be declared.
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(repaired(xml).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as cause:
        raise BadOpml(f"The file is not well-formed XML: {cause.msg}.") from cause
    if root is None:
        raise BadOpml("The file is too broken to be read.")
    return root


def _outlines(root: etree._Element) -> Iterator[Outline]:
    """Walked, not recursed into: a file may nest deeper than the stack."""
    waiting: list[tuple[etree._Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, folders = waiting.pop()
        attributes = _attributes(element)
        name = one_line(attributes.get("title") or attributes.get("text") or "")
        if url := attributes.get("xmlurl", "").strip():
            site_url = attributes.get("htmlurl", "").strip() or None
            title = name[:MAX_TITLE] if name not in {"", url} else None
            yield Outline(url=url, title=title, site_url=site_url, folder=folder_path(folders))
        elif _is_outline(element) and name and len(folders) < _MAX_DEPTH:
            folders = (*folders, name)
        waiting.extend((child, folders) for child in reversed(element) if isinstance(child.tag, str))


def _attributes(element: etree._Element) -> dict[str, str]:
    """By lower-case name: exporters differ in how they write xmlUrl."""
    return {str(name).lower(): str(value) for name, value in element.attrib.items()}


def _is_outline(element: etree._Element) -> bool:
    # Taken apart by hand: a parser that recovers lets names through that QName refuses, such as a lone colon.
    return str(element.tag).rpartition("}")[2].lower() == "outline"


def _folder(folders: dict[tuple[str, ...], etree._Element], steps: tuple[str, ...]) -> etree._Element:
    for depth in range(1, len(steps) + 1):
        path = steps[:depth]
        if path not in folders:
            parent = folders[path[:-1]]
            folders[path] = etree.SubElement(parent, "outline", {"text": path[-1], "title": path[-1]})
    return folders[steps]


def _steps(folder: str | None) -> tuple[str, ...]:
    return tuple(folder.split(_SEPARATOR)) if folder else ()
