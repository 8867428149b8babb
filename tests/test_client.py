"""Errors reach a person as a sentence that says what to do; what nobody expected goes to the log."""

import logging

import pytest
from discord import app_commands

from bot.client import sentence_for
from bot.ledger.naming import UnknownName


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (UnknownName("model", "V9", ["V4"], "Look around."), ["V9", "Did you mean V4?"]),
        (UnknownName("model", "V9", [], "Look around."), ["V9", "Look around."]),
        (app_commands.MissingPermissions(["manage_guild"]), ["Manage Guild"]),
        (app_commands.NoPrivateMessage(), ["in a server only"]),
        (app_commands.CheckFailure("no"), ["Ask an admin"]),
        (
            app_commands.CommandOnCooldown(app_commands.Cooldown(5, 60), 12.2),
            ["5 times in 60 seconds", "in 13 seconds"],
        ),
    ],
)
def test_an_expected_error_says_what_to_do(error: Exception, says: list[str]):
    for words in says:
        assert words in sentence_for(error)


def test_an_unexpected_error_is_logged_with_its_trace_and_shows_nothing_of_it(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.ERROR):
        text = sentence_for(ZeroDivisionError("secret detail"))
    assert "secret" not in text
    assert "Try again" in text
    assert caplog.records[0].exc_info is not None


def test_names_in_an_error_mention_nobody():
    assert "@everyone" not in sentence_for(UnknownName("model", "@everyone", [], "Look around."))
