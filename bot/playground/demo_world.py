"""The world that `make demo` opens: two guilds, an admin, a member, and someone who is in the second guild only.

The first guild has a channel of every sort that a bot can write to, and some that it may not.

Ids are fixed for good: a bot's database names them.
"""

from dataclasses import replace

from bot.playground.permissions import MEMBER, Permission
from bot.playground.world import Channel, Guild, Member, Overwrite, Role, User, World

BOT = User(id="1300000000000000001", username="Gapwatch", bot=True, color="#3ba55d")
ADA = User(
    id="1300000000000000011",
    username="ada",
    global_name="Ada (admin)",
    color="#5865f2",
    dm_channel_id="1300000000000000111",
)
MILO = User(
    id="1300000000000000012",
    username="milo",
    global_name="Milo (member)",
    color="#eb459e",
    dm_channel_id="1300000000000000112",
)
OLGA = User(
    id="1300000000000000013",
    username="olga",
    global_name="Olga (outsider)",
    color="#faa61a",
    dm_channel_id="1300000000000000113",
)

_BOT = MEMBER | Permission.PIN_MESSAGES | Permission.MANAGE_MESSAGES
_ADMIN = _BOT | Permission.MANAGE_GUILD | Permission.MANAGE_CHANNELS | Permission.MANAGE_THREADS


def demo_world(bot_name: str = BOT.username) -> World:
    """A fresh copy of the demo's world, around a bot of this name."""
    bot = replace(BOT, username=bot_name)
    return World(bot=bot, people=(ADA, MILO, OLGA), guilds=(_northwind(bot_name), _harbor(bot_name)))


def _roles(guild_id: str, bot_name: str) -> tuple[Role, ...]:
    return (
        Role(id=guild_id, name="@everyone", permissions=int(MEMBER)),
        Role(id=str(int(guild_id) + 1), name="admin", permissions=int(_ADMIN), color=0xE67E22, position=2, hoist=True),
        Role(id=str(int(guild_id) + 2), name=bot_name, permissions=int(_BOT), color=0x3BA55D, position=1, managed=True),
    )


def _northwind(bot_name: str) -> Guild:
    guild_id = "1300000000000001000"
    admin, bot = "1300000000000001001", "1300000000000001002"
    hidden = (
        Overwrite(id=guild_id, deny=int(Permission.VIEW_CHANNEL)),
        Overwrite(id=admin, allow=int(Permission.VIEW_CHANNEL)),
        Overwrite(id=bot, allow=int(Permission.VIEW_CHANNEL)),
    )
    locked = (
        Overwrite(id=guild_id, deny=int(Permission.SEND_MESSAGES)),
        Overwrite(id=admin, allow=int(Permission.SEND_MESSAGES)),
    )
    unseen = (Overwrite(id=BOT.id, of_member=True, deny=int(Permission.VIEW_CHANNEL)),)
    return Guild(
        id=guild_id,
        name="Northwind Research",
        owner_id="1300000000000000010",
        roles=_roles(guild_id, bot_name),
        channels=(
            Channel(id="1300000000000001010", name="ai-news", topic="What the labs announced", position=0),
            Channel(id="1300000000000001011", name="general", topic="Everything else", position=1),
            Channel(id="1300000000000001012", name="admin-log", position=2, overwrites=hidden),
            Channel(
                id="1300000000000001013",
                name="announcements-locked",
                topic="The bot may read here but not post",
                position=3,
                overwrites=locked,
            ),
            Channel(
                id="1300000000000001014",
                name="no-bots",
                topic="The bot cannot see this channel",
                position=4,
                overwrites=unseen,
            ),
            Channel(
                id="1300000000000001015", name="releases", type=5, topic="Other servers can follow this", position=5
            ),
            Channel(id="1300000000000001016", name="reading-list", type=15, topic="A post for each paper", position=6),
            Channel(
                id="1300000000000001017",
                name="Which evals we trust",
                type=11,
                parent_id="1300000000000001011",
                owner_id=ADA.id,
            ),
        ),
        members=(
            Member(user_id=BOT.id, roles=(bot,)),
            Member(user_id=ADA.id, roles=(admin,)),
            Member(user_id=MILO.id),
        ),
    )


def _harbor(bot_name: str) -> Guild:
    guild_id = "1300000000000002000"
    admin, bot = "1300000000000002001", "1300000000000002002"
    return Guild(
        id=guild_id,
        name="Harbor Reading Group",
        owner_id="1300000000000000010",
        roles=_roles(guild_id, bot_name),
        channels=(
            Channel(id="1300000000000002010", name="papers", topic="One paper a week", position=0),
            Channel(id="1300000000000002011", name="ai-news", topic="News, read slowly", position=1),
        ),
        members=(
            Member(user_id=BOT.id, roles=(bot,)),
            Member(user_id=ADA.id, roles=(admin,)),
            Member(user_id=OLGA.id),
        ),
    )
