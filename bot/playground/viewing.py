"""What the people of a playground see: themselves, the channels, the messages in them. What they do is elsewhere.

Every refusal is a sentence for the person (`Declined`).
"""

from bot.playground.permissions import Permission, permissions_in
from bot.playground.records import Message, Records
from bot.playground.refusals import Declined, Json
from bot.playground.world import Place, User


class Viewing:
    """The playground as people see it."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def person(self, user_id: object) -> User:
        """The person of this id."""
        person = self._records.world.person(str(user_id))
        if person is None:
            raise Declined(404, "There is no such person here.")
        return person

    def place(self, person: User, channel_id: object, needed: int) -> Place:
        """The channel, if the person sees it and may do this there."""
        place = self._records.world.place(str(channel_id))
        granted = permissions_in(place, person.id) if place else 0
        if place is None or not granted & Permission.VIEW_CHANNEL:
            raise Declined(403, "You cannot see that channel.")
        if granted & needed != needed:
            raise Declined(403, "You do not have permission to do that in this channel.")
        return place

    def message(self, person: User, place: Place, message_id: object) -> Message:
        """The message, if the person sees it."""
        message = self._records.messages.find(place.channel.id, str(message_id))
        if message is None or not message.visible_to(person.id):
            raise Declined(404, "That message is gone.")
        return message

    def messages(self, user_id: str, channel_id: str, *, limit: int, before: str | None) -> list[Json]:
        """What this person sees in the channel, oldest first."""
        person = self.person(user_id)
        place = self.place(person, channel_id, Permission.READ_MESSAGE_HISTORY)
        newest = int(before) if before and before.isdecimal() else None
        seen = [
            message.page_shape
            for message in self._records.messages.in_channel(place.channel.id)
            if message.visible_to(person.id) and (newest is None or int(message.id) < newest)
        ]
        return seen[-limit:] if limit else []

    def pins(self, user_id: str, channel_id: str) -> list[Json]:
        """What is pinned in the channel, newest pin first."""
        place = self.place(self.person(user_id), channel_id, Permission.READ_MESSAGE_HISTORY)
        return [
            {"pinned_at": message.pinned_at, "message": message.page_shape}
            for message in self._records.messages.pinned(place.channel.id)
        ]
