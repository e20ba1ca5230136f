from __future__ import annotations

import pytest

from lantoa.jobs import registry
from tests.jobs.samples import HERE

registry.allow_module(HERE)


@pytest.fixture(autouse=True)
def results_in_a_folder_of_their_own(settings, tmp_path):
    settings.HOME = tmp_path
