"""Permissions as Discord computes them, over worlds drawn at random and over the demo's own."""

from hypothesis import given
from hypothesis import strategies as st

from bot.playground.demo_world import ADA, BOT, MILO, OLGA, demo_world
from bot.playground.permissions import (
    ALL,
    MEMBER,
    Permission,
    base_permissions,
    channel_permissions,
    may_use_command,
    permissions_in,
)
from bot.playground.world import Channel, Guild, Member, Overwrite, Role

BITS = st.integers(0, ALL).map(lambda bits: bits & ~Permission.ADMINISTRATOR)


def guild(
    *, everyone: int = int(MEMBER), role: int = 0, owner: str = "9", overwrites: tuple[Overwrite, ...] = ()
) -> Guild:
    return Guild(
        id="1",
        name="G",
        owner_id=owner,
        roles=(Role(id="1", name="@everyone", permissions=everyone), Role(id="2", name="r", permissions=role)),
        channels=(Channel(id="3", name="c", overwrites=overwrites),),
        members=(Member(user_id="5", roles=("2",)), Member(user_id="6")),
    )


def in_channel(made: Guild, user_id: str = "5") -> int:
    return channel_permissions(made, made.channels[0], user_id)


@given(everyone=BITS, role=BITS)
def test_roles_add_up_and_only_count_for_those_who_have_them(everyone: int, role: int) -> None:
    made = guild(everyone=everyone, role=role)
    assert base_permissions(made, "5") == everyone | role
    assert base_permissions(made, "6") == everyone
    assert base_permissions(made, "7") == 0


@given(everyone=BITS, deny=BITS)
def test_owners_and_administrators_may_do_everything_everywhere(everyone: int, deny: int) -> None:
    denied = (Overwrite(id="1", deny=deny), Overwrite(id="5", of_member=True, deny=deny))
    assert in_channel(guild(everyone=everyone, owner="5", overwrites=denied)) == ALL
    assert in_channel(guild(role=int(Permission.ADMINISTRATOR), overwrites=denied)) == ALL


@given(allow=BITS, deny=BITS)
def test_a_members_own_overwrite_wins_over_the_roles_and_the_roles_over_everyones(allow: int, deny: int) -> None:
    view = int(Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES)
    by_role = (Overwrite(id="1", deny=deny | view), Overwrite(id="2", allow=allow | view))
    assert in_channel(guild(overwrites=by_role)) & (allow | view) == allow | view
    by_member = (Overwrite(id="2", deny=deny | view), Overwrite(id="5", of_member=True, allow=allow | view))
    assert in_channel(guild(overwrites=by_member)) & (allow | view) == allow | view


def test_who_cannot_see_a_channel_can_do_nothing_there() -> None:
    assert in_channel(guild(overwrites=(Overwrite(id="1", deny=int(Permission.VIEW_CHANNEL)),))) == 0


def test_who_cannot_write_can_neither_embed_nor_attach() -> None:
    granted = in_channel(guild(overwrites=(Overwrite(id="1", deny=int(Permission.SEND_MESSAGES)),)))
    assert not granted & (Permission.EMBED_LINKS | Permission.ATTACH_FILES)
    assert granted & Permission.READ_MESSAGE_HISTORY


def test_commands_ask_for_all_of_their_permissions_or_for_an_administrator() -> None:
    manage = int(Permission.MANAGE_GUILD)
    assert may_use_command(None, 0)
    assert may_use_command(str(manage), manage | 1)
    assert not may_use_command(str(manage | 1 << 4), manage)
    assert not may_use_command("0", manage)
    assert may_use_command("0", int(Permission.ADMINISTRATOR))


def test_the_demo_has_an_admin_a_member_an_outsider_and_places_closed_to_the_bot() -> None:
    world = demo_world()
    northwind, harbor = world.guilds
    assert base_permissions(northwind, ADA.id) & Permission.MANAGE_GUILD
    assert not base_permissions(northwind, MILO.id) & Permission.MANAGE_GUILD
    assert base_permissions(northwind, OLGA.id) == 0
    assert base_permissions(harbor, OLGA.id) & Permission.VIEW_CHANNEL
    by_name = {channel.name: channel_permissions(northwind, channel, BOT.id) for channel in northwind.channels}
    assert by_name["ai-news"] & Permission.SEND_MESSAGES
    assert not by_name["announcements-locked"] & Permission.SEND_MESSAGES
    assert by_name["no-bots"] == 0


def test_the_demos_ids_are_unique() -> None:
    world = demo_world()
    ids = [user.id for user in (world.bot, *world.people)] + [person.dm_channel_id for person in world.people]
    for one in world.guilds:
        ids += [role.id for role in one.roles] + [channel.id for channel in one.channels]
    assert len(ids) == len(set(ids))


def test_direct_messages_are_open_to_their_two_parties_only() -> None:
    place = demo_world().place(MILO.dm_channel_id)
    assert place is not None
    assert permissions_in(place, MILO.id) & Permission.SEND_MESSAGES
    assert permissions_in(place, BOT.id) & Permission.SEND_MESSAGES
    assert permissions_in(place, ADA.id) == 0
