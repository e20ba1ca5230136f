"""*Gói nội dung*: pages that go out at one moment or not at all, and what may come between."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Revision

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.ledger.models import Activity
from lantoa.notices.models import Notice
from lantoa.organisation.access import SYSTEM
from lantoa.portal import releasing, set_access, set_actions, standings, timing
from lantoa.portal.models import ContentCheck, ReleaseSet, SetPage
from tests.portal.building import article, photo, picture, publish
from tests.portal.sets import approve, ask, draft, fresh, release_set

pytestmark = pytest.mark.django_db


def live(*pages):
    return [fresh(page).live for page in pages]


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught, transaction.atomic():
        act(*args, **kwargs)
    return caught.value


def due(row):
    """As if its time had come."""
    ReleaseSet.objects.filter(pk=row.pk).update(release_at=clock.now() - timedelta(minutes=1))


def timed(cast, row):
    set_actions.time(row, clock.now() + timedelta(hours=1), actor=cast.actor("director"))
    due(row)


def test_from_an_empty_list_to_the_portal_and_down_again(cast):
    editor, director = cast.client("editor"), cast.client("director")
    empty = editor.get(reverse("sets:list")).text
    editor.post(reverse("sets:add"), {"name": "Ra mắt", "purpose": ""})
    row = ReleaseSet.objects.get()
    at = [row.pk]
    pages = [draft(cast, "Tin một"), draft(cast, "Tin hai")]
    editor.post(reverse("sets:add_pages", args=at), {"pages": [str(page.pk) for page in pages]})
    for page in pages:
        ask(cast, page)
        approve(cast, page)
    held = live(*pages)
    director.post(reverse("sets:release", args=at))
    out = live(*pages)
    public = Client().get(fresh(pages[1]).url).status_code
    sheet = editor.get(reverse("sets:list") + "?xuat=csv").getvalue().decode("utf-8-sig")
    unreasoned = director.post(reverse("sets:take_down", args=at), {"reason": ""}).status_code
    director.post(reverse("sets:take_down", args=at), {"reason": "Hết đợt"})

    assert "Chưa có gói nội dung nào" in empty
    assert (held, out) == ([False, False], [True, True])
    assert public == 200
    assert "Đã đăng" in sheet
    assert unreasoned == 422
    assert live(*pages) == [False, False]
    assert "Hết đợt" in editor.get(reverse("sets:set", args=at)).text
    assert Activity.objects.count() == 2
    assert set(Activity.objects.values_list("confirmed_by", flat=True)) == {cast.person("director").pk}
    verbs = set(Entry.objects.filter(target_id=str(row.pk)).values_list("verb", flat=True))
    assert {
        "portal.set_made", "portal.set_pages_added", "portal.set_released", "portal.set_taken_down"
    } <= verbs  # fmt: skip


def test_one_page_that_is_not_approved_keeps_all_of_them_in_and_is_named(cast):
    row, pages = release_set(cast, "Sẵn sàng")
    late = draft(cast, "Chưa duyệt")
    set_actions.add_pages(row, [late], actor=cast.actor("editor"))

    why = refused(set_actions.release, row, actor=cast.actor("director"))
    screen = cast.client("director").post(reverse("sets:release", args=[row.pk]))

    assert why.code == "not_ready"
    assert "“Chưa duyệt”: Chưa được duyệt" in why.message
    assert "Sẵn sàng" not in why.message
    assert screen.status_code == 422
    assert "Chưa duyệt" in screen.text
    assert live(*pages, late) == [False, False]
    assert not Activity.objects.exists()


def test_why_a_page_waits_is_said_of_each(cast):
    row, (edited, blocked, timed_itself, gone) = release_set(cast, "Sửa lại", "Thiếu", "Giờ riêng", "Xóa")
    edited.title = "Sửa lại lần nữa"
    edited.save_revision(user=cast.account("editor"))
    ContentCheck.objects.filter(page=blocked).update(blocks=True)
    written = timed_itself.latest_revision
    written.content["go_live_at"] = (clock.now() + timedelta(days=2)).isoformat()
    written.save(update_fields=["content"])
    gone.delete()
    asked = draft(cast, "Đang trình")
    set_actions.add_pages(row, [asked], actor=cast.actor("editor"))
    ask(cast, asked)

    why = [one.why for one in releasing.pages_of(row)]
    screen = cast.client("editor").get(reverse("sets:set", args=[row.pk])).text

    for said, expected in zip(
        why, ["Có bản sửa sau khi duyệt", "Kiểm tra nội dung", "giờ đăng riêng", "bị xóa", "chờ duyệt"],
        strict=True,
    ):  # fmt: skip
        assert expected in said
        assert said in screen


def test_the_release_checks_the_words_anew(cast):
    row, (page,) = release_set(cast, "Ảnh")
    shown = photo(picture(cast), alt="", consent="")
    page.body = [{"type": "photo", "value": shown}]
    page.save_revision(user=cast.account("editor"))
    ask(cast, page)
    approve(cast, page)
    ContentCheck.objects.update(blocks=False)

    why = refused(set_actions.release, row, actor=cast.actor("director"))

    assert "Kiểm tra nội dung còn chỗ phải sửa" in why.message


def test_a_new_draft_of_an_approved_page_needs_approval_again(cast):
    row, (page,) = release_set(cast, "Bài")
    page.title = "Bài đã sửa"
    page.save_revision(user=cast.account("editor"))
    before = refused(set_actions.release, row, actor=cast.actor("director")).code
    ask(cast, page)
    approve(cast, page)

    set_actions.release(row, actor=cast.actor("director"))

    assert before == "not_ready"
    assert fresh(page).title == "Bài đã sửa"
    assert live(page) == [True]


def test_a_page_is_in_one_open_set_only_the_database_says_so_too(cast):
    _, (page,) = release_set(cast, "Bài")
    other = set_actions.make(cast.sxd, "Gói khác", actor=cast.actor("editor"))

    why = refused(set_actions.add_pages, other, [page], actor=cast.actor("editor"))

    assert (why.code, "Ra mắt" in why.message) == ("held", True)
    with pytest.raises(IntegrityError), transaction.atomic():
        SetPage.objects.create(set=other, page=page, title="x", added_at=clock.now())


def test_at_its_time_the_job_puts_it_up_once_and_the_ledger_names_who_approved(cast):
    row, pages = release_set(cast, "Một", "Hai")
    timed(cast, row)

    done = [set_actions.release_due(actor=SYSTEM) for _ in range(2)]

    assert done == [1, 0]
    assert live(*pages) == [True, True]
    row.refresh_from_db()
    assert (row.state, row.released_by, row.release_at) == ("released", cast.person("director"), None)
    assert set(Activity.objects.values_list("confirmed_by", flat=True)) == {cast.person("director").pk}


def test_at_its_time_with_a_page_unready_maker_and_approver_are_told_once(cast):
    row, pages = release_set(cast, "Một", "Hai")
    timed(cast, row)
    pages[0].save_revision(user=cast.account("editor"))

    done = [set_actions.release_due(actor=SYSTEM) for _ in range(2)]

    row.refresh_from_db()
    assert done == [0, 0]
    assert live(*pages) == [False, False]
    assert (row.state, row.release_at) == ("open", None)
    assert "“Một”" in row.failed_why
    told = Notice.objects.filter(kind=set_actions.FAILED)
    assert set(told.values_list("person", flat=True)) == {
        cast.person("editor").pk, cast.person("director").pk
    }  # fmt: skip
    assert told.count() == 2
    assert "Một" in cast.client("editor").get(reverse("sets:set", args=[row.pk])).text


def test_a_job_killed_in_the_middle_leaves_nothing_out_and_the_next_finishes(cast, monkeypatch):
    row, pages = release_set(cast, "Một", "Hai")
    timed(cast, row)
    real, calls = Revision.publish, []

    def dies(self, *args, **kwargs):
        calls.append(self)
        if len(calls) == 2:
            raise SystemExit
        return real(self, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(Revision, "publish", dies)
        with pytest.raises(SystemExit), transaction.atomic():
            set_actions.release_due(actor=SYSTEM)
    after = live(*pages)

    assert after == [False, False]
    assert not Activity.objects.exists()
    assert set_actions.release_due(actor=SYSTEM) == 1
    assert live(*pages) == [True, True]


def test_what_breaks_unforeseen_is_tried_for_an_hour_then_told(cast, monkeypatch):
    row, pages = release_set(cast, "Một")
    timed(cast, row)

    def breaks(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(Revision, "publish", breaks)
    set_actions.release_due(actor=SYSTEM)
    still = ReleaseSet.objects.get().release_at
    ReleaseSet.objects.update(release_at=clock.now() - timedelta(hours=2))
    set_actions.release_due(actor=SYSTEM)

    assert still is not None
    assert ReleaseSet.objects.get().release_at is None
    assert Notice.objects.filter(kind=set_actions.FAILED).count() == 2
    assert live(*pages) == [False]


def test_a_page_with_a_time_of_its_own_does_not_slip_out_by_the_other_job(cast):
    row, (page,) = release_set(cast, "Một", approved=False)
    page.go_live_at = clock.now() + timedelta(hours=1)
    page.save_revision(user=cast.account("editor"))
    ask(cast, page)
    approve(cast, page)

    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert timing.publish_due() == 0
    assert refused(set_actions.release, row, actor=cast.actor("director")).code == "not_ready"


def test_taking_down_leaves_what_was_on_the_portal_before(cast):
    row, (new,) = release_set(cast, "Mới")
    old = fresh(publish(cast, article(title="Cũ", live=False)))
    old.title = "Cũ, bản mới"
    old.save_revision(user=cast.account("editor"))
    set_actions.add_pages(row, [old], actor=cast.actor("editor"))
    ask(cast, old)
    approve(cast, old)
    held = fresh(old).title
    set_actions.release(row, actor=cast.actor("director"))
    out = fresh(old).title
    screen = cast.client("director").get(reverse("sets:take_down", args=[row.pk])).text

    set_actions.take_down(row, "Hết đợt", actor=cast.actor("director"))

    assert (held, out) == ("Cũ", "Cũ, bản mới")
    assert "Vẫn ở trên cổng" in screen
    assert live(new, old) == [False, True]


def test_what_another_set_put_up_since_stays(cast):
    row, (page,) = release_set(cast, "Bài")
    director = cast.actor("director")
    set_actions.release(row, actor=director)
    fresh(page).unpublish()
    other = set_actions.make(cast.sxd, "Gói sau", actor=director)
    set_actions.add_pages(other, [fresh(page)], actor=director)
    set_actions.release(other, actor=director)

    set_actions.take_down(row, "Hết đợt", actor=director)

    assert live(page) == [True]


def test_who_may_not_publish_may_fill_but_not_put_up_and_the_next_agency_sees_nothing(cast):
    row, _ = release_set(cast, "Bài")
    editor, next_door = cast.client("editor"), cast.client("ward_chair")
    names = ["set", "change", "add_pages", "release", "time", "untime", "take_down", "drop"]

    answers = {name: editor.get(reverse(f"sets:{name}", args=[row.pk])).status_code for name in names}
    foreign = {next_door.get(reverse(f"sets:{name}", args=[row.pk])).status_code for name in names}

    assert {name for name, code in answers.items() if code == 404} == {
        "release",
        "time",
        "untime",
        "take_down",
    }
    assert foreign == {404}
    assert refused(set_actions.release, row, actor=cast.actor("editor")).code == "forbidden"
    assert refused(set_actions.add_pages, row, [], actor=cast.actor("ward_chair")).code == "forbidden"
    with pytest.raises(NotVisible):
        set_access.get_set(cast.actor("outsider"), row.pk)
    theirs = draft(cast, "Của phường", who="ward_chair", agency="ward")
    assert refused(set_actions.add_pages, row, [theirs], actor=cast.actor("editor")).code == "no_page"


def test_whoever_saw_an_older_list_is_told_before_it_goes_out(cast):
    row, (page,) = release_set(cast, "Một")
    director = cast.client("director")
    opened = director.get(reverse("sets:release", args=[row.pk]))
    set_actions.add_pages(row, [draft(cast, "Thêm sau")], actor=cast.actor("editor"))

    answer = director.post(reverse("sets:release", args=[row.pk]), {"phien_ban": opened.context["edition"]})

    assert answer.status_code == 422
    assert "Đã có người sửa" in answer.text
    assert live(page) == [False]


def test_a_timed_set_is_not_changed_until_its_time_is_taken_away(cast):
    row, (page,) = release_set(cast, "Một")
    director = cast.client("director")
    tomorrow = clock.today() + timedelta(days=1)
    past = director.post(
        reverse("sets:time", args=[row.pk]), {"day": f"{clock.today():%d/%m/%Y}", "hour": "00:00"}
    )
    director.post(reverse("sets:time", args=[row.pk]), {"day": f"{tomorrow:%d/%m/%Y}", "hour": "08:00"})
    one = row.rows.get()

    assert past.status_code == 422
    assert refused(set_actions.remove_page, one, actor=cast.actor("editor")).code == "timed"
    director.post(reverse("sets:untime", args=[row.pk]))
    editor = cast.client("editor")
    editor.post(reverse("sets:remove_page", args=[row.pk, one.pk]))
    assert not row.rows.exists()
    assert live(page) == [False]


def test_a_dropped_set_lets_its_pages_go_and_is_released_no_more(cast):
    row, (page,) = release_set(cast, "Một")

    cast.client("editor").post(reverse("sets:drop", args=[row.pk]), {"reason": "Hoãn"})

    assert refused(set_actions.release, row, actor=cast.actor("director")).code == "ended"
    other = set_actions.make(cast.sxd, "Gói khác", actor=cast.actor("editor"))
    assert set_actions.add_pages(other, [page], actor=cast.actor("editor"))


def test_the_list_of_pages_says_that_an_approved_page_waits_for_its_set(cast):
    _, (page,) = release_set(cast, "Một")

    shown = standings.page_for(cast.actor("editor"), page.pk)
    screen = cast.client("editor").get(reverse("editorial:page", args=[page.pk])).text

    assert shown.state == standings.HELD
    assert "Ra mắt" in screen


def test_the_screens_ask_as_much_of_three_as_of_one(cast):
    first, _ = release_set(cast, "Một")
    second, _ = release_set(cast, "Hai", "Ba", "Bốn")
    client = cast.client("director")

    def asked(path):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    one = asked(reverse("sets:list") + "?tu_khoa=khong+co")
    assert asked(reverse("sets:set", args=[first.pk])) == asked(reverse("sets:set", args=[second.pk]))
    before = asked(reverse("sets:list"))
    release_set(cast)
    assert asked(reverse("sets:list")) == before
    assert one <= before
