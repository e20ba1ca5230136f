"""Scripts that import one another stay together over an upgrade."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import override_settings

import lantoa
from lantoa.config.static_files import StaticFiles

STATIC = [
    path for path in Path(lantoa.__file__).parent.glob("*/static/**/*.js") if "from './" in path.read_text()
]


@pytest.mark.parametrize("path", STATIC, ids=lambda path: path.name)
def test_a_script_imports_modules_by_the_name_of_their_content(path, tmp_path):
    room = path.relative_to(Path(lantoa.__file__).parent).parts[0]
    source = path.parent
    paths = {}
    with override_settings(STATIC_ROOT=str(tmp_path)):
        storage = StaticFiles(location=str(tmp_path), base_url="/static/")
        for script in source.glob("*.js"):
            target = tmp_path / room / script.name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(script.read_bytes())
            paths[f"{room}/{script.name}"] = (
                storages["default"].__class__(str(tmp_path)),
                f"{room}/{script.name}",
            )
        done = {
            name: hashed
            for name, hashed, _ in storage.post_process(paths)
            if isinstance(hashed, str) and hashed.endswith(".js")
        }
        text = (tmp_path / done[f"{room}/{path.name}"]).read_text()

    imported = re.findall(r"from\s*[\"']([^\"']+)[\"']", text)
    assert imported
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", name) for name in imported)
