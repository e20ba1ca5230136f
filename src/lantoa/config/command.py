"""The `lantoa` command: every subcommand is a management command of a room."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Runs `lantoa SUBCOMMAND …`. Exit code: 0 done, 1 refused or failed, 2 wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    if sys.argv[1:3] == ["plans", "import"] and "--save" not in sys.argv:
        os.environ["LANTOA_DRY_RUN"] = "1"
    from lantoa.ops import addresses

    try:
        arguments = addresses.settle(sys.argv[1:])
    except addresses.PortBusy as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    sys.argv[1:] = arguments
    from django.core.management import execute_from_command_line

    from lantoa.foundation.env import BadSetting

    try:
        execute_from_command_line(["lantoa", *arguments])
    except BadSetting as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
