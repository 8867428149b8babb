"""A small bot on real discord.py that answers in every way a bot can: what the playground is tried with."""

import asyncio
import contextlib
import io
import re
from collections.abc import AsyncIterator

import discord
from discord import app_commands
from discord.ext import commands

LABS = ("Anthropic", "DeepSeek", "Google", "Mistral", "OpenAI")


class SmallBot(commands.AutoShardedBot):
    def __init__(self, *, intents: discord.Intents) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned, intents=intents, guild_ready_timeout=0.1, heartbeat_timeout=60
        )
        self.resumed = asyncio.Event()
        self.seen: list[discord.Message] = []
        self.tree.add_command(compare)
        self.tree.add_command(whisper)
        self.tree.add_command(chart)
        self.tree.add_command(panel)
        self.tree.add_command(survey)
        self.tree.add_command(ponder)
        self.tree.add_command(settings)
        self.tree.add_command(measure)
        self.add_dynamic_items(Vote)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        self.seen.append(message)

    async def on_shard_resumed(self, shard_id: int) -> None:
        self.resumed.set()


@contextlib.asynccontextmanager
async def running(bot: SmallBot, token: str) -> AsyncIterator[SmallBot]:
    """The bot, logged in and ready, until the end of the block."""
    task = asyncio.create_task(bot.start(token))
    try:
        async with asyncio.timeout(20):
            while not bot.is_ready():
                if task.done():
                    task.result()
                await asyncio.sleep(0.01)
        yield bot
    finally:
        await bot.close()
        await asyncio.wait([task], timeout=10)


compare = app_commands.Group(name="compare", description="Compare things")


@compare.command(name="labs", description="Compare two labs")
async def compare_labs(interaction: discord.Interaction, a: str, b: str) -> None:
    await interaction.response.defer(thinking=True)
    await interaction.followup.send(f"{a} beside {b}")


@compare_labs.autocomplete("a")
@compare_labs.autocomplete("b")
async def complete_lab(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=lab, value=lab.lower()) for lab in LABS if typed.lower() in lab.lower()]


@app_commands.command(description="A private word, then a second one")
async def whisper(interaction: discord.Interaction, late: bool = False) -> None:
    if late:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("late and private")
        return
    await interaction.response.send_message("only for you", ephemeral=True)
    await interaction.followup.send("this too", ephemeral=True)
    await interaction.edit_original_response(content="only for you, edited")


@app_commands.command(description="A file")
async def chart(interaction: discord.Interaction) -> None:
    data = io.BytesIO(b"lab,score\nDeepSeek,1\n")
    embed = discord.Embed(title="Scores", description="A table").set_footer(text="as of today")
    await interaction.response.send_message(embed=embed, file=discord.File(data, "scores.csv", description="Scores"))


class Panel(discord.ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=60)
        self.choice = discord.ui.TextDisplay("Nothing chosen")
        row = discord.ui.ActionRow()
        menu = discord.ui.Select(
            placeholder="Choose a lab", custom_id="lab", options=[discord.SelectOption(label=lab) for lab in LABS]
        )
        menu.callback = self.choose
        self.menu = menu
        row.add_item(menu)
        buttons = discord.ui.ActionRow()
        more = discord.ui.Button(label="More", custom_id="more")
        more.callback = self.more
        slow = discord.ui.Button(label="Slow", custom_id="slow")
        slow.callback = self.slow
        buttons.add_item(more).add_item(slow).add_item(Vote(7))
        self.add_item(discord.ui.Container(self.choice, discord.ui.Separator(), row, accent_colour=0x5865F2))
        self.add_item(buttons)

    async def choose(self, interaction: discord.Interaction) -> None:
        self.choice.content = f"Chosen: {self.menu.values[0]}"
        await interaction.response.edit_message(view=self)

    async def more(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("more of it", ephemeral=True)

    async def slow(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        self.choice.content = "Slowly done"
        await interaction.edit_original_response(view=self)


class Vote(discord.ui.DynamicItem[discord.ui.Button[discord.ui.LayoutView]], template=re.compile(r"vote:(?P<n>\d+)")):
    def __init__(self, number: int) -> None:
        super().__init__(discord.ui.Button(label="Vote", custom_id=f"vote:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[discord.ui.LayoutView], match: re.Match[str]
    ) -> "Vote":
        return cls(int(match["n"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"voted for {self.number}", ephemeral=True)


@app_commands.command(description="A panel of components")
async def panel(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(view=Panel())


class Survey(discord.ui.Modal, title="A survey"):
    name = discord.ui.Label(text="Name", component=discord.ui.TextInput(custom_id="name", max_length=20))
    lab = discord.ui.Label(
        text="Lab",
        component=discord.ui.Select(
            custom_id="lab", options=[discord.SelectOption(label=lab) for lab in LABS], max_values=2
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        name, lab = self.name.component, self.lab.component
        assert isinstance(name, discord.ui.TextInput)
        assert isinstance(lab, discord.ui.Select)
        await interaction.response.send_message(f"{name.value} reads {' and '.join(lab.values)}")


@app_commands.command(description="A form")
async def survey(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Survey())


@app_commands.command(description="Never answers")
async def ponder(interaction: discord.Interaction) -> None:
    await asyncio.sleep(0)


@app_commands.command(description="For those who manage the server")
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
async def settings(interaction: discord.Interaction, channel: discord.TextChannel, who: discord.Member) -> None:
    await interaction.response.send_message(f"{channel.mention} for {who.display_name}")


@app_commands.command(description="Typed options")
@app_commands.choices(unit=[app_commands.Choice(name="Tokens", value="tokens")])
async def measure(
    interaction: discord.Interaction,
    count: app_commands.Range[int, 1, 10],
    unit: str = "tokens",
    report: discord.Attachment | None = None,
) -> None:
    size = len(await report.read()) if report else 0
    await interaction.response.send_message(f"{count} {unit}, {size} bytes")
