"""Pages for when something went wrong: what happened, and the way on."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantoa.config import uploads


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "ui/error.html", {"title": title, "text": text, "code": status}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        "Không tìm thấy trang",
        "Địa chỉ này không có, đã đổi, hoặc không thuộc phạm vi của người xem.",
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, "Không được phép", "Việc này không thuộc quyền của tài khoản đang đăng nhập.")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _page(request, 400, "Yêu cầu không đọc được", "Quay lại trang trước, kiểm tra rồi gửi lại.")


def too_large(request: HttpRequest) -> HttpResponse:
    """413: how much may be sent at once, and the way on."""
    uploads.forget(request)
    if uploads.is_signed_in(request):
        text = (
            f"Một lần gửi nhận nhiều nhất {uploads.SIGNED_IN // uploads.MEGABYTE} MB tệp. Quay lại trang trước, "
            "bớt tệp hoặc chia thành nhiều lần gửi; nội dung đã nhập vẫn ở trên trang."
        )
    else:
        text = (
            f"Chưa đăng nhập, hoặc phiên đăng nhập đã hết, thì mỗi lần gửi nhận nhiều nhất "
            f"{uploads.STRANGER // uploads.MEGABYTE} MB. Đăng nhập lại ở một thẻ khác, rồi quay lại trang này và gửi lại."
        )
    return _page(request, 413, "Nội dung gửi lên quá lớn", text)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        403,
        "Phiên làm việc đã đổi",
        "Trang này mở từ trước lần đăng nhập gần nhất. Quay lại, tải lại trang rồi gửi lại; nội dung đã nhập vẫn ở trên trang.",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Stands without database, session or context processors."""
    from django.template.loader import get_template

    html = get_template("ui/error_500.html").template.source  # type: ignore[attr-defined]
    return HttpResponse(html, status=500)
