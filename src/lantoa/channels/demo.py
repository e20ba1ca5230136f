"""Codes of the demo: on counters and boards of a department and a ward, with two months of scans."""

from __future__ import annotations

from datetime import date, time, timedelta

from lantoa.channels import actions, counting
from lantoa.channels.actions import ChannelDraft, PlacementDraft, Target
from lantoa.channels.models import Placement
from lantoa.channels.targets import ADDRESS
from lantoa.channels.wording import INSTRUCTION
from lantoa.foundation import workdays
from lantoa.organisation import demo as organisation
from lantoa.organisation.access import Actor, actor_of_person
from lantoa.organisation.actions import give_role
from lantoa.organisation.drafts import MembershipDraft
from lantoa.organisation.models import Role
from lantoa.organisation.queries import places_of

PORTAL = "dichvucong.gov.vn"
EDITORS = {"sxd": "editor", "ward": "ward_chair"}

# agency, place, spot, large words, target, moment, scans on a busy hour
_CODES = (
    ("sxd", "Quầy 07", "mặt quầy", "Nộp hồ sơ trực tuyến, không phải xếp hàng", Target(ADDRESS, f"https://{PORTAL}/"), "huong-dan", 5),
    ("sxd", "Quầy 08", "mặt quầy", "Nộp hồ sơ trực tuyến, không phải xếp hàng", Target(ADDRESS, f"https://{PORTAL}/"), "huong-dan", 3),
    ("sxd", "Hội trường Sở", "màn hình chờ", "Sở Xây dựng trên cổng thông tin", Target("portal.page", "co-quan"), "cho", 1),
    ("ward", "Quầy 01", "mặt quầy", "Nộp hồ sơ trực tuyến tại nhà", Target(ADDRESS, f"https://{PORTAL}/"), "tiep-nhan", 4),
    ("ward", "Bảng tin khu vực chợ Vàm Tấn", "cạnh cổng số 2", "Tin của phường Vàm Tấn", Target("portal.page", "co-quan"), "", 2),
)  # fmt: skip
_RUSH = {7: 1, 8: 4, 9: 5, 10: 3, 13: 2, 14: 4, 15: 3, 16: 1}
DAYS = 60


def build(today: date) -> None:
    made = organisation.find()
    for agency, who in EDITORS.items():
        actor = actor_of_person(made.people[who], today)
        actions.add_host(made.agencies[agency], PORTAL, "Cổng Dịch vụ công quốc gia", actor=actor)
    for number, (agency, place, spot, title, target, moment, busy) in enumerate(_CODES):
        actor = actor_of_person(made.people[EDITORS[agency]], today)
        row = place_at(made, agency, place, PlacementDraft(
            title, target, spot=spot, instruction=INSTRUCTION,
            labels=(("channels.moment", moment),) if moment else (),
        ), actor=actor)  # fmt: skip
        scan(row, today, busy, number)
    open_newsletter(made, today)


QUIET = (time(21, 0), time(6, 0))
TOPICS = ("Thủ tục hành chính", "Dịch vụ công trực tuyến", "Kết quả cải cách hành chính")
SENDER = "coordinator"


def open_newsletter(made: organisation.Demo, today: date) -> None:
    """A newsletter of the department with its topics, and who may send it."""
    agency, keeper = made.agencies["sxd"], actor_of_person(made.people["administrator"], today)
    draft = ChannelDraft(
        "Bản tin Sở Xây dựng", {"sender_name": agency.legal_name, "reply_to": agency.email, "bounce_to": ""},
        quiet_from=QUIET[0], quiet_to=QUIET[1], most_for_one=3,
    )  # fmt: skip
    actions.open_channel(agency, "email", draft, actor=keeper)
    actions.limit_sending(agency, 2, actor=keeper)
    for name in TOPICS:
        actions.add_topic(agency, name, actor=actor_of_person(made.people[EDITORS["sxd"]], today))
    person = made.people[SENDER]
    role = MembershipDraft(person.pk, agency.pk, Role.SENDER, today, title="Người được phát tin")
    give_role(role, actor=keeper)


def place_at(
    made: organisation.Demo, agency: str, place: str, draft: PlacementDraft, *, actor: Actor
) -> Placement:
    """A code at a place of the demo, by its name."""
    where = next(row for row in places_of(made.agencies[agency]) if row.name == place)
    words = PlacementDraft(draft.title, draft.target, where.pk, draft.spot, draft.instruction, draft.labels)
    return actions.place_code(made.agencies[agency], words, actor=actor)


def scan(placement: Placement, today: date, busy: int, number: int) -> None:
    """Scans on working days, more in the morning; the same on each machine."""
    counts = {}
    for back in range(1, DAYS + 1):
        day = today - timedelta(days=back)
        if not workdays.is_working_day(day):
            continue
        for hour, rush in _RUSH.items():
            wave = (day.toordinal() * 7 + hour * 5 + number * 3) % 6
            if count := busy * rush * wave // 6:
                counts[placement.pk, day, hour] = count
    counting.write(counts)
