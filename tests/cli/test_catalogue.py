"""``gapwatch catalogue``, as a person meets it, with the snapshot that is installed and no network."""

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app

pytestmark = pytest.mark.usefixtures("migrated")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the snapshot that is installed."""
    monkeypatch.setenv("GAPWATCH_CATALOGUE", "package")


def gapwatch(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_refresh_tells_how_much_of_the_catalogue_is_known():
    first = gapwatch("catalogue", "refresh")
    assert first.exit_code == 0, first.stderr
    assert "entries of makers" in first.stdout
    assert "0 ended" in first.stdout
    assert "was read before" in gapwatch("catalogue", "refresh").stdout


def test_show_tells_what_the_catalogue_says_of_a_model_with_its_day():
    shown = gapwatch("catalogue", "show", "gpt 4o")
    assert shown.exit_code == 0, shown.stderr
    assert "GPT-4o (gpt-4o, OpenAI; package" in shown.stdout
    assert "$2.50" in shown.stdout
    assert "catalogue, " in shown.stdout


def test_a_model_that_is_not_listed_is_a_sentence():
    result = gapwatch("catalogue", "show", "Northwind Zebra 9")
    assert result.exit_code == 1
    assert "no model that is surely “Northwind Zebra 9”" in result.stderr


def test_switched_off_it_says_how_to_switch_it_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GAPWATCH_CATALOGUE", "off")
    result = gapwatch("catalogue", "show", "GPT-4o")
    assert result.exit_code == 1
    assert "GAPWATCH_CATALOGUE" in result.stderr
