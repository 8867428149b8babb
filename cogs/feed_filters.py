"""/feed filter: show only some of a feed. Tried out first, saved by a button."""

from collections.abc import Sequence

from discord import app_commands

from bot.domain.claims import Kind, Topic
from bot.feeds.filter_syntax import FilterParts
from cogs.feed_group import CHOICES_AT_MOST, Url, feed_group, feeds_like, may_manage
from cogs.options import labs_like, models_like
from cogs.views.feed_filters import DryRunView, render_dry_run
from cogs.views.interactions import Interaction, guild_of
from cogs.views.layout import AnswerView

_Part = app_commands.Range[str, 1, 500]
_Choices = list[app_commands.Choice[str]]


async def _labs(interaction: Interaction, typed: str) -> _Choices:
    return _completed(typed, [choice.value for choice in await labs_like(interaction, _last(typed))])


async def _models(interaction: Interaction, typed: str) -> _Choices:
    return _completed(typed, [choice.value for choice in await models_like(interaction, _last(typed))])


async def _topics(_interaction: Interaction, typed: str) -> _Choices:
    return _completed(typed, [topic.value for topic in Topic if _last(typed).lower() in topic.value])


async def _kinds(_interaction: Interaction, typed: str) -> _Choices:
    return _completed(typed, [kind.value for kind in Kind if _last(typed).lower() in kind.value])


@feed_group.command(name="filter", description="Show only some of a feed: tried out on the last 90 days first")
@app_commands.describe(
    feed="The feed, by its title or address",
    include='Words, or phrases in quotes, one of which is wanted: price "open weights"',
    exclude="Words, or phrases in quotes, none of which is wanted",
    labs="Labs, separated by commas, one of which is to be named",
    models="Models, separated by commas, one of which is to be named",
    topics="Topics, separated by commas, one of which it is to be about",
    kinds="Kinds of claims, separated by commas, one of which is to be in it",
    include_pattern="A pattern (RE2) that title or text is to match",
    exclude_pattern="A pattern (RE2) that neither title nor text is to match",
    clear="Begin without the filter that there is",
)
@app_commands.autocomplete(feed=feeds_like, labs=_labs, models=_models, topics=_topics, kinds=_kinds)
@may_manage
async def filter_feed(
    interaction: Interaction,
    feed: Url,
    include: _Part | None = None,
    exclude: _Part | None = None,
    labs: _Part | None = None,
    models: _Part | None = None,
    topics: _Part | None = None,
    kinds: _Part | None = None,
    include_pattern: _Part | None = None,
    exclude_pattern: _Part | None = None,
    clear: bool = False,
) -> None:
    """Try the filter out and offer to save it; with nothing to change, show what is in force."""
    await interaction.response.defer(thinking=True)
    services = interaction.client.services
    subscription = await services.subscriptions.find(guild_of(interaction), feed)
    parts = FilterParts(
        include=include,
        exclude=exclude,
        labs=labs,
        models=models,
        topics=topics,
        kinds=kinds,
        include_pattern=include_pattern,
        exclude_pattern=exclude_pattern,
    )
    wanted = services.filters.changed(subscription.filter, parts, clear=clear)
    tried = await services.filters.try_out(subscription, wanted)
    if wanted == subscription.filter:
        await interaction.followup.send(view=AnswerView(render_dry_run(tried, proposed=False)))
    else:
        await interaction.followup.send(view=DryRunView(tried, interaction.user.id))


def _last(typed: str) -> str:
    return typed.rpartition(",")[2].strip()


def _completed(typed: str, values: Sequence[str]) -> _Choices:
    """The values, each after what was typed before the last comma."""
    before = typed.rpartition(",")[0]
    whole = [f"{before}, {value}" if before else value for value in values]
    return [app_commands.Choice(name=each, value=each) for each in whole if len(each) <= 100][:CHOICES_AT_MOST]
