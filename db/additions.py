"""Queries on the names that the operator adds to the registry, and on labs that turn out to be one."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.additions import AddedKind, AddedName, RegistryAdditions
from bot.domain.names import LabName, name_key
from db.engine import insert_unless_there
from db.names import save_labs
from db.tables import AnnouncementLabRow, ClaimRow, FeedRow, LabRow, ModelRow, RegistryNameRow


async def registry_additions(session: AsyncSession) -> RegistryAdditions:
    """Everything that was added, oldest first."""
    rows = await session.scalars(select(RegistryNameRow).order_by(RegistryNameRow.created_at, RegistryNameRow.key))
    return RegistryAdditions(names=tuple(map(_added, rows)))


async def add_names(session: AsyncSession, names: Iterable[AddedName], now: datetime) -> bool:
    """Store names; False, with none of them worth keeping, where one was stored before."""
    rows = [_row(name, now) for name in names]
    return await insert_unless_there(session, RegistryNameRow, rows) == len(rows)


async def save_lab(session: AsyncSession, lab: LabName, *, called: str) -> None:
    """Bring a lab into the database, and give it what was said of a lab that texts called so and no registry held."""
    await save_labs(session, [lab])
    others = await session.scalars(select(LabRow.id).where(LabRow.id != lab.id))
    for other in [each for each in others if name_key(each) == name_key(called)]:
        await merge_labs(session, other, lab.id)


async def find_stored_lab(session: AsyncSession, words: str) -> LabName | None:
    """The lab that is stored under this id or name, whether the registry holds it or not."""
    rows = (await session.scalars(select(LabRow).order_by(LabRow.id))).all()
    key = name_key(words)
    row = next((row for row in rows if key == name_key(row.id)), None)
    row = row or next((row for row in rows if key == name_key(row.name)), None)
    return LabName(id=row.id, name=row.name) if row else None


async def merge_labs(session: AsyncSession, duplicate: str, into: str) -> None:
    """Give everything said of one lab to another, the names that were added to it too."""
    row = AnnouncementLabRow
    named = await session.execute(select(row.announcement_id, row.feed_id, row.order_at).where(row.lab_id == duplicate))
    await insert_unless_there(session, row, [dict(each) | {"lab_id": into} for each in named.mappings()])
    await session.execute(delete(AnnouncementLabRow).where(AnnouncementLabRow.lab_id == duplicate))
    for column in (ClaimRow.subject_lab_id, ClaimRow.baseline_lab_id):
        await session.execute(update(ClaimRow).where(column == duplicate).values({column: into}))
    await session.execute(update(ModelRow).where(ModelRow.lab_id == duplicate).values(lab_id=into))
    await session.execute(update(FeedRow).where(FeedRow.lab == duplicate).values(lab=into))
    await session.execute(
        delete(RegistryNameRow).where(RegistryNameRow.lab_id == duplicate, RegistryNameRow.kind == AddedKind.LAB)
    )
    await session.execute(update(RegistryNameRow).where(RegistryNameRow.lab_id == duplicate).values(lab_id=into))
    await session.execute(delete(LabRow).where(LabRow.id == duplicate))


async def merge_families(session: AsyncSession, names: Collection[str], lab_id: str, family: str) -> None:
    """Let all names of an added family be other names of another family."""
    await session.execute(
        update(RegistryNameRow)
        .where(
            RegistryNameRow.key.in_([name_key(name) for name in names]),
            RegistryNameRow.kind.in_([AddedKind.FAMILY, AddedKind.FAMILY_ALIAS]),
        )
        .values(kind=AddedKind.FAMILY_ALIAS, lab_id=lab_id, family=family, bare=False, guard="none")
    )


def _row(name: AddedName, now: datetime) -> dict[str, object]:
    return {
        "kind": str(name.kind),
        "key": name.lab if name.kind is AddedKind.LAB else name_key(name.name),
        "name": name.name,
        "lab_id": name.lab,
        "family": name.family,
        "bare": name.bare,
        "guard": name.guard,
        "created_at": now,
    }


def _added(row: RegistryNameRow) -> AddedName:
    return AddedName(
        kind=AddedKind(row.kind), name=row.name, lab=row.lab_id, family=row.family, bare=row.bare, guard=row.guard
    )
