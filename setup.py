"""Only what pyproject.toml cannot say: a build compiles the message catalogues (.po → .mo) with Babel.

A bare machine has no gettext, so the compiled files are made here and never committed.
`python setup.py catalogues` does it alone, for `make setup` after an edit.
"""

from pathlib import Path

from setuptools import Command, setup
from setuptools.command.build_py import build_py


def compile_catalogues() -> None:
    """Writes each .mo whose .po is newer. Fuzzy entries are left out: an unsure translation is not shown."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in Path(__file__).parent.glob("src/lantoa/**/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parent.parent.name)
        with target.open("wb") as stream:
            write_mo(stream, catalogue)


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
