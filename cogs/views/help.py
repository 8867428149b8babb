"""Render what the bot can be asked, a topic at a time: all commands together are more than one message holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cogs.views.answers import Answer

ABOUT = (
    "Gapwatch reads AI news feeds and keeps every claim in them with the sentence it came from: who says what about "
    "which model, against what, and whether anybody else has measured it."
)
HOW_TO_READ = (
    "**How to read an answer** “maker’s word” is what a lab says of its own model; “third party” is somebody else's "
    "figure; “hedged” means that the text itself holds back. Numbers in brackets lead to the sources; the menu *Why?* "
    "shows the words behind a figure."
)
REST = "More"


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """A command as help names it. ``root`` is the group that it belongs to, or itself."""

    name: str
    root: str
    description: str

    @property
    def line(self) -> str:
        """``- `/compare models` Put models side by side``."""
        return f"- `{self.name}` {self.description}"


TOPICS: Mapping[str, tuple[str, ...]] = {
    "Ask and compare": ("ask", "compare", "gap", "efficiency", "Read claims", "help"),
    "Claims and standing": ("claims", "contested", "undisclosed", "why", "changed"),
    "Models and labs": ("model", "lab", "timeline", "price-history"),
    "News": ("latest", "search", "story", "digest", "watch"),
    "Feeds": ("feed",),
    "Corrections": ("claim", "audit"),
}
"""Each topic with the roots of its commands, in the order shown."""


def topic_of(command: Command) -> str:
    """The topic that a command is shown under."""
    return next((topic for topic, roots in TOPICS.items() if command.root in roots), REST)


def by_topic(commands: Iterable[Command]) -> dict[str, list[Command]]:
    """The topics that have commands, each with those."""
    found: dict[str, list[Command]] = {topic: [] for topic in (*TOPICS, REST)}
    for command in commands:
        found[topic_of(command)].append(command)
    return {topic: each for topic, each in found.items() if each}


def render_help(commands: Sequence[Command], topic: str | None) -> Answer:
    """One topic with what each of its commands does; without a topic, what there is."""
    topics = by_topic(commands)
    if topic in topics:
        lines = "\n".join(command.line for command in topics[topic])
        return Answer(texts=(f"### Gapwatch: {topic}", lines))
    lines = "\n".join(f"- **{name}** {' '.join(f'`{each.name}`' for each in held)}" for name, held in topics.items())
    return Answer(texts=("### Gapwatch", ABOUT, lines, HOW_TO_READ))
