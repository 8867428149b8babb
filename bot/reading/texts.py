"""Reading by name: what worker processes are asked to do, with arguments that pickle."""

from bot.domain.additions import RegistryAdditions
from bot.domain.claims import Reading
from bot.reading.document import Document
from bot.reading.reader import read_document


def read_text(
    *,
    title: str,
    text: str,
    publisher: str,
    publisher_lab: str | None,
    url: str | None,
    additions: RegistryAdditions,
) -> Reading:
    """What a text claims, by the registry and what was added to it."""
    document = Document(text=text, title=title, publisher=publisher, publisher_lab=publisher_lab, url=url)
    return read_document(document, additions)
