"""Queries on wordings: what an announcement says now, what it said before, and how one takes the other's place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Entry, Revision
from db.tables import AnnouncementRow, ClaimRow, RevisionRow
from db.visibility import visible_to

_IDS_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredWording:
    """What an announcement says now. ``from_article``: its text is that of the page, richer than its feed's."""

    announcement_id: int
    title: str
    text: str
    url: str | None
    published_at: datetime | None
    seen_at: datetime
    revision: int
    revised_at: datetime | None
    reader_version: int | None
    from_article: bool


async def fingerprints(session: AsyncSession, announcement_ids: Collection[int]) -> dict[int, str | None]:
    """The fingerprint noted of each announcement; None where it is older than fingerprints are."""
    noted: dict[int, str | None] = {}
    wanted = sorted(announcement_ids)
    for at in range(0, len(wanted), _IDS_AT_ONCE):
        query = select(AnnouncementRow.id, AnnouncementRow.fingerprint).where(
            AnnouncementRow.id.in_(wanted[at : at + _IDS_AT_ONCE])
        )
        noted |= dict((await session.execute(query)).all())
    return noted


async def note_fingerprints(session: AsyncSession, fingerprints: Mapping[int, str]) -> None:
    """Give announcements that have none their fingerprints. What they say stays as it is."""
    if not fingerprints:
        return
    table = AnnouncementRow.__table__
    statement = (
        update(AnnouncementRow)
        .where(table.c.id == bindparam("announcement"), table.c.fingerprint.is_(None))
        .values(fingerprint=bindparam("noted"))
        .execution_options(synchronize_session=False)
    )
    connection = await session.connection()
    await connection.execute(
        statement, [{"announcement": each, "noted": noted} for each, noted in sorted(fingerprints.items())]
    )


async def wordings(session: AsyncSession, announcement_ids: Sequence[int]) -> list[StoredWording]:
    """What these announcements say now."""
    if not announcement_ids:
        return []
    query = select(AnnouncementRow).where(AnnouncementRow.id.in_(announcement_ids)).order_by(AnnouncementRow.id)
    return [_wording_of(row) for row in await session.scalars(query)]


async def revise(
    session: AsyncSession,
    before: StoredWording,
    entry: Entry,
    *,
    fingerprint: str,
    from_article: bool,
    now: datetime,
) -> bool:
    """Put the entry's wording in the place of the one before, which is kept; False where another edit came first."""
    changed = await session.execute(
        update(AnnouncementRow)
        .where(AnnouncementRow.id == before.announcement_id, AnnouncementRow.revision == before.revision)
        .values(
            title=entry.title,
            text=entry.text,
            url=entry.link,
            published_at=entry.published_at,
            fingerprint=fingerprint,
            from_article=from_article,
            revision=before.revision + 1,
            revised_at=now,
        )
        .returning(AnnouncementRow.id)
    )
    if changed.first() is None:
        return False
    session.add(
        RevisionRow(
            announcement_id=before.announcement_id,
            number=before.revision,
            title=before.title,
            text=before.text,
            url=before.url,
            published_at=before.published_at,
            seen_at=before.revised_at or before.seen_at,
            replaced_at=now,
        )
    )
    await session.flush()
    return True


async def forget_revisions(session: AsyncSession, announcement_id: int, *, keep: int) -> None:
    """Drop all wordings but the first and the latest, ``keep`` in all, and the claims that were withdrawn with them."""
    query = (
        select(RevisionRow.number, RevisionRow.replaced_at)
        .where(RevisionRow.announcement_id == announcement_id)
        .order_by(RevisionRow.number)
    )
    kept = (await session.execute(query)).all()
    dropped = kept[1 : max(len(kept) - keep + 1, 1)]
    if not dropped:
        return
    await session.execute(
        delete(ClaimRow).where(
            ClaimRow.announcement_id == announcement_id,
            ClaimRow.withdrawn_at.in_([replaced_at for _, replaced_at in dropped]),
        )
    )
    await session.execute(
        delete(RevisionRow).where(
            RevisionRow.announcement_id == announcement_id, RevisionRow.number.in_([number for number, _ in dropped])
        )
    )


async def announcement_revisions(session: AsyncSession, guild_id: int, announcement_id: int) -> list[Revision]:
    """What an announcement said before it was edited, the first wording first; nothing where it is not the guild's."""
    query = (
        select(RevisionRow)
        .join(AnnouncementRow, AnnouncementRow.id == RevisionRow.announcement_id)
        .where(visible_to(guild_id), RevisionRow.announcement_id == announcement_id)
        .order_by(RevisionRow.number)
    )
    return [
        Revision(
            announcement_id=row.announcement_id,
            number=row.number,
            title=row.title,
            text=row.text,
            url=row.url,
            published_at=row.published_at,
            seen_at=row.seen_at,
            replaced_at=row.replaced_at,
        )
        for row in await session.scalars(query)
    ]


def _wording_of(row: AnnouncementRow) -> StoredWording:
    return StoredWording(
        announcement_id=row.id,
        title=row.title,
        text=row.text,
        url=row.url,
        published_at=row.published_at,
        seen_at=row.seen_at,
        revision=row.revision,
        revised_at=row.revised_at,
        reader_version=row.reader_version,
        from_article=row.from_article,
    )
