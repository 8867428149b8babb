"""The XML parser that feedparser is told to prefer: Python's own, but a text comes in one piece.

Left to itself, expat reports each entity and each line of a text by itself: dozens of calls for an entry whose HTML is
escaped, as most is.
"""

from xml.sax.expatreader import ExpatParser


class WholeTextParser(ExpatParser):
    """Expat, buffering text."""

    def reset(self) -> None:
        """Begin a document."""
        super().reset()
        self._parser.buffer_text = True  # type: ignore[attr-defined]  # as its own reset makes it


def create_parser() -> WholeTextParser:
    """What xml.sax.make_parser asks a driver for."""
    return WholeTextParser()
