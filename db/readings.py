"""Store what the reader made of announcements: for the first time, once more, and after an edit.

A reading that is made again by a newer reader mends what was read: nobody took anything back. After an edit, the
publisher did: a claim that is no longer made is withdrawn, and stays with the wording that made it.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.claim_changes import ClaimFace, compare_claims
from bot.domain.claims import Claim, Kind, Reading
from bot.domain.names import LabName, ModelName, Named, name_key
from db.corrections import carry_over
from db.engine import insert_all, insert_unless_there
from db.names import save_benchmarks, save_names
from db.story_placing import enqueue
from db.tables import AnnouncementLabRow, AnnouncementModelRow, AnnouncementRow, AnnouncementTopicRow, ClaimRow

Row = dict[str, Any]

_IDS_AT_ONCE = 500
_CLAIMS = cast("Table", ClaimRow.__table__)


async def store_readings(
    session: AsyncSession, readings: Mapping[int, Reading], *, reader_version: int, now: datetime
) -> None:
    """Store the first readings of announcements, by their ids."""
    rows = await _save_mentions(session, readings, now)
    claims = [row | {"said_at": now} for of_announcement in rows.values() for row in of_announcement]
    await insert_all(session, ClaimRow, claims)
    await _note_read(session, list(readings), reader_version)


async def store_reading(
    session: AsyncSession,
    *,
    announcement_id: int,
    reading: Reading,
    reader_version: int,
    now: datetime,
    said_at: datetime | None = None,
) -> None:
    """Store what a newer reader made of an announcement in place of what an earlier one left.

    Claims that edits withdrew stay, and so do those that they were replaced by, under the figure that is read now.
    What guilds say of a claim goes over to the one that now says the same. ``said_at`` is when the words were first
    seen: those that the announcement has now, where it is not given.
    """
    await _forget_mentions(session, announcement_id)
    rows = (await _save_mentions(session, {announcement_id: reading}, now))[announcement_id]
    current, _ = await _stored_claims(session, announcement_id)
    changes = compare_claims({i: _face(row) for i, row in current.items()}, [_face(row) for row in rows])
    await _rewrite(session, current, {i: rows[at] for i, at in (*changes.same, *changes.changed)})
    if changes.gone:
        await session.execute(delete(ClaimRow).where(ClaimRow.id.in_(changes.gone)))
    if changes.fresh:
        said_at = said_at or await _worded_at(session, announcement_id)
        await insert_all(session, ClaimRow, [rows[at] | {"said_at": said_at} for at in changes.fresh])
        await carry_over(session, announcement_id)
    await _note_read(session, [announcement_id], reader_version)


async def store_reading_of_edit(
    session: AsyncSession, *, announcement_id: int, reading: Reading, reader_version: int, now: datetime
) -> None:
    """Store what the same reader made of an edited announcement, and withdraw the claims that it makes no more.

    One that was withdrawn before and is made again stands again, so that texts which go to and fro leave no trail.
    """
    await _forget_mentions(session, announcement_id)
    rows = (await _save_mentions(session, {announcement_id: reading}, now))[announcement_id]
    current, withdrawn = await _stored_claims(session, announcement_id)
    changes = compare_claims({i: _face(row) for i, row in current.items()}, [_face(row) for row in rows])
    await _rewrite(session, current, {i: rows[at] for i, at in changes.same})
    came = sorted([*changes.fresh, *(at for _, at in changes.changed)])
    ids = await _say(session, {at: rows[at] for at in came}, withdrawn, now)
    gone = [(each, None) for each in changes.gone] + [(each, ids[at]) for each, at in changes.changed]
    await _update_claims(session, {i: {"withdrawn_at": now, "replaced_by_id": by} for i, by in gone})
    await _note_read(session, [announcement_id], reader_version)


async def mark_unread(session: AsyncSession, announcement_id: int) -> None:
    """Have the announcement read again: its words are not those that were read."""
    await session.execute(
        update(AnnouncementRow).where(AnnouncementRow.id == announcement_id).values(reader_version=None)
    )


async def _say(
    session: AsyncSession, rows: Mapping[int, Row], withdrawn: Mapping[int, Row], now: datetime
) -> dict[int, int]:
    """Give these claims rows, their old ones where they were withdrawn; returns the ids by the rows' own numbers."""
    spare = {_face(row): claim_id for claim_id, row in withdrawn.items()}
    again = {at: spare.pop(_face(row)) for at, row in rows.items() if _face(row) in spare}
    await _update_claims(
        session, {i: rows[at] | {"withdrawn_at": None, "replaced_by_id": None} for at, i in again.items()}
    )
    fresh = [at for at in rows if at not in again]
    if not fresh:
        return again
    ids = await session.scalars(
        insert(ClaimRow).returning(ClaimRow.id, sort_by_parameter_order=True),
        [rows[at] | {"said_at": now} for at in fresh],
    )
    return again | dict(zip(fresh, ids, strict=True))


