"""/story: what announcements tell of one event. Anybody finds and reads; who may manage the server mends."""

from discord import app_commands
from discord.ext import commands

from bot.briefing.finding import UnknownStory
from bot.client import GapwatchBot
from bot.ledger.suggesting import SUGGESTIONS
from cogs.answering.sending import send_answer
from cogs.options import PRIVATE, Name, everywhere, for_managers, labs_like, models_like
from cogs.views.answers import Answer
from cogs.views.interactions import Interaction, guild_of
from cogs.views.layout import AnswerView
from cogs.views.queries import Query
from cogs.views.stories import render_merged, render_split

_Days = app_commands.Range[int, 1, 366]
_DIGITS_OF_AN_ID = 18
_Choices = list[app_commands.Choice[str]]


async def stories_like(interaction: Interaction, typed: str) -> _Choices:
    """Stories told of lately in this server's feeds, with what was typed in a title."""
    found = await interaction.client.services.stories.suggest(guild_of(interaction), typed, SUGGESTIONS)
    return [
        app_commands.Choice(name=title[:100] or f"Story {story_id}", value=str(story_id)) for title, story_id in found
    ]


async def members_like(interaction: Interaction, typed: str) -> _Choices:
    """Announcements of the story that was chosen before."""
    story_id = _number(getattr(interaction.namespace, "story", None) or "")
    if story_id is None:
        return []
    stories = interaction.client.services.stories
    found = await stories.suggest_members(guild_of(interaction), story_id, typed, SUGGESTIONS)
    return [app_commands.Choice(name=title[:100], value=str(announcement_id)) for title, announcement_id in found]


class StoryCommands(commands.Cog):
    """Finds, shows and mends stories."""

    story = everywhere(app_commands.Group(name="story", description="What several announcements tell of one event"))

    @story.command(name="find", description="Stories by words, model or lab, those told of last first")
    @app_commands.describe(
        query="Words, all of which one announcement has",
        model="Told of this model",
        lab="Told of this lab",
        period="Of the last so many days; of all time without it",
        private=PRIVATE,
    )
    @app_commands.autocomplete(model=models_like, lab=labs_like)
    async def find(
        self,
        interaction: Interaction,
        query: Name | None = None,
        model: Name | None = None,
        lab: Name | None = None,
        period: _Days | None = None,
        private: bool = False,
    ) -> None:
        """Answer with the stories found."""
        asked = Query(command="stories", text=query or "", model=model or "", lab=lab or "", days=period or 0)
        await send_answer(interaction, asked, private=private)

    @story.command(name="show", description="One story: who tells it, when, with which figures, and why together")
    @app_commands.describe(story="The story, by its title", private=PRIVATE)
    @app_commands.autocomplete(story=stories_like)
    async def show(self, interaction: Interaction, story: Name, private: bool = False) -> None:
        """Answer with the story."""
        asked = Query(command="story", item=await _story_id(interaction, story))
        await send_answer(interaction, asked, private=private)

    @story.command(name="split", description="Take an announcement out of its story, in this server")
    @app_commands.describe(story="The story that it is in", announcement="The announcement that tells something else")
    @app_commands.autocomplete(story=stories_like, announcement=members_like)
    @for_managers
    async def split(self, interaction: Interaction, story: Name, announcement: Name) -> None:
        """Note the correction, and say what it does."""
        await interaction.response.defer(thinking=True)
        services = interaction.client.services
        chosen = await _announcement_id(interaction, story, announcement)
        alone = await services.stories.split(
            guild_of(interaction), chosen, user_id=interaction.user.id, now=services.clock()
        )
        await _send(interaction, render_split(alone))

    @story.command(name="merge", description="Count two stories as one, in this server")
    @app_commands.describe(story="The story that it is", other="The story that is the same")
    @app_commands.autocomplete(story=stories_like, other=stories_like)
    @for_managers
    async def merge(self, interaction: Interaction, story: Name, other: Name) -> None:
        """Note the correction, and say what it does."""
        await interaction.response.defer(thinking=True)
        services = interaction.client.services
        into, gone = await _story_id(interaction, story), await _story_id(interaction, other)
        merged = await services.stories.merge(
            guild_of(interaction), into, [gone], user_id=interaction.user.id, now=services.clock()
        )
        await _send(interaction, render_merged(merged))


async def _story_id(interaction: Interaction, typed: str) -> int:
    """The story that was chosen, or the first whose title holds what was typed. Raises UnknownStory."""
    if (number := _number(typed)) is not None:
        return number
    found = await interaction.client.services.stories.suggest(guild_of(interaction), typed, 1)
    if not found:
        raise UnknownStory(f"No story told of lately has “{typed}” in a title.")
    return found[0][1]


async def _announcement_id(interaction: Interaction, story: str, typed: str) -> int:
    """The announcement that was chosen, or the first of the story that holds what was typed. Raises UnknownStory."""
    if (number := _number(typed)) is not None:
        return number
    stories, story_id = interaction.client.services.stories, await _story_id(interaction, story)
    found = await stories.suggest_members(guild_of(interaction), story_id, typed, 1)
    if not found:
        raise UnknownStory(f"No announcement of that story has “{typed}” in its title.")
    return found[0][1]


def _number(typed: str) -> int | None:
    """The id that an offered choice stands for; longer numbers than a database has are words."""
    return int(typed) if typed.isdecimal() and len(typed) <= _DIGITS_OF_AN_ID else None


async def _send(interaction: Interaction, answer: Answer) -> None:
    await interaction.followup.send(view=AnswerView(answer))


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    await bot.add_cog(StoryCommands())
