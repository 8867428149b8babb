"""Render a filter tried out, with the buttons that save it or leave things as they are.

The message itself carries the filter, in the form that a person writes it in: what was shown is what is saved, even
after a restart.
"""

import re
from collections.abc import Sequence
from typing import Any, Literal, Self

import discord
from discord import ui

from bot.domain.announcements import Subscription
from bot.domain.filters import NO_FILTER, FeedFilter
from bot.errors import GapwatchError
from bot.feeds.filter_syntax import write_filter
from bot.feeds.filtering import TRIED_AT_MOST, TRIED_DAYS, DryRun, Example
from cogs.answering.answerers import AnswerOutdated
from cogs.views.answers import Answer
from cogs.views.interactions import Interaction, guarded, guild_of
from cogs.views.layout import AnswerView
from cogs.views.text import plural, safe

Act = Literal["save", "clear", "cancel"]
_LABELS: dict[Act, str] = {"save": "Save", "clear": "Save", "cancel": "Cancel"}
_CODE = re.compile(r"^```\n(?P<line>.+)\n```", re.MULTILINE)


class NotYours(GapwatchError):
    """Somebody else's proposal."""

    next_step = "Try a filter of your own with `/feed filter`."


def render_dry_run(tried: DryRun, *, proposed: bool) -> Answer:
    """How many of how many would be shown, with examples of both and why; ``proposed`` if it is not in force yet."""
    name, hidden = safe(tried.subscription.title), tried.tried - tried.shown
    if not tried.tried:
        heading = f"### {name} announced nothing in the last {TRIED_DAYS} days, so there is nothing to try it on"
    elif not hidden:
        heading = f"### {name}: all {plural(tried.tried, 'announcement')} of the last {TRIED_DAYS} days shown"
    else:
        heading = (
            f"### {name}: {tried.shown} of {plural(tried.tried, 'announcement')} of the last {TRIED_DAYS} days shown"
        )
    state = "Not in force yet." if proposed else "In force."
    filter_text = f"```\n{write_filter(tried.filter)}\n```" if tried.filter else "No filter: everything is shown."
    texts = [f"{heading}\n{filter_text}\n{state}"]
    if hidden:
        texts.append(_examples("Hidden", hidden, tried.examples_hidden))
    if tried.filter and tried.shown:
        texts.append(_examples("Shown", tried.shown, tried.examples_shown))
    small_print = (
        "-# What is hidden shows in no answer of this server; other servers see what their own filters let through"
    )
    if tried.tried == TRIED_AT_MOST:
        small_print += f" · tried on the newest {TRIED_AT_MOST:,}"
    return Answer(texts=tuple(texts), small_print=small_print)


def render_saved(subscription: Subscription, wanted: FeedFilter, hidden: int) -> Answer:
    """What holds from now on."""
    name = safe(subscription.title)
    if not wanted:
        return Answer(texts=(f"### {name} is shown whole now", "It has no filter any more."))
    stored = plural(hidden, "stored announcement")
    what = f"It hides {stored} and holds for whatever comes. Undo: `/feed filter` with clear."
    return Answer(texts=(f"### {name} is filtered now", f"```\n{write_filter(wanted)}\n```\n{what}"))


class DryRunView(AnswerView):
    """A dry run with its buttons, for the person who asked."""

    def __init__(self, tried: DryRun, asker_id: int) -> None:
        super().__init__(render_dry_run(tried, proposed=True))
        feed_id = tried.subscription.feed.id
        acts: tuple[Act, ...] = ("save" if tried.filter else "clear", "cancel")
        self.add_item(ui.ActionRow(*(FilterButton(act, feed_id, asker_id) for act in acts)))


class FilterButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"gapwatch:filter:(?P<act>save|clear|cancel):(?P<feed>[0-9]+):(?P<asker>[0-9]+)",
):
    """Saves the filter that stands in its message, or leaves things as they are."""

    def __init__(self, act: Act, feed_id: int, asker_id: int) -> None:
        style = discord.ButtonStyle.secondary if act == "cancel" else discord.ButtonStyle.primary
        custom_id = f"gapwatch:filter:{act}:{feed_id}:{asker_id}"
        super().__init__(ui.Button(label=_LABELS[act], custom_id=custom_id, style=style))
        self.act = act
        self.feed_id = feed_id
        self.asker_id = asker_id

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        act: Act = "save" if match["act"] == "save" else "clear" if match["act"] == "clear" else "cancel"
        return cls(act, int(match["feed"]), int(match["asker"]))

    async def callback(self, interaction: Any) -> None:
        """Do as the asker says."""
        await guarded(interaction, self._decide)

    async def _decide(self, interaction: Interaction) -> None:
        if interaction.user.id != self.asker_id:
            raise NotYours("Only who tried this filter out may save or cancel it.")
        if not interaction.permissions.manage_guild:
            raise discord.app_commands.MissingPermissions(["manage_guild"])
        services = interaction.client.services
        subscription = await services.subscriptions.find(guild_of(interaction), str(self.feed_id))
        wanted = services.filters.parse(_line_in(interaction)) if self.act == "save" else NO_FILTER
        await interaction.response.defer()
        if self.act == "cancel":
            shown = Answer(texts=(f"### {safe(subscription.title)} is filtered as before", "Nothing was saved."))
        else:
            hidden = await services.filters.save(subscription, wanted)
            shown = render_saved(subscription, wanted, hidden)
        await interaction.edit_original_response(view=AnswerView(shown))


def _line_in(interaction: Interaction) -> str:
    """The filter that the message shows."""
    parts = interaction.message.components if interaction.message else []
    for part in parts:
        found = _CODE.search(part.content) if isinstance(part, discord.TextDisplay) else None
        if found:
            return found["line"]
    raise AnswerOutdated("The filter does not stand in this message any more.")


def _examples(what: str, count: int, examples: Sequence[Example]) -> str:
    lines = [f"- **{safe(each.title, 100)}** {safe(each.why, 120)}" for each in examples]
    more = f", the newest {len(examples)}:" if count > len(examples) else ":"
    return "\n".join([f"{what} {count}{more}", *lines])
