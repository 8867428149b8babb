"""What the tests of reading share: a reader, and claims as short tuples."""

from collections.abc import Callable, Sequence

import pytest

from bot.domain.claims import Claim, Kind, Reading
from bot.domain.names import ClassName, LabName, ModelName
from bot.reading.document import Document
from bot.reading.reader import Reader
from bot.registry.load import load_registry

Short = tuple[str, str, str, float | None, str | None]
Fact = tuple[str | None, str, float, str | None, str]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(load_registry())


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Reading]:
    """Read a text that a newspaper prints unless the test says whose it is."""

    def read_text(text: str, *, title: str = "", publisher: str = "The Daily Test", url: str | None = None) -> Reading:
        return reader.read(Document(text=text, title=title, publisher=publisher, url=url))

    return read_text


def _name(named: ModelName | LabName | ClassName | None) -> str | None:
    return named.name if named else None


@pytest.fixture(scope="session")
def short() -> Callable[[Sequence[Claim]], list[Short]]:
    """Claims as (kind, subject, metric, value, baseline)."""

    def shorten(claims: Sequence[Claim]) -> list[Short]:
        return [
            (
                str(c.kind),
                _name(c.subject) or "",
                c.metric,
                c.value if c.value is None else round(c.value, 4),
                _name(c.baseline),
            )
            for c in claims
        ]

    return shorten


def _held(named: ModelName | LabName | ClassName | None) -> str | None:
    """The name of a model or lab; a class in plain words counts as none."""
    return None if isinstance(named, ClassName) else _name(named)


@pytest.fixture(scope="session")
def ratios(read: Callable[[str], Reading]) -> Callable[[str], list[Fact]]:
    """The ratios of a text as (subject, metric, value, baseline, bound)."""

    def read_ratios(text: str) -> list[Fact]:
        return [
            (_held(c.subject), c.metric, round(c.value or 0, 3), _held(c.baseline), str(c.bound))
            for c in read(text).claims
            if c.kind is Kind.RATIO
        ]

    return read_ratios
