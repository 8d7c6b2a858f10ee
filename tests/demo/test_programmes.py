"""The demo's people live under each of its programmes, with data of its own."""

from pathlib import Path
from typing import Any

import pytest

from service.cli.demo import PROGRAMMES, demo_settings, of_programme
from service.demo.credentials import credentials
from service.demo.people import people
from service.demo.settle import settle
from service.opening import keys_of, open_context
from tests.serving import SECRET


@pytest.mark.parametrize("name", sorted(PROGRAMMES))
async def test_everybody_settles(
    mongo_url: str, database_name: str, tmp_path: Path, admin: Any, name: str
) -> None:
    settings = of_programme(
        demo_settings(
            {
                "SEEDBANK_MONGO_URL": mongo_url,
                "SEEDBANK_DATABASE": database_name,
                "SEEDBANK_SECRET": SECRET,
                "SEEDBANK_DATA_DIR": str(tmp_path),
            }
        ),
        name,
    )
    settings.data_dir.mkdir(exist_ok=True)
    try:
        async with open_context(settings, first=PROGRAMMES[name]) as context:
            assert await settle(context, keys_of(settings)) == len(people())
            made = await credentials(context, settings.data_dir)
            assert made.meadow_key
            assert context.programme().numbers.score.scheme.id == name
        assert admin[settings.database].completions.count_documents({}) > 0
    finally:
        if settings.database != database_name:
            admin.drop_database(settings.database)


def test_each_has_a_folder_and_a_database_of_its_own(tmp_path: Path) -> None:
    settings = demo_settings({"SEEDBANK_DATA_DIR": str(tmp_path)})
    assert of_programme(settings, "sesame") == settings
    points = of_programme(settings, "points")
    assert (points.data_dir, points.database) == (tmp_path / "points", "seedbank_demo_points")
