"""Only what pyproject.toml cannot say: a build compiles the message catalogues (.po → .mo) with Babel.

A bare machine has no gettext, so the compiled files are made here and never committed.
`python setup.py catalogues` does it alone, for `make setup` after an edit.
"""

import sys
from pathlib import Path

from setuptools import Command, setup
from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).parent / "src"))

from lantoa.ui.translations import compile_catalogues


class Catalogues(Command):
    description = "compile message catalogues"
    user_options: list[tuple[str, str, str]] = []

    def initialize_options(self) -> None:
        pass

    def finalize_options(self) -> None:
        pass

    def run(self) -> None:
        compile_catalogues()


class BuildPy(build_py):
    def run(self) -> None:
        compile_catalogues()
        super().run()


setup(cmdclass={"build_py": BuildPy, "catalogues": Catalogues})
