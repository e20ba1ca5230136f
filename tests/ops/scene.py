"""What people will send while the server is killed under them: prepared before the first blow, by the actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from lantoa.foundation import clock
from lantoa.ledger.actions import record_activity
from lantoa.ledger.drafts import ActivityDraft, Amount
from lantoa.organisation import demo as people
from lantoa.organisation.access import Actor, actor_of_person
from lantoa.organisation.models import Account
from lantoa.plans import actions as plans
from lantoa.plans import intake
from lantoa.plans.models import Plan
from tests.ops.shots import BigPlan, ConfirmTwenty, Device, DraftToPlan, Record, Sheet, Shot, TaskDone, Upload
from tests.plans.building import plan_draft, task_draft

PLAN = """SỞ XÂY DỰNG
Số: {number}
Cần Thơ, ngày 20 tháng 01 năm {year}
KẾ HOẠCH
Tuyên truyền cải cách hành chính năm {year}
I. NHIỆM VỤ
1. Đăng bài hướng dẫn nộp hồ sơ trực tuyến. Chủ trì: Văn phòng Sở. Thời gian: hàng tháng.
{more}
"""


def plan_text(number: str, tasks: int) -> str:
    lines = [
        f"{n}. Phát tờ gấp đợt {n} tại phường. Chủ trì: Văn phòng Sở. Thời gian: trước ngày 30/6/{year()}."
        for n in range(2, tasks + 1)
    ]
    return PLAN.format(number=number, year=year(), more="\n".join(lines))


def year() -> int:
    return clock.today().year


@dataclass
class Scene:
    """What people will send, each in order, prepared before the first blow."""

    queues: dict[str, list[Shot]] = field(default_factory=dict)

    @property
    def shots(self) -> list[Shot]:
        return [shot for queue in self.queues.values() for shot in queue]


def actor(key: str) -> Actor:
    """Somebody of the demo."""
    person = people.find().people[key]
    return actor_of_person(person, account_id=Account.objects.get(person=person).pk)


def issue(number: str, tasks: int) -> Plan:
    """A plan of so many tasks, all led by the office, due at the end of the year."""
    made = people.find()
    due, office = clock.today().replace(month=12, day=31), made.bodies["sxd.van_phong"]
    drafts = [task_draft(f"Việc {n}", lead_body_id=office.pk, end=due) for n in range(tasks)]
    document = plan_draft(
        *drafts, document_number=number, issued_on=clock.today(), year_from=year(), year_to=year()
    )
    return plans.issue_plan(document, made.agencies["sxd"], actor=actor("coordinator"))


def prepare() -> Scene:
    made = people.find()
    agency, office = made.agencies["sxd"], made.bodies["sxd.van_phong"]
    officer, coordinator = actor("officer"), actor("coordinator")
    tasks = list(issue("901/KH-SXD", 40).tasks.order_by("position"))
    for task in tasks[10:]:
        plans.ask_done(task, "Đã làm xong, gửi kèm báo cáo", actor=officer)
    records: list[Shot] = []
    for n in range(60):
        kind = (Record, Device, Record, Upload)[n % 4]
        if kind is Upload:
            waiting = _recorded(officer, agency.pk, office.pk, f"Chờ minh chứng {n}", submit=False)
            records.append(Upload(f"tải tệp {n}", waiting, n))
        else:
            records.append(kind(f"ghi {n}", n, office.pk, tasks[n % 10].pk))
    head: list[Shot] = []
    for n in range(6):
        twenty = [_recorded(officer, agency.pk, office.pk, f"Chờ xác nhận {n}.{m}") for m in range(20)]
        head += [
            ConfirmTwenty(f"xác nhận {n}", twenty),
            *(TaskDone(f"xong {n}.{m}", tasks[10 + n * 3 + m].pk) for m in range(3)),
        ]
    planning: list[Shot] = []
    for n in range(6):
        number = f"{910 + n}/KH-SXD"
        draft = intake.draft_from_text(plan_text(number, 12), agency, actor=coordinator)
        planning.append(DraftToPlan(number, draft.pk, tasks=12, occasions=12))
        other = issue(f"{930 + n}/KH-SXD", 12)
        planning.append(Sheet(f"Excel {n}", other.pk, office.pk, made.bodies["sxd.quan_ly"].name))
        data = plan_text(f"{950 + n}/KH-SXD", 10).encode() + b"\n" * (2 * 1024 * 1024)
        planning.append(BigPlan(f"ke-hoach-{n}", agency.pk, data))
    return Scene(
        {
            "chuyen-vien": records[::2],
            "chuyen-vien (hai)": records[1::2],
            "chanh-van-phong": head,
            "dau-moi": planning,
        }
    )


def _recorded(actor: Actor, agency: int, body: int, title: str, *, submit: bool = True) -> int:
    draft = ActivityDraft(
        kind="an-pham", title=title, day=clock.today(), agency_id=agency, body_id=body,
        amounts=(Amount("M07-1", Decimal(5)),),
    )  # fmt: skip
    return record_activity(draft, actor=actor, submit=submit).pk
