"""What people are shown at every address of the URLconf: the screens that must be within WCAG.

Which addresses there are comes from the examples of the access matrix, so a new address comes in with its example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from lantoa.config import errors
from lantoa.organisation import installation, lockout
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.demo import DEMO_PASSWORD
from lantoa.organisation.models import Account
from lantoa.procedures.actions import add_procedure
from lantoa.procedures.drafts import ProcedureDraft
from tests.organisation.test_roster import workbook
from tests.organisation.test_setup import ADMIN, AGENCY, OFFICER, people
from tests.plans.sheets import edited
from tests.support import crawl
from tests.support.screens import Screen, is_screen
from tests.support.url_matrix import ANONYMOUS, Example, Matrix, body_of

STRONGEST = (
    "coordinator",
    "head",
    "director",
    "administrator",
    "sxd_administrator",
    "ward_officer",
    "superior",
)
EMPTIEST = "former"
"""Somebody of whom there is nothing to show."""
SIGN_IN = "/tai-khoan/dang-nhap/"

Found = Iterator[Screen]


def by_examples(matrix: Matrix, examples: Mapping[str, tuple[Example, ...]]) -> Found:
    """Each address as the strongest of those who are shown a screen there, and as somebody who has nothing.

    What the address answers to an example's form, and to its own sent empty, is a screen of it, too.
    """
    for name, several in examples.items():
        for number, example in enumerate(several):
            if example.headers:
                continue  # a part, which is no page
            place = example.tried_in[0]
            path = matrix.paths[name, number, place]
            for who in _in_order(example, place):
                response = matrix.send(who, example, place, path)
                if response.status_code == 200 and not is_screen(response):
                    yield Screen(name, who, path, "")
                    break
                if not _has_page(response):
                    continue
                yield Screen(_name(name, example), who, path, body_of(response))
                if who != EMPTIEST:
                    sent = matrix.ask(who, "post", path, {"csrfmiddlewaretoken": "x"})  # as a browser does
                    if _has_page(sent) and example.method == "get":
                        yield Screen(name, who, path, body_of(sent))
                    break


def _name(name: str, example: Example) -> str:
    return name if example.method == "get" else f"{name}, gửi đi"


def _in_order(example: Example, place: str) -> list[str]:
    """Who has nothing first, when let in, then the strongest before the others."""
    everybody = [who for who in (*STRONGEST, *sorted(_all(example, place))) if who in _all(example, place)]
    ordered = list(dict.fromkeys(everybody))
    return sorted(ordered, key=lambda who: who != EMPTIEST)


def _all(example: Example, place: str) -> frozenset[str]:
    return example.to[place] if isinstance(example.to, Mapping) else example.to


def _has_page(response: Any) -> bool:
    """A screen, or a form that came back with what is wrong in it."""
    html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_screen(response) or (html and response.status_code == 422)


Way = Callable[[Matrix, Client], Any]


def _second_step(matrix: Matrix, client: Client) -> Any:
    mail = matrix.worlds["sxd"].cast.person("sxd_administrator").email
    return client.post(SIGN_IN, {"login": mail, "password": DEMO_PASSWORD}, follow=True)


def _invitation(matrix: Matrix, client: Client) -> Any:
    return client.get(matrix.paths["organisation_join", 0, "sxd"], follow=True)


def _first_password(matrix: Matrix, client: Client) -> Any:
    account = matrix.worlds["sxd"].cast.account("officer")
    account.set_unusable_password()
    account.save(update_fields=["password"])
    client.force_login(account)
    return client.get(reverse("account_set_password"))


def _locked_out(matrix: Matrix, client: Client) -> Any:
    mail = matrix.worlds["sxd"].cast.person("officer").email
    for _ in range(lockout.ACCOUNT_LIMIT):
        client.post(SIGN_IN, {"login": mail, "password": "sai-mat-khau"})
    return client.post(SIGN_IN, {"login": mail, "password": DEMO_PASSWORD})


def _sheet_preview(matrix: Matrix, client: Client) -> Any:
    client.force_login(matrix.worlds["sxd"].cast.account("coordinator"))
    export = client.get(matrix.paths["plans:export", 0, "sxd"], {"xuat": "xlsx"})
    sheet = b"".join(export.streaming_content) if export.streaming else export.content
    changed = edited(sheet, "Nội dung", 2, "Đăng tin bài và video")
    return client.post(
        matrix.paths["plans:exchange", 0, "sxd"], {"file": SimpleUploadedFile("nhiem-vu.xlsx", changed)}
    )


def _roster(name: str, unit: str) -> Way:
    def send(matrix: Matrix, client: Client) -> Any:
        client.force_login(matrix.worlds["sxd"].cast.account("administrator"))
        rows = workbook((name, "moi@botre.example", "", unit, "Chuyên viên", ""))
        file = SimpleUploadedFile("ds.xlsx", rows)
        return client.post(matrix.paths["organisation:roster", 0, "sxd"], {"file": file})

    return send


def _wrong_procedures(matrix: Matrix, client: Client) -> Any:
    client.force_login(matrix.worlds["sxd"].cast.account("coordinator"))
    file = SimpleUploadedFile("tt.csv", "Mã thủ tục,Tên thủ tục\n9,Một\n1.900999,\n1.900998,Hai\n".encode())
    sent = {"file": file, "synced_on": "08/09/2026"}
    return client.post(matrix.paths["procedures:import", 0, "sxd"], sent, follow=True)


def _dropped_procedures(matrix: Matrix, client: Client) -> Any:
    client.force_login(matrix.worlds["sxd"].cast.account("coordinator"))
    client.post(matrix.paths["procedures:drop_intake", 0, "sxd"])
    return client.get(matrix.paths["procedures:intake", 0, "sxd"])


def _several_procedures(matrix: Matrix, client: Client) -> Any:
    world = matrix.worlds["sxd"]
    for number in (1, 2):
        add_procedure(ProcedureDraft(f"1.90059{number}", "Cấp giấy phép"), world.agency, actor=SYSTEM)
    client.force_login(world.cast.account("coordinator"))
    return client.post(matrix.paths["procedures:replace", 0, "sxd"], {"successor": "giay phep", "day": ""})


def _refused_by_a_second_window(matrix: Matrix, client: Client) -> Any:
    careful = Client(enforce_csrf_checks=True)
    return careful.post(SIGN_IN, {"login": "ai-do@lantoa.example", "password": "sai-mat-khau"})


def _broken(matrix: Matrix, client: Client) -> Any:
    return errors.server_error(RequestFactory().get("/"))


def _not_there(who: str, path: str) -> Way:
    def ask(matrix: Matrix, client: Client) -> Any:
        return matrix.ask(who, "get", path, {})

    return ask


# Pages that need more than one request, or answer something else than 200; by the name of the address, when the page
# is the screen of one.
WAYS: dict[str, tuple[str, int, Way]] = {
    "nhập mã bước hai": ("mfa_authenticate", 200, _second_step),
    "mở lời mời": ("organisation_join", 200, _invitation),
    "đặt mật khẩu lần đầu": ("account_set_password", 200, _first_password),
    "tạm khóa": ("account_login", 200, _locked_out),
    "xem trước bảng tính": ("plans:exchange", 200, _sheet_preview),
    "xem trước danh sách": ("organisation:roster", 200, _roster("Lê Thị Mới", "Văn phòng Sở")),
    "danh sách có lỗi": ("organisation:roster", 422, _roster("", "Phòng Mới")),
    "tệp thủ tục có lỗi": ("procedures:intake", 200, _wrong_procedures),
    "tệp thủ tục đã bỏ": ("procedures:intake", 200, _dropped_procedures),
    "nhiều thủ tục khớp": ("procedures:replace", 422, _several_procedures),
    "không có, công khai": ("", 404, _not_there(ANONYMOUS, "/khong-co/")),
    "không có, bàn làm việc": ("", 404, _not_there("coordinator", "/ban-lam-viec/khong-co/")),
    "không được phép": ("", 403, _not_there("former", "/tai-khoan/dang-ky/")),
    "lỗi đăng nhập một lần": ("", 401, _not_there(ANONYMOUS, "/tai-khoan/mot-lan/loi/")),
    "phiên đã đổi": ("", 403, _refused_by_a_second_window),
    "yêu cầu không đọc được": (
        "",
        400,
        lambda matrix, client: errors.bad_request(_request_of(matrix, client)),
    ),
    "hệ thống gặp lỗi": ("", 500, _broken),
}


def _request_of(matrix: Matrix, client: Client) -> Any:
    client.force_login(matrix.worlds["sxd"].cast.account("coordinator"))
    return client.get("/ban-lam-viec/tro-giup/").wsgi_request


def by_other_ways(matrix: Matrix) -> Found:
    for title, (name, status, way) in WAYS.items():
        with transaction.atomic():
            response = way(matrix, Client(raise_request_exception=False))
            assert response.status_code == status, (title, response.status_code)
            chain = getattr(response, "redirect_chain", [])
            path = chain[-1][0] if chain else f"/{title.replace(' ', '-')}/"
            yield Screen(name or title, title, path, body_of(response))
            transaction.set_rollback(True)


def of_first_run(home: Path) -> Found:
    """Step by step in an empty database, each as it is met and as it comes back when sent empty."""
    steps: list[tuple[str, Mapping[str, Any]]] = [
        ("setup:agency", AGENCY),
        ("setup:people", people(OFFICER)),
        ("setup:administrator", ADMIN),
        ("setup:address", {"LANTOA_BASE_URL": "https://lantoa.botre.example"}),
    ]
    client = Client()
    with override_settings(HOME=home), transaction.atomic():
        client.get(installation.setup_path(installation.issue_setup_token()))
        for name, data in steps:
            path = reverse(name)
            for response in (client.get(path), client.post(path, {"LANTOA_BASE_URL": "?"}), client.get(path)):
                if _has_page(response):
                    yield Screen(name, "lần đầu", path, body_of(response))
            last = client.post(path, data)
        yield Screen("setup:address", "cài xong", path, body_of(last))
        transaction.set_rollback(True)


def of_demo() -> Found:
    """What the people of the demo meet who follow the links: screens with much on them."""
    for who in crawl.ROLES:
        client = Client(raise_request_exception=False)
        with transaction.atomic():
            if who:
                client.force_login(Account.objects.get(person__email=f"{who}@lantoa.example"))
            starts = crawl.STARTS if who else crawl.PUBLIC_STARTS
            for name, path, html in crawl.walk(starts, lambda path, client=client: _read(client, path)):  # type: ignore[misc]
                yield Screen(name, who or ANONYMOUS, path, html)
            transaction.set_rollback(True)


def _read(client: Client, path: str) -> tuple[str, str] | None:
    response = client.get(path, follow=True)
    assert response.status_code < 500, path
    if not is_screen(response):
        return None
    chain = getattr(response, "redirect_chain", [])
    end = urlsplit(chain[-1][0] if chain else path)
    return f"{end.path}?{end.query}" if end.query else end.path, body_of(response)
