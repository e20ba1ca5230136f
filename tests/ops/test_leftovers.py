"""What a killed server left of uploads is swept, and what is being read now is not."""

import os
import time

import pytest

from lantoa.ops import leftovers


@pytest.fixture
def folder(tmp_path, settings):
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    settings.UPLOADS_ROOT.mkdir()
    return settings.UPLOADS_ROOT


def put(folder, name, hours_old):
    path = folder / name
    path.write_bytes(b"x")
    then = time.time() - hours_old * 3600
    os.utime(path, (then, then))
    return path


def test_the_hourly_sweep_takes_what_no_upload_can_still_be_writing(folder):
    old, young = put(folder, "upload-old", leftovers.OLD_HOURS + 1), put(folder, "upload-young", 0.5)

    assert leftovers.sweep() == 1

    assert not old.exists()
    assert young.exists()


def test_without_a_folder_there_is_nothing_to_sweep(tmp_path, settings):
    settings.UPLOADS_ROOT = tmp_path / "none"

    assert leftovers.sweep(older_than_hours=0) == 0
