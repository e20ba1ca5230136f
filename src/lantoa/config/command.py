"""The `lantoa` command: every subcommand is a management command of a room."""

from __future__ import annotations

import gettext
import os
import sys
from importlib import import_module
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "ui" / "locale"
# Options that Django gives every command and that are for those who write it: accepted, not shown in --help.
NOT_SHOWN = ("version", "verbosity", "settings", "pythonpath", "traceback", "no-color", "force-color")


def main() -> None:
    """Runs `lantoa SUBCOMMAND …`. Exit code: 0 done, 1 refused or failed, 2 wrong usage, 130 by Ctrl-C."""
    # What is written under HOME (database, letters with one-time links, backups) is for nobody else on the machine.
    os.umask(0o027)
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Who read our words has gone (`lantoa … | head`); Python would say so again while it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """The exit code. What goes wrong is said in a sentence on standard error."""
    from lantoa.foundation.env import BadSetting
    from lantoa.ops import addresses

    _speak_vietnamese()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    asks_for_help = (
        not arguments or arguments[0] == "help" or bool({"-h", "--help", "--version"} & set(arguments))
    )
    if asks_for_help or (arguments[:2] == ["plans", "import"] and "--save" not in arguments):
        os.environ["LANTOA_DRY_RUN"] = "1"
    try:
        arguments = addresses.settle(arguments)
        sys.argv[1:] = arguments
        return _execute(arguments)
    except addresses.PortBusy as error:
        return _say(str(error), 2)
    except BadSetting as error:
        return _say(str(error), 1)


def _execute(arguments: list[str]) -> int:
    import django
    from django.core.management import BaseCommand, CommandError, execute_from_command_line
    from django.db import OperationalError

    BaseCommand.suppressed_base_arguments = {f"--{name}" for name in NOT_SHOWN}
    django.setup()
    if "--version" in arguments:
        from lantoa import __version__

        print(f"Lan Tỏa {__version__}")  # noqa: T201  what was asked for
        return 0
    if not arguments or arguments[0] in {"help", "-h", "--help"}:
        if len(arguments) < 2:
            print(overview())  # noqa: T201  what was asked for
            return 0
        arguments = [arguments[1], "--help"]
    if arguments[0] not in _commands():
        return _say(f"Không có lệnh “{arguments[0]}”. Xem các lệnh: lantoa --help", 2)
    try:
        # With --traceback Django hands a refusal over instead of printing it behind the name of its class.
        execute_from_command_line(["lantoa", arguments[0], "--traceback", *arguments[1:]])
    except CommandError as refusal:
        return _say(str(refusal), refusal.returncode)
    except OperationalError as error:
        reason = str(error).strip().partition("\n")[0]
        return _say(f"Không dùng được cơ sở dữ liệu ({reason}). Kiểm tra LANTOA_DATABASE_URL và đĩa.", 1)
    return 0


def _commands() -> dict[str, str]:
    """Every command with the app it belongs to: ours, and those of the libraries for who works on the code."""
    from django.core.management import get_commands

    return {name: str(getattr(app, "name", app)) for name, app in get_commands().items()}


def overview() -> str:
    """Our commands, each with its line."""
    ours = sorted(name for name, app in _commands().items() if app.startswith("lantoa."))
    width = max(map(len, ours))
    lines = [
        f"  {name:<{width}}  {import_module(f'{_commands()[name]}.management.commands.{name}').Command.help}"
        for name in ours
    ]
    return "\n".join(
        ["Cách dùng: lantoa LỆNH [tùy chọn]", "", *lines, "", "Tùy chọn của một lệnh: lantoa LỆNH --help"]
    )


def _speak_vietnamese() -> None:
    """The parser of command lines speaks by gettext's current catalogue, in the language of the environment."""
    os.environ.setdefault("LANGUAGE", "vi")
    gettext.bindtextdomain("argparse", str(LOCALE))
    gettext.textdomain("argparse")


def _say(words: str, code: int) -> int:
    sys.stderr.write(f"{words}\n")
    return code


if __name__ == "__main__":
    main()
