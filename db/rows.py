"""Many rows as one parameter of a statement, to be joined or inserted from.

Where each value is a parameter of its own, the statement has to be put together and bound anew for every number of
them, which takes longer than running it. Here they are one JSON text, and the statement is the same for any number.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Cast, Integer, String, Subquery, cast, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

ColumnType = type[Integer] | type[String]


def rows_given(session: AsyncSession, rows: Sequence[Sequence[int | str]], **columns: ColumnType) -> Subquery:
    """A table of these rows, each with a value for each of the columns, of whole numbers or text."""
    text = literal(json.dumps(rows), String)
    if session.get_bind().dialect.name == "postgresql":
        each = func.jsonb_array_elements(cast(text, JSONB)).table_valued("value", name="given")
        values: list[Any] = [each.c.value.op("->>")(at) for at in range(len(columns))]
    else:
        each = func.json_each(text).table_valued("value", name="given")
        values = [func.json_extract(each.c.value, f"$[{at}]") for at in range(len(columns))]
    return select(*(_typed(value, *column) for value, column in zip(values, columns.items(), strict=True))).subquery()


def _typed(value: Any, name: str, kind: ColumnType) -> Any:
    typed: Cast[Any] = cast(value, kind)
    return typed.label(name)
