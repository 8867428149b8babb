"""Modals: each limit at its edge, N passes and N + 1 is refused with Discord's code."""

from typing import Any

import pytest

from bot.playground.validate_modals import check_modal
from tests.playground.payloads import BAD, CHOICES, LENGTH, assert_edge, button, label, modal, option, row

EDGES = {
    "title": (modal(label(), title="x" * 45), modal(label(), title="x" * 46), "title", BAD),
    "rows": (
        modal(*(label(str(number)) for number in range(5))),
        modal(*(label(str(number)) for number in range(6))),
        "components",
        BAD,
    ),
    "label": (modal({**label(), "label": "x" * 45}), modal({**label(), "label": "x" * 46}), "components.0.label", BAD),
    "value": (
        modal(label(value="x" * 4000)),
        modal(label(value="x" * 4001)),
        "components.0.component.value",
        LENGTH,
    ),
    "placeholder": (
        modal(label(placeholder="x" * 100)),
        modal(label(placeholder="x" * 101)),
        "components.0.component.placeholder",
        LENGTH,
    ),
    "custom ids apart": (
        modal(label("a"), label("b")),
        modal(label("a"), label("a")),
        "components.1.component.custom_id",
        "COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    "radio": (
        modal(
            {
                "type": 18,
                "label": "L",
                "component": {"type": 21, "custom_id": "r", "options": [option("a"), option("b")]},
            }
        ),
        modal({"type": 18, "label": "L", "component": {"type": 21, "custom_id": "r", "options": [option("a")]}}),
        "components.0.component.options",
        BAD,
    ),
    "no buttons": (modal(label()), modal(row(button())), "components.0.components.0.type", CHOICES),
}


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES.keys())
def test_the_edge_passes_and_one_beyond_is_refused(edge: tuple[Any, ...]) -> None:
    assert_edge(check_modal, *edge)
