"""The composition root: a database is made where there is none, and opened only in the version that the code knows."""

from pathlib import Path

import pytest

from bot.app import open_app, prepare_database
from bot.config import Settings
from db.engine import DatabaseNotMigrated
from db.revision import head_revision


async def test_a_database_is_made_with_its_folder_and_left_alone_where_there_is_one(tmp_path: Path):
    settings = Settings(_env_file=None, data_dir=tmp_path / "not" / "there", catalogue="off")
    with pytest.raises(DatabaseNotMigrated):
        async with open_app(settings):
            pass
    assert await prepare_database(settings) == (None, head_revision())
    assert await prepare_database(settings) == (head_revision(), head_revision())
    async with open_app(settings) as app:
        assert app.settings is settings
