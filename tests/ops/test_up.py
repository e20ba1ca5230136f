"""`lantoa up` as an administrator meets it: the real command, the real server, the real worker."""

from __future__ import annotations

import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from lantoa.ops import addresses
from tests.support.live import Installation, new_installation, remove
from tests.support.processes import alive, family, gone_within


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.fixture
def own(live_templates: Callable[[str], Installation], tmp_path: Path):
    installation = new_installation(tmp_path, "own", live_templates("empty"))
    yield installation
    remove(installation)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_request_to_stop_ends_every_process_and_exits_zero(own: Installation, sign: signal.Signals) -> None:
    own.start()
    assert own.process is not None
    pids = family(own.process.pid)
    assert len(pids) >= 3  # the server and its two web workers at least
    assert own.stop(sign) == 0
    assert alive(pids) == []


def test_kill_9_of_the_supervisor_leaves_no_orphan(own: Installation) -> None:
    own.start()
    assert own.process is not None
    pids = family(own.process.pid)
    own.stop(signal.SIGKILL)
    assert gone_within(pids, 15)


def test_a_killed_server_comes_back_on_the_same_address(own: Installation) -> None:
    own.start()
    assert own.process is not None
    before = family(own.process.pid)
    os.kill(before[0], signal.SIGKILL)
    assert gone_within(before[:1], 5)
    end = time.monotonic() + 20
    answer = 0
    while time.monotonic() < end and answer != 200:
        try:
            answer = status(f"{own.url}/suc-khoe/")
        except OSError:
            time.sleep(0.1)
    assert answer == 200


def test_a_busy_port_is_said_with_the_way_out(own: Installation) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = own.lantoa("up", "--port", str(port))
    assert done.returncode == 2
    assert f"Cổng {port} đang được chương trình khác dùng" in done.stderr
    assert "PORT=8123 make run" in done.stderr


def test_a_second_start_with_the_same_data_is_refused(own: Installation) -> None:
    own.start()
    done = own.lantoa("up", "--port", "0")
    assert done.returncode == 2
    assert "đang chạy với dữ liệu ở" in done.stderr


def test_the_demo_never_listens_beyond_this_machine(own: Installation) -> None:
    (own.home / "demo").write_text("")
    done = own.lantoa("up", "--host", "0.0.0.0", "--port", "0")
    assert done.returncode == 2
    assert "chỉ chạy ở 127.0.0.1" in done.stderr


def test_the_demo_never_has_a_public_name(own: Installation) -> None:
    (own.home / "demo").write_text("")
    own.environment["LANTOA_BASE_URL"] = "https://lantoa.example"
    done = own.lantoa("up", "--port", "0")
    assert done.returncode == 2
    assert "không có địa chỉ công khai" in done.stderr


def test_settle_leaves_other_commands_alone() -> None:
    assert addresses.settle(["doctor", "--port", "0"]) == ["doctor", "--port", "0"]


def test_settle_turns_port_zero_into_a_free_port_and_sets_the_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANTOA_LISTENING", "")
    settled = addresses.settle(["up", "--port=0", "--host", "127.0.0.1"])
    assert settled[:3] == ["up", "--host", "127.0.0.1"]
    assert int(settled[4]) > 1023
    assert os.environ["LANTOA_LISTENING"] == f"http://127.0.0.1:{settled[4]}"


@pytest.mark.parametrize("port", ["0", "8765"])
def test_an_address_of_another_machine_is_said_to_be_one(port: str) -> None:
    with pytest.raises(addresses.PortBusy, match=r"Máy này không có địa chỉ 192\.0\.2\.1"):
        addresses.settle(["up", "--host", "192.0.2.1", "--port", port])
