"""The first run from a terminal, and the door that `lantoa up` opens for the first run in a browser."""

from __future__ import annotations

import re
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ops.test_up import status
from tests.support.live import Installation, new_installation, remove

GIVEN = {
    "--name": "Ủy ban nhân dân xã Bờ Tre",
    "--short-name": "UBND xã Bờ Tre",
    "--code": "UBND-BT",
    "--admin-name": "Lý Thị Mơ",
    "--admin-email": "Mo@bo-tre.example",
}
PASSWORD = "một câu dài để nhớ"


@pytest.fixture
def empty(live_templates: Callable[[str], Installation], tmp_path: Path) -> Iterator[Installation]:
    installation = new_installation(tmp_path, "empty", live_templates("empty"))
    yield installation
    remove(installation)


def init(
    place: Installation, *more: str, password: str = PASSWORD, without: str = ""
) -> subprocess.CompletedProcess[str]:
    given = [word for name, value in GIVEN.items() if name != without for word in (name, value)]
    return place.lantoa("init", *given, "--password-stdin", *more, stdin=f"{password}\n")


def test_an_agency_with_its_people_gets_in_by_one_command(empty: Installation, tmp_path: Path) -> None:
    people = tmp_path / "nguoi.csv"
    people.write_text("Họ và tên,Thư điện tử,Vai trò\nTrần Văn Lúa,lua@bo-tre.example,đầu mối\n")
    done = init(empty, "--people", str(people))
    assert done.returncode == 0, done.stderr
    assert "Đã cài đặt Ủy ban nhân dân xã Bờ Tre: 0 đơn vị, 1 người." in done.stdout
    assert "đăng nhập bằng mo@bo-tre.example" in done.stdout
    again = init(empty)
    assert again.returncode == 1
    assert "Hệ thống đã cài đặt" in again.stderr


def test_what_is_missing_is_named(empty: Installation) -> None:
    done = init(empty, without="--code")
    assert done.returncode == 2
    assert "Thiếu --code." in done.stderr


def test_a_weak_password_writes_nothing(empty: Installation) -> None:
    done = init(empty, password="1234567890")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert init(empty).returncode == 0


def test_a_list_with_errors_is_told_row_by_row_and_writes_nothing(
    empty: Installation, tmp_path: Path
) -> None:
    people = tmp_path / "nguoi.csv"
    people.write_text(
        "Họ và tên,Thư điện tử,Đơn vị,Vai trò\nTrần Văn Lúa,không phải thư,Văn phòng,chuyên viên\n"
    )
    done = init(empty, "--people", str(people))
    assert done.returncode == 1
    assert "Chưa có gì được ghi." in done.stderr
    assert init(empty).returncode == 0


def test_up_prints_a_one_time_address_until_somebody_can_sign_in(empty: Installation) -> None:
    empty.start()
    found = re.search(r"(http://\S+/cai-dat/\?ma=\S+)", empty.wait_for("cai-dat"))
    assert found is not None
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(found[1], timeout=10) as page:
        assert "Tên đầy đủ của cơ quan" in page.read().decode()
    assert status(f"{empty.url}/cai-dat/") == 404
    empty.stop()
    assert init(empty).returncode == 0
    empty.start()
    assert "cai-dat" not in empty.printed()
    assert status(found[1].replace(found[1].partition("/cai-dat")[0], empty.url)) == 404