async def _rewrite(session: AsyncSession, current: Mapping[int, Row], rows: Mapping[int, Row]) -> None:
    """Give claims that stay the words that they are made in now."""
    await _update_claims(session, {i: row for i, row in rows.items() if current[i] | row != current[i]})


async def _update_claims(session: AsyncSession, rows: Mapping[int, Row]) -> None:
    if not rows:
        return
    columns = next(iter(rows.values())).keys()
    statement = _CLAIMS.update().where(_CLAIMS.c.id == bindparam("claim_id"))
    statement = statement.values({name: bindparam(f"new_{name}") for name in columns})
    connection = await session.connection()
    await connection.execute(
        statement, [{"claim_id": i} | {f"new_{name}": row[name] for name in columns} for i, row in rows.items()]
    )


async def _stored_claims(session: AsyncSession, announcement_id: int) -> tuple[dict[int, Row], dict[int, Row]]:
    """The claims of an announcement as rows by id: those that stand, and those that were withdrawn."""
    query = select(_CLAIMS).where(_CLAIMS.c.announcement_id == announcement_id).order_by(_CLAIMS.c.id)
    rows = [dict(row) for row in (await session.execute(query)).mappings()]
    standing = {row["id"]: row for row in rows if row["withdrawn_at"] is None}
    return standing, {row["id"]: row for row in rows if row["withdrawn_at"] is not None}


def _face(row: Row) -> ClaimFace:
    place = (row["kind"], row["metric"], _who(row, "subject"), _who(row, "baseline"), row["setting"], row["scope"])
    return ClaimFace(place=place, figure=(row["value"], row["bound"], row["margin"]))


def _who(row: Row, role: str) -> tuple[str, object]:
    """A model and a lab by their ids, since their names may be respelt; what is neither, by its words."""
    for named in ("model_id", "lab_id"):
        if row[f"{role}_{named}"] is not None:
            return named, row[f"{role}_{named}"]
    return "name", (row[f"{role}_name"] or "").casefold()


async def _save_mentions(session: AsyncSession, readings: Mapping[int, Reading], now: datetime) -> dict[int, list[Row]]:
    """Store the labs, models and topics that announcements speak of; returns the rows of their claims."""
    models = {i: _models(reading) for i, reading in readings.items()}
    labs = {i: _labs(reading, models[i]) for i, reading in readings.items()}
    model_ids = await save_names(
        session,
        labs={lab for each in labs.values() for lab in each},
        models=list({model.key: model for each in models.values() for model in each}.values()),
        now=now,
    )
    claims = [claim for reading in readings.values() for claim in reading.claims]
    benchmark_ids = await save_benchmarks(session, {c.metric for c in claims if c.kind is Kind.BENCHMARK})
    places = await _places(session, readings.keys())
    mentioned = {i: sorted({model_ids[model.key] for model in each}) for i, each in models.items()}
    topics = {i: sorted(set(reading.topics)) for i, reading in readings.items()}
    for table, column, named in (
        (AnnouncementLabRow, "lab_id", {i: sorted(each) for i, each in labs.items()}),
        (AnnouncementModelRow, "model_id", mentioned),
        (AnnouncementTopicRow, "topic", topics),
    ):
        rows = [places[i] | {column: each} for i, these in named.items() for each in these]
        await insert_unless_there(session, table, rows)
    return {
        i: [places[i] | _row_of(claim, model_ids, benchmark_ids) for claim in reading.claims]
        for i, reading in readings.items()
    }


