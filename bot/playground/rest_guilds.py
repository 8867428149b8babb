"""REST of what stands still: the gateway's address, the bot and its application, guilds, channels, members, users."""

from dataclasses import dataclass

from bot.playground import intents
from bot.playground.forms import Form
from bot.playground.gateway import Gateway
from bot.playground.permissions import base_permissions
from bot.playground.ratelimit import Limits
from bot.playground.records import Records
from bot.playground.refusals import (
    Json,
    Refused,
    missing_access,
    refuse_form,
    unknown_guild,
    unknown_member,
    unknown_user,
)
from bot.playground.rest import Answer, Call, Endpoint
from bot.playground.rest_messages import channel_for_bot
from bot.playground.shapes import (
    application_shape,
    channel_shape,
    dm_shape,
    guild_shape,
    member_shape,
    place_shape,
    role_shape,
    user_shape,
)
from bot.playground.world import Guild


@dataclass(frozen=True, kw_only=True)
class GuildRoutes:
    """Routes that read the world."""

    records: Records
    gateway: Gateway
    limits: Limits
    allowed_intents: int
    shards: int

    def endpoints(self) -> list[Endpoint]:
        """Every route."""
        table = [
            ("GET", "/gateway", self.get_gateway),
            ("GET", "/gateway/bot", self.get_gateway_for_bot),
            ("GET", "/users/@me", self.get_self),
            ("GET", "/users/@me/guilds", self.list_own_guilds),
            ("POST", "/users/@me/channels", self.open_dm),
            ("GET", "/users/{user_id}", self.get_user),
            ("GET", "/oauth2/applications/@me", self.get_application),
            ("GET", "/applications/@me", self.get_application),
            ("GET", "/channels/{channel_id}", self.get_channel),
            ("GET", "/guilds/{guild_id}", self.get_guild),
            ("GET", "/guilds/{guild_id}/channels", self.list_channels),
            ("GET", "/guilds/{guild_id}/roles", self.list_roles),
            ("GET", "/guilds/{guild_id}/members", self.list_members),
            ("GET", "/guilds/{guild_id}/members/{user_id}", self.get_member),
        ]
        return [
            Endpoint(method=m, path=p, handler=h, limit=self.limits.other, needs_token=p != "/gateway")
            for m, p, h in table
        ]

    def get_gateway(self, call: Call) -> Answer:
        """Where the gateway is."""
        return Answer(body={"url": self.gateway.url})

    def get_gateway_for_bot(self, call: Call) -> Answer:
        """Where the gateway is and how many shards to open."""
        starts = {"total": 1000, "remaining": 1000, "reset_after": 14_400_000, "max_concurrency": 1}
        return Answer(body={"url": self.gateway.url, "shards": self.shards, "session_start_limit": starts})

    def get_self(self, call: Call) -> Answer:
        """The bot's own user."""
        return Answer(body=user_shape(self.records.world.bot) | {"verified": True, "mfa_enabled": False})

    def list_own_guilds(self, call: Call) -> Answer:
        """The guilds that the bot is in."""
        bot_id = self.records.world.bot.id
        return Answer(body=[self._partial(guild, bot_id) for guild in self.records.world.bot_guilds])

    def _partial(self, guild: Guild, user_id: str) -> Json:
        return {
            "id": guild.id,
            "name": guild.name,
            "icon": None,
            "banner": None,
            "owner": guild.owner_id == user_id,
            "permissions": str(base_permissions(guild, user_id)),
            "features": [],
        }

    def open_dm(self, call: Call) -> Answer:
        """Direct messages with a person."""
        form = Form(call.body)
        form.require("recipient_id")
        refuse_form(form.errors)
        person = self.records.world.person(str(form.value["recipient_id"]))
        if person is None:
            raise Refused(400, 50033, "Invalid Recipient(s)")
        last = self.records.messages.last_id(person.dm_channel_id)
        return Answer(body=dm_shape(person.dm_channel_id, person, last))

    def get_user(self, call: Call) -> Answer:
        """Any user."""
        user = self.records.world.user(call.path["user_id"])
        if user is None:
            raise unknown_user()
        return Answer(body=user_shape(user))

    def get_application(self, call: Call) -> Answer:
        """The bot's application."""
        return Answer(body=application_shape(self.records.world, intents.application_flags(self.allowed_intents)))

    def get_channel(self, call: Call) -> Answer:
        """One channel that the bot sees."""
        place = channel_for_bot(self.records, call.path["channel_id"])
        last = self.records.messages.last_id(place.channel.id)
        return Answer(body=place_shape(self.records.world, place, last))

    def get_guild(self, call: Call) -> Answer:
        """One guild that the bot is in."""
        guild = self._guild(call)
        shape = guild_shape(self.records.world, guild)
        if call.query.get("with_counts") in ("1", "true", "True"):
            shape |= {"approximate_member_count": len(guild.members), "approximate_presence_count": len(guild.members)}
        return Answer(body=shape)

    def list_channels(self, call: Call) -> Answer:
        """The guild's channels."""
        guild = self._guild(call)
        messages = self.records.messages
        return Answer(
            body=[channel_shape(one, guild, messages.last_id(one.id)) for one in guild.channels if not one.is_thread]
        )

    def list_roles(self, call: Call) -> Answer:
        """The guild's roles."""
        return Answer(body=[role_shape(role, self.records.world.bot.id) for role in self._guild(call).roles])

    def list_members(self, call: Call) -> Answer:
        """The guild's members, for bots with the privileged intent only."""
        guild = self._guild(call)
        if not self.allowed_intents & intents.GUILD_MEMBERS:
            raise missing_access()
        given = {key: int(value) if value.isdecimal() else value for key, value in call.query.items()}
        form = Form(given)
        limit = form.whole("limit", least=1, most=1000) or 1
        after = form.whole("after", least=0, most=2**63) or 0
        refuse_form(form.errors)
        members = sorted(guild.members, key=lambda member: int(member.user_id))
        chosen = [member for member in members if int(member.user_id) > after][:limit]
        return Answer(body=[member_shape(self.records.world, guild, member) for member in chosen])

    def get_member(self, call: Call) -> Answer:
        """One member of a guild."""
        guild = self._guild(call)
        member = guild.member(call.path["user_id"])
        if member is None:
            raise unknown_member() if self.records.world.user(call.path["user_id"]) else unknown_user()
        return Answer(body=member_shape(self.records.world, guild, member))

    def _guild(self, call: Call) -> Guild:
        guild = self.records.world.guild(call.path["guild_id"])
        if guild is None:
            raise unknown_guild()
        return guild
