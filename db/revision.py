"""Which version a database is at, and which the code expects.

Without Alembic: whoever only runs need not carry it (15 MB), but whoever migrates (migrate).
"""

import re
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

_VERSIONS = Path(__file__).parent / "migrations" / "versions"
_REVISION = re.compile(r'^(down_)?revision = "(\w+)"', re.MULTILINE)


@cache
def head_revision() -> str:
    """The version that the code expects: that of the migration which no other follows."""
    found = [line for path in _VERSIONS.glob("*.py") for line in _REVISION.findall(path.read_text(encoding="utf-8"))]
    followed = {revision for down, revision in found if down}
    head: str
    (head,) = (revision for down, revision in found if not down and revision not in followed)
    return head


def current_revision(connection: Connection) -> str | None:
    """The version of the database, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version
