"""What a reader is handed: one text and who published it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A text to read. ``publisher_lab`` says whose own voice it is; without it the registry works it out."""

    text: str
    title: str = ""
    publisher: str = ""
    publisher_lab: str | None = None
    url: str | None = None
