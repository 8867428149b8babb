"""Reading by name: what worker processes are asked to do, with arguments that pickle."""

from bot.domain.claims import Reading
from bot.reading.document import Document
from bot.reading.reader import read_document


def read_text(*, title: str, text: str, publisher: str, publisher_lab: str | None, url: str | None) -> Reading:
    """What a text claims. The registry is loaded once a process."""
    return read_document(Document(text=text, title=title, publisher=publisher, publisher_lab=publisher_lab, url=url))
