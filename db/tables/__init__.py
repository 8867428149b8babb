"""The tables. Only db imports them: queries turn rows into the nouns of bot.domain.

Times are aware and in UTC. Discord's ids are 64-bit integers. Whatever hangs off a feed goes with it.
"""

from db.tables.announcements import (
    AnnouncementLabRow,
    AnnouncementModelRow,
    AnnouncementRow,
    AnnouncementTopicRow,
    HiddenAnnouncementRow,
    RevisionRow,
    SeenEntryRow,
)
from db.tables.claims import ClaimRow
from db.tables.columns import UNDATED, Base, UtcDateTime
from db.tables.feeds import FeedNoticeRow, FeedRow, GuildRow, SubscriptionRow
from db.tables.mentions import HiddenLabMentionsRow, HiddenModelMentionsRow, LabMentionsRow, ModelMentionsRow
from db.tables.names import BenchmarkRow, GuildModelNameRow, LabRow, ModelAliasRow, ModelRow, RegistryNameRow
from db.tables.schedules import DeliveryRow, EditionRow, ScheduleRow

__all__ = [
    "UNDATED",
    "AnnouncementLabRow",
    "AnnouncementModelRow",
    "AnnouncementRow",
    "AnnouncementTopicRow",
    "Base",
    "BenchmarkRow",
    "ClaimRow",
    "DeliveryRow",
    "EditionRow",
    "FeedNoticeRow",
    "FeedRow",
    "GuildModelNameRow",
    "GuildRow",
    "HiddenAnnouncementRow",
    "HiddenLabMentionsRow",
    "HiddenModelMentionsRow",
    "LabMentionsRow",
    "LabRow",
    "ModelAliasRow",
    "ModelMentionsRow",
    "ModelRow",
    "RegistryNameRow",
    "RevisionRow",
    "ScheduleRow",
    "SeenEntryRow",
    "SubscriptionRow",
    "UtcDateTime",
]
