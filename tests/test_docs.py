"""The documents say what is there: every command, every setting, every picture."""

import re
from pathlib import Path

import pytest
from discord import app_commands
from typer.main import get_command

from bot.cli import app as command_line
from bot.client import COGS, GapwatchBot
from bot.config import Settings

ROOT = Path(__file__).parents[1]


@pytest.fixture
async def commands() -> list[app_commands.Command]:
    """Every slash command, without a login."""
    bot = GapwatchBot(services=None)
    for cog in COGS:
        await bot.load_extension(cog)
    return [command for command in bot.tree.walk_commands() if isinstance(command, app_commands.Command)]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


async def test_every_slash_command_is_unique_described_and_in_the_readme(commands: list[app_commands.Command]):
    names = [command.qualified_name for command in commands]
    assert len(set(names)) == len(names) >= 10
    readme = read("README.md")
    for command in commands:
        assert f"`/{command.qualified_name}" in readme, command.qualified_name
        assert len(command.description) > 10
        for option in command.parameters:
            assert option.description not in ("", "…"), f"{command.qualified_name} {option.name}"
            shown = rf"`/{command.qualified_name}[^`]*\b{option.name}\b"
            assert re.search(shown, readme), f"{command.qualified_name} {option.name}"


FOR_MANAGERS = {
    "audit",
    "model alias",
    "model merge",
    "model split",
    "story merge",
    "story split",
    "digest mutes",
    "digest now",
    "digest resume",
    "digest test",
    *(f"digest schedule {name}" for name in ("add", "edit", "list", "pause", "remove", "resume", "sections")),
}


async def test_commands_for_managers_refuse_others_and_are_hidden_where_all_of_a_group_are(
    commands: list[app_commands.Command],
):
    """Discord can hide whole groups only, so what stands beside commands for everybody is refused when it is used."""
    refusing = {command.qualified_name for command in commands if command.checks}
    of_groups = {c.qualified_name for c in commands if c.qualified_name.startswith(("claim ", "feed "))}
    assert refusing == FOR_MANAGERS | of_groups
    for command in commands:
        root = command.root_parent or command
        group = {c.qualified_name for c in commands if (c.root_parent or c) is root}
        assert bool(root.default_permissions) == (group <= refusing), command.qualified_name


def test_every_setting_is_documented():
    text = read("docs/admin.md")
    for name in Settings.model_fields:
        assert (f"GAPWATCH_{name.upper()}" if name != "discord_token" else "DISCORD_TOKEN") in text, name


def test_every_command_of_the_command_line_is_documented():
    text = read("docs/admin.md")
    for name in get_command(command_line).commands:
        assert f"gapwatch {name}" in text, name


def test_links_and_pictures_of_the_documents_exist():
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} → {target}"


def test_the_readme_names_the_two_commands_that_the_makefile_has():
    makefile = read("Makefile")
    for command in re.findall(r"^make (\w+)", read("README.md"), flags=re.MULTILINE):
        assert re.search(rf"^{command}:", makefile, flags=re.MULTILINE), command
    assert "make test" in read(".ci/run")
