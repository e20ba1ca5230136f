"""Fills an installation with pages that the search finds: run as a process of its own in its environment."""

from __future__ import annotations

import random
import sys

SUBJECTS = (
    "cấp giấy phép xây dựng", "đăng ký khai sinh", "cải cách hành chính", "hồ sơ đất đai", "nộp hồ sơ trực tuyến",
    "thu phí, lệ phí", "đối thoại với doanh nghiệp", "chuyển đổi số", "tiếp nhận và trả kết quả", "hộ tịch, chứng thực",
)  # fmt: skip


def main(size: int) -> None:
    import django

    django.setup()
    from django.db import transaction
    from wagtail.models import Page

    from lantoa.portal import indexing, pages, search_words
    from lantoa.portal.models import ArticlePage, Findable, SectionPage

    chance = random.Random(4)
    vocabulary = [
        "tổ",
        "chức",
        "cơ",
        "quan",
        "người",
        "dân",
        "phối",
        "hợp",
        "thực",
        "hiện",
        "kế",
        "hoạch",
        "tuyên",
        "truyền",
        "văn",
        "bản",
        "quy",
        "định",
        "thời",
        "hạn",
        "giải",
        "quyết",
    ]
    parent = SectionPage.objects.live().order_by("pk").first()
    home = pages.home_above(parent)
    assert parent is not None and home is not None
    first = ArticlePage(title="Bản tin số 0", slug="ban-tin-0", summary="x", body=[])
    parent.add_child(instance=first)
    base = Page.objects.get(pk=first.pk)
    step, content = Page.steplen, base.content_type_id
    with transaction.atomic():
        rows = []
        for number in range(1, size):
            path = base.path[:-step] + Page._int2str(Page._str2int(base.path[-step:]) + number).rjust(
                step, "0"
            )
            title = f"Bản tin số {number} về {chance.choice(SUBJECTS)}"
            rows.append(
                Page(
                    path=path, depth=base.depth, title=title, draft_title=title, slug=f"ban-tin-{number}", live=True,
                    url_path=f"{parent.url_path}ban-tin-{number}/", content_type_id=content, locale_id=base.locale_id,
                )
            )  # fmt: skip
        Page.objects.bulk_create(rows, batch_size=500)
        made = list(Page.objects.filter(path__startswith=parent.path, depth=base.depth).only("pk", "title"))
        findable = []
        for page in made:
            text = " ".join(
                f"{chance.choice(SUBJECTS)} {' '.join(chance.choices(vocabulary, k=14))}." for _ in range(12)
            )
            in_title = search_words.tokens(page.title)
            words = [*in_title, *search_words.tokens(text)]
            findable.append(
                Findable(
                    page_id=page.pk, agency_id=home.agency_id, kind="articlepage", title=page.title, text=text,
                    title_words=search_words.indexed(in_title), text_words=search_words.indexed(words),
                )
            )  # fmt: skip
            if page.pk % 50 == 0:
                indexing.learn(words)
        Findable.objects.bulk_create(findable, batch_size=500, ignore_conflicts=True)


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    main(int(sys.argv[1]))
