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
from db.tables.catalogue import CatalogueFactRow, CatalogueModelRow, CatalogueNameRow, CatalogueSourceRow
from db.tables.claims import ClaimRow
from db.tables.columns import UNDATED, Base, UtcDateTime
from db.tables.corrections import AuditEntryRow, GuildClaimCorrectionRow
from db.tables.feeds import FeedNoticeRow, FeedRow, GuildRow, SubscriptionRow
from db.tables.mentions import HiddenLabMentionsRow, HiddenModelMentionsRow, LabMentionsRow, ModelMentionsRow
from db.tables.names import BenchmarkRow, GuildModelNameRow, LabRow, ModelAliasRow, ModelRow, RegistryNameRow
from db.tables.questions import KeptQuestionRow, LookRow
from db.tables.schedules import DeliveryRow, EditionRow, ScheduleRow, StopRow
from db.tables.stories import GuildStoryEditRow, StoryAnchorRow, StoryMemberRow, StoryQueueRow, StoryRow
from db.tables.told import MuteRow, ToldAnnouncementRow, ToldFactRow
from db.tables.watches import AlertQueueRow, AlertRow, OutletRow, WatchRow

__all__ = [
    "UNDATED",
    "AlertQueueRow",
    "AlertRow",
    "AnnouncementLabRow",
    "AnnouncementModelRow",
    "AnnouncementRow",
    "AnnouncementTopicRow",
    "AuditEntryRow",
    "Base",
    "BenchmarkRow",
    "CatalogueFactRow",
    "CatalogueModelRow",
    "CatalogueNameRow",
    "CatalogueSourceRow",
    "ClaimRow",
    "DeliveryRow",
    "EditionRow",
    "FeedNoticeRow",
    "FeedRow",
    "GuildClaimCorrectionRow",
    "GuildModelNameRow",
    "GuildRow",
    "GuildStoryEditRow",
    "HiddenAnnouncementRow",
    "HiddenLabMentionsRow",
    "HiddenModelMentionsRow",
    "KeptQuestionRow",
    "LabMentionsRow",
    "LabRow",
    "LookRow",
    "ModelAliasRow",
    "ModelMentionsRow",
    "ModelRow",
    "MuteRow",
    "OutletRow",
    "RegistryNameRow",
    "RevisionRow",
    "ScheduleRow",
    "SeenEntryRow",
    "StopRow",
    "StoryAnchorRow",
    "StoryMemberRow",
    "StoryQueueRow",
    "StoryRow",
    "SubscriptionRow",
    "ToldAnnouncementRow",
    "ToldFactRow",
    "UtcDateTime",
    "WatchRow",
]