async def _places(session: AsyncSession, announcement_ids: Collection[int]) -> dict[int, Row]:
    """What everything that hangs off these announcements has of them: whose it is, in which feed, and its date."""
    places: dict[int, Row] = {}
    ids = list(announcement_ids)
    for at in range(0, len(ids), _IDS_AT_ONCE):
        query = select(AnnouncementRow.id, AnnouncementRow.feed_id, AnnouncementRow.order_at).where(
            AnnouncementRow.id.in_(ids[at : at + _IDS_AT_ONCE])
        )
        for i, feed_id, order_at in await session.execute(query):
            places[i] = {"announcement_id": i, "feed_id": feed_id, "order_at": order_at}
    return places


async def _forget_mentions(session: AsyncSession, announcement_id: int) -> None:
    for table in (AnnouncementLabRow, AnnouncementModelRow, AnnouncementTopicRow):
        await session.execute(delete(table).where(table.announcement_id == announcement_id))


def _models(reading: Reading) -> list[ModelName]:
    named = [name for name in _names(reading) if isinstance(name, ModelName)]
    return list({model.key: model for model in (*named, *reading.models)}.values())


def _labs(reading: Reading, models: Sequence[ModelName]) -> set[str]:
    named = {name.id for name in _names(reading) if isinstance(name, LabName)}
    return {*reading.labs, *named, *(model.lab for model in models if model.lab)}


def _names(reading: Reading) -> list[Named]:
    return [name for claim in reading.claims for name in (claim.subject, claim.baseline) if name is not None]


async def _worded_at(session: AsyncSession, announcement_id: int) -> datetime:
    query = select(AnnouncementRow.seen_at, AnnouncementRow.revised_at).where(AnnouncementRow.id == announcement_id)
    seen_at, revised_at = (await session.execute(query)).one()
    return revised_at or seen_at


async def _note_read(session: AsyncSession, announcement_ids: Sequence[int], reader_version: int) -> None:
    for at in range(0, len(announcement_ids), _IDS_AT_ONCE):
        await session.execute(
            update(AnnouncementRow)
            .where(AnnouncementRow.id.in_(announcement_ids[at : at + _IDS_AT_ONCE]))
            .values(reader_version=reader_version)
            .execution_options(synchronize_session=False)
        )
    await enqueue(session, announcement_ids)


def _row_of(claim: Claim, model_ids: dict[str, int], benchmark_ids: dict[str, int]) -> dict[str, Any]:
    return {
        "kind": claim.kind,
        "metric": claim.metric,
        **_reference("subject", claim.subject, model_ids),
        **_reference("baseline", claim.baseline, model_ids),
        "benchmark_id": benchmark_ids.get(name_key(claim.metric)) if claim.kind is Kind.BENCHMARK else None,
        "value": claim.value,
        "bound": claim.bound,
        "attribution": claim.attribution,
        "hedged": claim.hedged,
        "scope": claim.scope,
        "setting": claim.setting,
        "margin": claim.margin,
        "quote": claim.quote.text,
        "quote_start": claim.quote.start,
        "rule": claim.rule,
    }


def _reference(role: str, name: Named | None, model_ids: dict[str, int]) -> dict[str, Any]:
    """A model's row names its lab too, so that a lab's claims are found in one column."""
    model = name if isinstance(name, ModelName) else None
    lab = name.id if isinstance(name, LabName) else model.lab if model else None
    return {
        f"{role}_name": name.name if name else None,
        f"{role}_model_id": model_ids[model.key] if model else None,
        f"{role}_lab_id": lab,
    }
