"""Settings in different words, taken apart."""

import pytest

from bot.ledger.conditions import UNSAID, condition_of, homes


@pytest.mark.parametrize(
    ("setting", "aspects"),
    [
        (None, {}),
        ("", {}),
        ("1M-token context", {"context": "1000000"}),
        ("at a context of one million tokens", {"context": "1000000"}),
        ("128K tokens", {"context": "128000"}),
        ("with tools", {"tools": "with"}),
        ("no tools", {"tools": "without"}),
        ("without any tools, high effort", {"tools": "without", "effort": "high"}),
        ("highest reasoning effort", {"effort": "max"}),
        ("reasoning effort: xhigh", {"effort": "xhigh"}),
        ("5-shot", {"shots": "5"}),
        ("zero-shot", {"shots": "0"}),
        ("pass@1", {"attempts": "pass@1"}),
        ("best of 8", {"attempts": "best@8"}),
        ("thinking", {"thinking": "with"}),
        ("non-thinking mode", {"thinking": "without"}),
        ("mini-SWE-agent", {"harness": "minisweagent"}),
        ("8K tokens in and 64K out", {"harness": "8k64kout"}),
    ],
)
def test_a_setting_is_taken_apart(setting: str | None, aspects: dict[str, str]):
    assert dict(condition_of(setting)) == aspects


def test_what_was_left_out_is_understood_where_only_one_thing_was_said():
    tools, effort = condition_of("with tools"), condition_of("high effort")
    both = condition_of("high effort, with tools")
    assert homes([UNSAID, tools, both]) == {UNSAID: both, tools: both, both: both}
    assert homes([UNSAID, tools, effort]) == {UNSAID: UNSAID, tools: tools, effort: effort}
