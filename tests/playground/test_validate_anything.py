"""Whatever JSON a bot sends, a validator names its faults and does not fall over."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.playground.validate_commands import OptionKind, check_choices, check_command, check_commands
from bot.playground.validate_messages import check_edit, check_new_message
from bot.playground.validate_modals import check_modal
from tests.playground.payloads import BEFORE, V2, label, modal

KEYS = st.sampled_from(
    ["type", "components", "content", "custom_id", "options", "accessory", "media", "items", "url", "label", "value",
     "embeds", "fields", "name", "flags", "component", "attachments", "id", "allowed_mentions", "parse", "users",
     "choices", "description", "min_values", "max_values", "nonce", "style", "emoji", "file", "default", "required",
     "default_member_permissions", "contexts"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 25) | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)


@given(data=JSON)
def test_no_json_whatever_makes_a_validator_fall_over(data: Any) -> None:
    everywhere = [
        check_new_message(data),
        check_new_message({"flags": V2, "components": data}),
        check_edit(data, BEFORE),
        check_command(data),
        check_commands(data),
        check_commands([data]),
        check_modal(data),
        check_modal(modal(label(), components=data)),
        check_choices(data, OptionKind.NUMBER),
    ]
    assert all(error.code for errors in everywhere for error in errors)
