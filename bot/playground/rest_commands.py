"""REST of application commands, global and of one guild."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.commands import GLOBAL, Commands
from bot.playground.ratelimit import Limits
from bot.playground.records import Records
from bot.playground.refusals import Refused, missing_access
from bot.playground.rest import NOTHING, Answer, Call, Endpoint


@dataclass(frozen=True, kw_only=True)
class CommandRoutes:
    """The same routes twice: for everywhere, and for one guild."""

    records: Records
    commands: Commands
    limits: Limits
    on_change: Callable[[str], None]

    def endpoints(self) -> list[Endpoint]:
        """Every route."""
        everywhere = "/applications/{application_id}/commands"
        in_guild = "/applications/{application_id}/guilds/{guild_id}/commands"
        table = [
            (method, root + suffix, handler)
            for root in (everywhere, in_guild)
            for method, suffix, handler in (
                ("GET", "", self.list_commands),
                ("PUT", "", self.replace_all),
                ("POST", "", self.create),
                ("GET", "/{command_id}", self.get),
                ("PATCH", "/{command_id}", self.change),
                ("DELETE", "/{command_id}", self.remove),
            )
        ]
        return [Endpoint(method=m, path=p, handler=h, limit=self.limits.commands) for m, p, h in table]

    def list_commands(self, call: Call) -> Answer:
        """What is registered in the place."""
        return Answer(body=self.commands.listed(self._place(call)))

    def replace_all(self, call: Call) -> Answer:
        """Make a list the whole of it."""
        place = self._place(call)
        made = self.commands.replace_all(place, call.body)
        self.on_change(place)
        return Answer(body=made)

    def create(self, call: Call) -> Answer:
        """Register one command, or replace the one of its name."""
        place = self._place(call)
        made, is_new = self.commands.put(place, call.body)
        self.on_change(place)
        return Answer(body=made, status=201 if is_new else 200)

    def get(self, call: Call) -> Answer:
        """One command."""
        return Answer(body=self.commands.find(self._place(call), call.path["command_id"]))

    def change(self, call: Call) -> Answer:
        """Change one command."""
        place = self._place(call)
        made = self.commands.change(place, call.path["command_id"], call.body)
        self.on_change(place)
        return Answer(body=made)

    def remove(self, call: Call) -> Answer:
        """Unregister one command."""
        place = self._place(call)
        self.commands.remove(place, call.path["command_id"])
        self.on_change(place)
        return NOTHING

    def _place(self, call: Call) -> str:
        if call.path["application_id"] != self.records.world.bot.id:
            raise Refused(403, 20012, "You are not authorized to perform this action on this application")
        guild_id = call.path.get("guild_id", GLOBAL)
        if guild_id != GLOBAL and self.records.world.guild(guild_id) is None:
            raise missing_access()
        return guild_id
