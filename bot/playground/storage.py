"""The playground's own SQLite file: JSON under keys, and bytes under keys. What is kept and how it reads, others know.

Writes are queued and carried out by one thread, in order, so that no answer waits for the disk; closing waits for them.
"""

import json
import logging
import queue
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Column, LargeBinary, MetaData, String, Table, create_engine, delete, event, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import GapwatchError

FORMAT = "1"
"""Changed when older files can no longer be read; what they hold is forgotten then."""

_AT_ONCE = 200

_log = logging.getLogger(__name__)


class Kept(StrEnum):
    """What is kept, each in a table of its own."""

    MESSAGES = "messages"
    FILES = "files"
    GUILDS = "guilds"
    COMMANDS = "commands"
    INTERACTIONS = "interactions"
    SETTINGS = "settings"


_METADATA = MetaData()
_TABLES = {
    kind: Table(
        kind.value,
        _METADATA,
        Column("key", String, primary_key=True),
        Column("value", LargeBinary if kind is Kept.FILES else String, nullable=False),
    )
    for kind in Kept
}


class StorageUnreadable(GapwatchError):
    """The playground's file cannot be opened."""

    next_step = "Check that its folder exists and may be written to, or delete the file to start over."


class Keeps(Protocol):
    """Where the playground keeps what has happened."""

    def put(self, kind: Kept, key: str, value: Any) -> None:
        """Keep this under the key, instead of what was there."""

    def drop(self, kind: Kept, key: str) -> None:
        """Forget what is under the key."""

    def clear(self) -> None:
        """Forget everything."""

    def load(self, kind: Kept) -> dict[str, Any]:
        """Everything of a kind, in the order of its keys."""

    def find_file(self, key: str) -> bytes | None:
        """The bytes under this key."""

    def last_key(self, kind: Kept) -> str | None:
        """The greatest key of a kind."""

    def close(self) -> None:
        """Write what is still to be written."""


class Nowhere:
    """Keeps nothing: for playgrounds that live as long as a test."""

    def put(self, kind: Kept, key: str, value: Any) -> None:
        """Keep nothing."""

    def drop(self, kind: Kept, key: str) -> None:
        """Nothing is there."""

    def clear(self) -> None:
        """Nothing is there."""

    def load(self, kind: Kept) -> dict[str, Any]:
        """Nothing."""
        return {}

    def find_file(self, key: str) -> bytes | None:
        """Nothing."""

    def last_key(self, kind: Kept) -> str | None:
        """None."""

    def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Change:
    """One write. Without a key it is of the whole table, without a value a deletion."""

    table: Table
    key: str | None = None
    value: str | bytes | None = None


class Storage:
    """One open file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = create_engine(f"sqlite:///{path}")
        event.listen(self._engine, "connect", _set_up)
        try:
            _keep_to_oneself(path)
            _METADATA.create_all(self._engine)
            self._forget_other_formats()
        except (OSError, SQLAlchemyError) as cause:
            self._engine.dispose()
            raise StorageUnreadable(f"The playground's file {path} cannot be read.") from cause
        self._changes: queue.SimpleQueue[_Change | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="playground-storage", daemon=True)
        self._writer.start()

    def put(self, kind: Kept, key: str, value: Any) -> None:
        """Keep this under the key, instead of what was there. Bytes for files, for all else what JSON can say."""
        kept = value if kind is Kept.FILES else json.dumps(value)
        self._changes.put(_Change(table=_TABLES[kind], key=key, value=kept))

    def drop(self, kind: Kept, key: str) -> None:
        """Forget what is under the key."""
        self._changes.put(_Change(table=_TABLES[kind], key=key))

    def clear(self) -> None:
        """Forget everything."""
        for table in _TABLES.values():
            self._changes.put(_Change(table=table))
        self.put(Kept.SETTINGS, "format", FORMAT)

    def load(self, kind: Kept) -> dict[str, Any]:
        """Everything of a kind that has been written, in the order of its keys."""
        table = _TABLES[kind]
        with self._engine.connect() as connection:
            rows = connection.execute(select(table.c.key, table.c.value).order_by(table.c.key)).all()
        return {key: json.loads(value) for key, value in rows}

    def find_file(self, key: str) -> bytes | None:
        """The bytes that have been written under this key."""
        table = _TABLES[Kept.FILES]
        with self._engine.connect() as connection:
            found: bytes | None = connection.scalar(select(table.c.value).where(table.c.key == key))
        return found

    def last_key(self, kind: Kept) -> str | None:
        """The greatest key of a kind that has been written."""
        with self._engine.connect() as connection:
            found: str | None = connection.scalar(select(func.max(_TABLES[kind].c.key)))
        return found

    def close(self) -> None:
        """Write what is still to be written."""
        self._changes.put(None)
        self._writer.join()
        self._engine.dispose()

    def _forget_other_formats(self) -> None:
        if self.load(Kept.SETTINGS).get("format") == FORMAT:
            return
        with self._engine.begin() as connection:
            for table in _TABLES.values():
                connection.execute(delete(table))
            connection.execute(_TABLES[Kept.SETTINGS].insert().values(key="format", value=json.dumps(FORMAT)))

    def _write(self) -> None:
        while (first := self._changes.get()) is not None:
            batch, ends = [first], False
            while len(batch) < _AT_ONCE and not self._changes.empty():
                change = self._changes.get()
                if ends := change is None:
                    break
                batch.append(change)
            self._carry_out(batch)
            if ends:
                return

    def _carry_out(self, batch: list[_Change]) -> None:
        try:
            with self._engine.begin() as connection:
                for change in batch:
                    connection.execute(_statement(change))
        except SQLAlchemyError:
            _log.exception("The playground cannot write to %s; a restart will not know what happened now.", self._path)


def open_storage(path: Path | None) -> Keeps:
    """The file, made where there is none; or nothing that outlives the playground. Raises StorageUnreadable."""
    return Storage(path) if path else Nowhere()


def _statement(change: _Change) -> Any:
    table = change.table
    if change.key is None:
        return delete(table)
    if change.value is None:
        return delete(table).where(table.c.key == change.key)
    return (
        insert(table)
        .values(key=change.key, value=change.value)
        .on_conflict_do_update(index_elements=[table.c.key], set_={"value": change.value})
    )


def _keep_to_oneself(path: Path) -> None:
    """It holds tokens, so nobody else of this machine may read it, nor the side files, which SQLite makes like it."""
    path.touch(mode=0o600)
    for each in (path, *path.parent.glob(f"{path.name}-*")):
        each.chmod(0o600)


def _set_up(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()
