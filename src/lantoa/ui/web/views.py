"""The pages of the frame itself: accent sheet, gallery."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django_cotton.compiler_regex import CottonCompiler

from lantoa.ui import frames, registry
from lantoa.ui.frames import Link
from lantoa.ui.templatetags.lantoa_ui import icon_names


@require_safe
@cache_control(public=True, max_age=31536000, immutable=True)
def accent(request: HttpRequest, slug: str) -> HttpResponse:
    """One rule, the agency's colour; the address names the colour, so it may be kept for ever."""
    colour = frames.accent_of(slug)
    if not colour:
        raise Http404
    return HttpResponse(f":root {{ --accent: {colour}; }}\n", content_type="text/css; charset=utf-8")


def render_case(request: HttpRequest, case: registry.Case) -> str:
    """One case as HTML: its own template source with our tags, or a template file."""
    if case.template.endswith(".html"):
        return render_to_string(case.template, dict(case.context), request)
    source = CottonCompiler().process(case.template)
    return engines["django"].from_string(source).render(dict(case.context), request)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its named cases. Holds no data, so anybody may look."""
    groups: dict[str, list[tuple[registry.Case, str]]] = {}
    for case in registry.cases():
        groups.setdefault(case.component, []).append((case, render_case(request, case)))
    theme = request.GET.get("nen", "")
    facts = {
        "groups": groups.items(),
        "icons": sorted(icon_names()),
        "theme": {"sang": "light", "toi": "dark"}.get(theme, ""),
        "here": request.get_full_path(),
    }
    return render(request, "ui/gallery.html", facts)


@require_safe
def gallery_frame(request: HttpRequest) -> HttpResponse:
    """The desk around an empty page, with sample links: to look at the frame alone."""
    frame = frames.Frame(
        owner=frames.Owner("Sở Xây dựng", "", "oklch(45% .08 205)", "Thu Hiền"),
        groups=[
            [Link("Hôm nay", "#", "page")],
            [
                Link("Kế hoạch", "#"),
                Link("Sổ hoạt động", "#", count=4),
                Link("Tiến độ theo đơn vị và theo tháng", "#"),
            ],
            [Link("Quản trị", "#")],
        ],
        dock=[
            Link("Hôm nay", "#", "page", icon="home"),
            Link("Kế hoạch", "#", icon="plan"),
            Link("Ghi", "#", icon="plus"),
            Link("Sổ", "#", icon="book"),
        ],
        account=[Link("Tài khoản của tôi", "#"), Link("Ủy quyền khi vắng mặt", "#")],
        bell=Link("Thông báo", "#", count=3),
        accent_url=frames.accent_url("oklch(45% .08 205)"),
    )
    return render(request, "ui/gallery_frame.html", {"frame": frame})


@require_safe
def gallery_portal(request: HttpRequest) -> HttpResponse:
    """The public site around an empty page, with sample links."""
    masthead = frames.Masthead(
        name="Sở Xây dựng",
        parent="Ủy ban nhân dân tỉnh",
        accent="#0b5a66",
        nav=[Link("Thủ tục", "#"), Link("Tin tức", "#"), Link("Tiến độ kế hoạch", "#", "page")],
        languages=[
            Link("Tiếng Việt", "#", "true", lang="vi"),
            Link("ខ្មែរ", "#", lang="km"),
            Link("English", "#", lang="en"),
        ],
        address=["Số 1 đường Mẫu, tỉnh Mẫu", "Điện thoại: 0200 000 000"],
        responsible="Giám đốc Sở",
        links=[Link("Khả năng tiếp cận", "#"), Link("Sơ đồ trang", "#")],
    )
    return render(request, "ui/gallery_portal.html", {"masthead": masthead})
