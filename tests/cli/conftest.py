"""Where the command line is run from in these tests."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to run in, and no setting from outside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.setenv("GAPWATCH_SECONDS_BETWEEN_POLLS_OF_A_HOST", "0")
    return tmp_path


@pytest.fixture
def migrated(home: Path, sqlite_template: Path) -> None:
    """An empty database in the folder, as `gapwatch migrate` makes it, in a hundredth of the time."""
    (home / "data").mkdir()
    shutil.copy(sqlite_template, home / "data" / "gapwatch.db")
