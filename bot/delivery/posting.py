"""What posts an edition's pages, as the outbox sees it, and the ways in which that can fail."""

from datetime import timedelta
from typing import Protocol

from bot.domain.schedules import Parcel
from bot.errors import GapwatchError


class Refused(GapwatchError):
    """The channel is gone, the bot was sent away, or it lacks a permission: somebody has to mend that first."""

    next_step = "Mend that, then `/digest resume`: everything is kept, and sent then."


class Rejected(GapwatchError):
    """Discord will never take this message."""

    next_step = "This is a fault of the bot's: its log has what Discord said."


class NotNow(GapwatchError):
    """Discord has certainly not carried it out, and may take it later."""

    def __init__(self, what: str, wait: timedelta = timedelta()) -> None:
        super().__init__(what)
        self.wait = wait


class Uncertain(GapwatchError):
    """No answer came, or one that does not tell whether the message was posted."""


class PostsEditions(Protocol):
    """Discord. Every method raises Refused, Rejected, NotNow or Uncertain."""

    async def post(self, parcel: Parcel) -> int:
        """Post the page; returns its message's id. For a few minutes Discord takes no second one of its nonce."""
        ...

    async def find(self, parcel: Parcel) -> int | None:
        """The page's message where it stands in its channel already."""
        ...

    async def finish(self, parcel: Parcel, message_id: int) -> None:
        """Do what follows the posting, a thread or a crosspost; doing it again does nothing."""
        ...
