"""Where the servers listen: settled before anything heavy is loaded. Knows no Django.

The address feeds settings (unless LANTOA_BASE_URL names a public one), so the port must be known before they are
read; and a busy port is said at once instead of after the migrations.
"""

from __future__ import annotations

import errno
import os
import socket

from lantoa.foundation.text import whole

SERVING = ("up", "trial")
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000


class PortBusy(Exception):
    """Nobody can listen there: somebody does already, or it is no address of ours. The text names the way out."""


def settle(arguments: list[str]) -> list[str]:
    """The arguments of `lantoa` with a real port in them; others are returned unchanged.

    Port 0 becomes a free one. Sets LANTOA_LISTENING. Raises PortBusy.
    """
    if not arguments or arguments[0] not in SERVING or {"-h", "--help"} & set(arguments):
        return arguments
    host = _value(arguments, "--host") or DEFAULT_HOST
    raw = _value(arguments, "--port") or str(DEFAULT_PORT)
    given = whole(raw)
    if given is None or given > 65535:
        return arguments  # the command itself says what is wrong
    port = given or free_port(host)
    refuse_busy(host, port)
    shown = DEFAULT_HOST if host in {"0.0.0.0", "::"} else host  # noqa: S104 compared, not bound
    os.environ["LANTOA_LISTENING"] = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
    return [*_without(arguments, "--port"), "--port", str(port)]


def free_port(host: str) -> int:
    """Raises PortBusy when `host` is no address of this machine."""
    try:
        with _socket(host) as probe:
            probe.bind((host, 0))
            return int(probe.getsockname()[1])
    except OSError as error:
        raise _unreachable(host) from error


def refuse_busy(host: str, port: int) -> None:
    """Raises PortBusy when `port` cannot be listened on."""
    try:
        with _socket(host) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError as error:
        raise PortBusy(
            f"Không được phép mở cổng {port}. Dùng cổng từ 1024 trở lên: PORT=8123 make run (hoặc lantoa up --port 8123)."
        ) from error
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise _unreachable(host) from error
        raise PortBusy(
            f"Cổng {port} đang được chương trình khác dùng. Dừng chương trình đó hoặc chọn cổng khác: "
            "PORT=8123 make run (hoặc lantoa up --port 8123)."
        ) from error


def _unreachable(host: str) -> PortBusy:
    return PortBusy(f"Máy này không có địa chỉ {host}. Dùng --host 127.0.0.1, hoặc 0.0.0.0 cho mọi địa chỉ.")


def _socket(host: str) -> socket.socket:
    return socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)


def _value(arguments: list[str], option: str) -> str | None:
    for index, word in enumerate(arguments):
        if word == option:
            return arguments[index + 1] if index + 1 < len(arguments) else None
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None


def _without(arguments: list[str], option: str) -> list[str]:
    kept: list[str] = []
    skip = False
    for word in arguments:
        if skip:
            skip = False
        elif word == option:
            skip = True
        elif not word.startswith(f"{option}="):
            kept.append(word)
    return kept
