"""Components of messages: each limit at its edge, N passes and N + 1 is refused with Discord's code."""

from typing import Any

import pytest

from bot.playground.validate_messages import check_new_message
from tests.playground.payloads import (
    BAD,
    CHOICES,
    LENGTH,
    MISSING,
    assert_edge,
    button,
    container,
    link,
    option,
    picture,
    row,
    section,
    select,
    text,
    v2,
)


def rows_of_text(count: int) -> dict[str, Any]:
    return v2(*(text() for _ in range(count)))


EDGES = {
    "rows": (
        {"components": [row(button(str(number))) for number in range(5)]},
        {"components": [row(button(str(number))) for number in range(6)]},
        "components",
        LENGTH,
    ),
    "old message without rows": (
        {"components": [row(button())]},
        {"components": [text()]},
        "components.0.type",
        CHOICES,
    ),
    "buttons in a row": (
        v2(row(*(button(str(number)) for number in range(5)))),
        v2(row(*(button(str(number)) for number in range(6)))),
        "components.0.components",
        BAD,
    ),
    "empty row": (v2(row(button())), v2(row()), "components.0.components", BAD),
    "a select alone": (
        v2(row(select())),
        v2(row(select(), button())),
        "components.0.components",
        "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
    ),
    "button label": (
        v2(row(button(label="x" * 80))),
        v2(row(button(label="x" * 81))),
        "components.0.components.0.label",
        LENGTH,
    ),
    "button without face": (
        v2(row(button(label=None, emoji={"name": "👍"}))),
        v2(row(button(label=None))),
        "components.0.components.0.label",
        MISSING,
    ),
    "button emoji": (
        v2(row(button(emoji={"name": "📈"}))),
        v2(row(button(emoji={"name": "chart"}))),
        "components.0.components.0.emoji.name",
        "COMPONENT_INVALID_EMOJI",
    ),
    "custom id": (
        v2(row(button("x" * 100))),
        v2(row(button("x" * 101))),
        "components.0.components.0.custom_id",
        BAD,
    ),
    "custom id at all": (v2(row(button())), v2(row(button(""))), "components.0.components.0.custom_id", BAD),
    "custom ids apart": (
        v2(row(button("a"), button("b"))),
        v2(row(button("a")), row(select(custom_id="a"))),
        "components.1.components.0.custom_id",
        "COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    "component ids apart": (
        v2(text(id=1), text(id=2)),
        v2(text(id=1), text(id=1)),
        "components.1.id",
        "COMPONENT_ID_DUPLICATED",
    ),
    "link": (v2(row(link())), v2(row(link(url=None))), "components.0.components.0.url", MISSING),
    "link with custom id": (
        v2(row(link())),
        v2(row(link(custom_id="x"))),
        "components.0.components.0.custom_id",
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
    ),
    "button with address": (
        v2(row(button())),
        v2(row(button(url="https://example.org"))),
        "components.0.components.0.url",
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
    ),
    "button style": (v2(row(button(style=4))), v2(row(button(style=7))), "components.0.components.0.style", CHOICES),
    "options": (v2(row(select(25))), v2(row(select(26))), "components.0.components.0.options", BAD),
    "no options": (v2(row(select(1))), v2(row(select(0))), "components.0.components.0.options", BAD),
    "option label": (
        v2(row(select(options=[option(label="x" * 100)]))),
        v2(row(select(options=[option(label="x" * 101)]))),
        "components.0.components.0.options.0.label",
        BAD,
    ),
    "option value": (
        v2(row(select(options=[option("x" * 100)]))),
        v2(row(select(options=[option("x" * 101)]))),
        "components.0.components.0.options.0.value",
        BAD,
    ),
    "option description": (
        v2(row(select(options=[option(description="x" * 100)]))),
        v2(row(select(options=[option(description="x" * 101)]))),
        "components.0.components.0.options.0.description",
        LENGTH,
    ),
    "option values apart": (
        v2(row(select(options=[option("a"), option("b")]))),
        v2(row(select(options=[option("a"), option("a")]))),
        "components.0.components.0.options.1.value",
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ),
    "defaults": (
        v2(row(select(options=[option("a", default=True), option("b")]))),
        v2(row(select(options=[option("a", default=True), option("b", default=True)]))),
        "components.0.components.0.options",
        "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
    ),
    "placeholder": (
        v2(row(select(placeholder="x" * 150))),
        v2(row(select(placeholder="x" * 151))),
        "components.0.components.0.placeholder",
        LENGTH,
    ),
    "max values": (
        v2(row(select(25, max_values=25))),
        v2(row(select(25, max_values=26))),
        "components.0.components.0.max_values",
        "SELECT_COMPONENT_MAX_VALUE_TOO_LARGE",
    ),
    "more values than options": (
        v2(row(select(3, max_values=3))),
        v2(row(select(3, max_values=4))),
        "components.0.components.0.max_values",
        "SELECT_COMPONENT_MAX_VALUE_TOO_LARGE",
    ),
    "min above max": (
        v2(row(select(3, min_values=2, max_values=2))),
        v2(row(select(3, min_values=3, max_values=2))),
        "components.0.components.0.min_values",
        "SELECT_COMPONENT_MIN_VALUE_TOO_LARGE",
    ),
    "text": (v2(text("x" * 4000)), v2(text("x" * 4001)), "components.0.content", BAD),
    "no text": (v2(text("x")), v2(text("")), "components.0.content", BAD),
    "text in all": (
        v2(text("x" * 2000), container(text("x" * 2000))),
        v2(text("x" * 2000), container(text("x" * 2001))),
        "components",
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    ),
    "components at the top": (
        rows_of_text(40),
        rows_of_text(41),
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    "components in all": (
        v2(container(*(text() for _ in range(39)))),
        v2(text(), container(*(text() for _ in range(39)))),
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    "an accessory counts": (
        v2(section(), *(text() for _ in range(37))),
        v2(section(), *(text() for _ in range(38))),
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    "section": (v2(section(3)), v2(section(4)), "components.0.components", BAD),
    "section's accessory": (v2(section()), v2(section(accessory=None)), "components.0.accessory", MISSING),
    "section's accessory type": (
        v2(section(accessory={"type": 11, **picture()})),
        v2(section(accessory=select())),
        "components.0.accessory.type",
        CHOICES,
    ),
    "gallery": (
        v2({"type": 12, "items": [picture()] * 10}),
        v2({"type": 12, "items": [picture()] * 11}),
        "components.0.items",
        BAD,
    ),
    "picture's address": (
        v2({"type": 12, "items": [picture()]}),
        v2({"type": 12, "items": [picture("ftp://example.org/a.png")]}),
        "components.0.items.0.media.url",
        "URL_TYPE_INVALID_SCHEME",
    ),
    "nested containers": (
        v2(container(text())),
        v2(container(container(text()))),
        "components.0.components.0.type",
        CHOICES,
    ),
    "accent": (
        v2({**container(text()), "accent_color": 0xFFFFFF}),
        v2({**container(text()), "accent_color": 0x1000000}),
        "components.0.accent_color",
        "NUMBER_TYPE_MAX",
    ),
    "separator": (
        v2({"type": 14, "spacing": 2}),
        v2({"type": 14, "spacing": 3}),
        "components.0.spacing",
        CHOICES,
    ),
}


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES.keys())
def test_the_edge_passes_and_one_beyond_is_refused(edge: tuple[Any, ...]) -> None:
    assert_edge(check_new_message, *edge)
