"""How to reach every address of the plans, and who may: a plan and a draft in each place.

The text of an issued plan is for the whole agency; how its unit carries it out is the unit's. The first task is led by one unit and names one person of it; its second comes back every quarter; its third,
of the same unit, waits for its end to be confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from lantoa.foundation import clock
from lantoa.ledger.models import Activity
from lantoa.ledger.registry import towards_handler
from lantoa.plans import actions, intake
from lantoa.plans.drafts import CitationDraft, PlanDraft, TaskDraft
from lantoa.plans.models import Draft, Plan, Task
from tests.ledger.url_examples import entry
from tests.support.url_matrix import ANYONE, NOBODY, READERS, SIGNED_IN, Example, World

# Who issues, who is named on the task, and the unit that leads it.
HANDS = {
    "sxd": ("coordinator", "officer", "sxd.van_phong"),
    "ward": ("ward_officer", "ward_officer", "ward.van_hoa"),
    "snv": ("snv_coordinator", "outsider", "snv.cong_chuc"),
}
Who = dict[str, frozenset[str]]

READS_PLAN: Who = READERS["agency"]
SEES_TASK: Who = READERS["unit"]
PLANS: Who = {place: frozenset({hands[0]}) for place, hands in HANDS.items()}
APPROVES: Who = {
    "sxd": frozenset({"director"}),
    "ward": frozenset({"ward_chair"}),
    "snv": NOBODY,
}
LEADS: Who = {"sxd": frozenset({"head", "coordinator"}), "ward": PLANS["ward"], "snv": PLANS["snv"]}
WORKS: Who = {
    "sxd": LEADS["sxd"] | {"officer", "editor"},
    "ward": LEADS["ward"],
    "snv": LEADS["snv"] | {"outsider"},
}
PLANNERS = frozenset({"coordinator", "ward_officer", "snv_coordinator", "province_coordinator"})


def minus(wide: Who, narrow: Who) -> Who:
    return {place: wide[place] - narrow[place] for place in wide}


def plan(world: World) -> Plan:
    if "plans.plan" not in world.memo:
        who, named, body = HANDS[world.place]
        _issue_above(world)
        actor = world.cast.actor(who)
        row = actions.issue_plan(_plan_draft(world, world.cast.body(body).pk), world.agency, actor=actor)
        for task in row.tasks.all():
            actions.assign(task, [], world.cast.person(named), actor=actor)
        waiting = row.tasks.get(position=3)
        actions.ask_done(waiting, f"Đã làm {world.unit_word}", actor=world.cast.actor(named))
        world.memo["plans.plan"] = row
    found: Plan = world.memo["plans.plan"]
    return found


def _issue_above(world: World) -> None:
    """The province's plan, which the plan of every place names; once for all places."""
    year, province = clock.today().year, world.cast.agency("province")
    if Plan.objects.filter(agency=province, current__document_number="03/KH-UBND").exists():
        return
    above = PlanDraft(
        document_number="03/KH-UBND",
        issued_on=date(year, 1, 3),
        issuer="Ủy ban nhân dân",
        subject="Tuyên truyền cải cách hành chính của tỉnh",
        year_from=year,
        year_to=year,
        tasks=(TaskDraft(text="Phóng sự truyền hình", time_kind="once", end=date(year, 3, 31)),),
    )
    actions.issue_plan(above, province, actor=world.cast.actor("province_coordinator"))


def _plan_draft(world: World, body_id: int) -> PlanDraft:
    year = clock.today().year

    def task(text: str, **given: Any) -> TaskDraft:
        return TaskDraft(text=f"{text} {world.agency_word}", lead_body_id=body_id, **given)

    return PlanDraft(
        document_number=f"{40 + len(world.place)}/KH",
        issued_on=date(year, 1, 12),
        issuer=world.agency.legal_name,
        subject=f"Tuyên truyền cải cách hành chính {world.agency_word}",
        year_from=year,
        year_to=year,
        citations=(CitationDraft("03/KH-UBND", date(year, 1, 3), parent=True),),
        tasks=(
            task("Đăng tin bài", time_kind="once", end=date(year, 2, 27)),
            task("Phát thanh lưu động", time_kind="recurring", rrule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
            task("Niêm yết tờ rơi", time_kind="once", end=date(year, 12, 14)),
        ),
    )


def tasks(world: World, position: int = 1) -> Task:
    return plan(world).tasks.get(position=position)


def draft(world: World) -> Draft:
    if "plans.draft" not in world.memo:
        text = f"KẾ HOẠCH\nTuyên truyền {world.agency_word}\n1. Đăng tin bài về cải cách hành chính.\n"
        world.memo["plans.draft"] = intake.draft_from_file(
            text.encode(), "ke-hoach.txt", world.agency, actor=world.cast.actor(HANDS[world.place][0])
        )
    found: Draft = world.memo["plans.draft"]
    return found


def credited(world: World) -> tuple[Task, Activity]:
    """The place's activity, counted towards the first task."""
    task, activity = tasks(world), entry(world)
    towards_handler("plans.task")(activity, task.pk, actor=world.cast.actor(HANDS[world.place][1]))
    return task, activity


def published(world: World) -> Plan:
    """Another plan of the place, whose progress the public may read."""
    who, _, body = HANDS[world.place]
    year = clock.today().year
    row = actions.issue_plan(
        PlanDraft(
            document_number="99/KH", issued_on=date(year, 1, 20), issuer=world.agency.legal_name,
            subject="Tuyên truyền dịch vụ công trực tuyến", year_from=year, year_to=year,
            tasks=(TaskDraft(text="Đăng tin bài", lead_body_id=world.cast.body(body).pk, time_kind="once", end=date(year, 6, 1)),),
        ),
        world.agency,
        actor=world.cast.actor(who),
    )  # fmt: skip
    approver = next(iter(APPROVES[world.place]))
    actions.publish_progress(row, actor=world.cast.actor(approver))
    return row


def of_plan(world: World) -> Mapping[str, Any]:
    return {"plan_id": plan(world).pk}


def of_draft(world: World) -> Mapping[str, Any]:
    return {"draft_id": draft(world).pk}


def of_task(world: World) -> Mapping[str, Any]:
    return {"task_id": tasks(world).pk}


def of_waiting(world: World) -> Mapping[str, Any]:
    return {"task_id": tasks(world, 3).pk}


def of_citation(world: World) -> Mapping[str, Any]:
    row = plan(world)
    assert row.current is not None
    return {"plan_id": row.pk, "citation_id": row.current.citations.get(kind="parent").pk}


def of_instance(world: World) -> Mapping[str, Any]:
    task = tasks(world, 2)
    return {"task_id": task.pk, "instance_id": task.instances.order_by("due_on")[0].pk}


def of_credit(world: World) -> Mapping[str, Any]:
    task, activity = credited(world)
    return {"task_id": task.pk, "credit_id": task.credits.get(activity=activity).pk}


def of_entry(world: World) -> Mapping[str, Any]:
    return {"activity_id": entry(world).pk}


def of_feed(world: World) -> Mapping[str, Any]:
    plan(world)
    return {"key": actions.feeding.make_feed(actor=world.cast.actor(HANDS[world.place][1]))}


def wish(to: Who, viec: str, kwargs: Callable[[World], Mapping[str, Any]] = of_task, **more: Any) -> Example:
    """One button of the task's page: whoever sees the task and may not press it is told so."""
    return Example(
        to=to, told=minus(SEES_TASK, to), kwargs=kwargs, method="post", data={"viec": viec, **more},
        answers=(302, 422),
    )  # fmt: skip


PLANS_EXAMPLES: dict[str, Example | tuple[Example, ...]] = {
    "plans:list": (Example(to=SIGNED_IN), Example(to=SIGNED_IN, query="?xuat=csv")),
    "plans:new": Example(to=PLANNERS),
    "plans:blank": Example(to=PLANNERS, method="post"),
    "plans:drafts": (Example(to=PLANNERS), Example(to=PLANNERS, query="?xuat=csv")),
    "plans:draft": Example(to=PLANS, kwargs=of_draft),
    "plans:draft_file": Example(to=PLANS, kwargs=of_draft),
    "plans:plan": Example(to=READS_PLAN, kwargs=of_plan),
    "plans:print": Example(
        to=READS_PLAN,
        kwargs=lambda world: {**of_plan(world), "number": 1},
        method="post",
        data={"dang": "docx"},
    ),
    "plans:compare": Example(to=READS_PLAN, kwargs=of_plan),
    "plans:rule": Example(to=PLANS, kwargs=of_plan),
    "plans:publish": Example(to=APPROVES, kwargs=of_plan, method="post", data={"viec": "cong-bo"}),
    "plans:set_state": Example(to=PLANS, kwargs=of_plan, method="post", data={"viec": "ket-thuc"}),
    "plans:amend": Example(to=PLANS, kwargs=of_plan, method="post"),
    "plans:change_above": Example(to=READS_PLAN, kwargs=of_citation),
    "plans:review_parent": Example(to=PLANS, kwargs=of_citation, method="post"),
    "plans:exchange": Example(to=READS_PLAN, kwargs=of_plan, why="the sheet holds what each may see"),
    "plans:export": Example(to=READS_PLAN, kwargs=of_plan, why="the sheet holds what each may see"),
    "plans:feeds": Example(to=SIGNED_IN),
    "plans:tasks": (Example(to=SIGNED_IN), Example(to=SIGNED_IN, query="?xuat=csv")),
    "plans:calendar": Example(to=SIGNED_IN, query=f"?thang={clock.today().year}-02"),
    "plans:timeline": Example(to=SIGNED_IN),
    "plans:credit": Example(
        to=WORKS, told=minus(SEES_TASK, WORKS), kwargs=of_entry, method="post",
        data=lambda world: {"towards": f"plans.task:{tasks(world).pk}"},
    ),
    "plans:uncredit": Example(to=WORKS, kwargs=of_credit, method="post"),
    "plans:task": Example(to=SEES_TASK, kwargs=of_task),
    "plans:nudge": Example(to=LEADS, kwargs=of_task, method="post"),
    "plans:assign": Example(to=LEADS, kwargs=of_task),
    "plans:forward": Example(to=LEADS, kwargs=of_task),
    "plans:split": Example(to=LEADS, kwargs=of_task),
    "plans:finish": (
        Example(to=LEADS, told=minus(SEES_TASK, LEADS), kwargs=of_instance, method="post", answers=(302, 422)),
        wish(WORKS, "giai-trinh", kwargs=of_instance, explanation="Mưa bão"),
    ),
    "plans:act": (
        wish(LEADS, "tiep-nhan"),
        wish(LEADS, "tra-lai", reason="Không thuộc phần việc"),
        wish(WORKS, "bat-dau"),
        wish(WORKS, "giai-trinh", explanation="Mưa bão"),
        wish(WORKS, "de-nghi", explanation="Đã làm"),
        wish(LEADS, "xac-nhan", of_waiting),
        wish(LEADS, "tra-de-nghi", of_waiting, reason="Thiếu ảnh"),
        wish(LEADS, "mo-lai", of_waiting, reason="Nhầm"),
        Example(to=NOBODY, kwargs=of_task, method="post", data={"viec": "xoa"}, why="an act that is none"),
    ),
    "plans_public:feed": Example(to=ANYONE, kwargs=of_feed, by_key=True, why="the key in the address is the right"),
    "portal:plan": (
        Example(
            to=ANYONE, places=("sxd", "ward"),
            kwargs=lambda world: {"slug": world.agency.slug, "plan_id": published(world).pk},
        ),
        Example(
            to=NOBODY, kwargs=lambda world: {"slug": world.agency.slug, **of_plan(world)},
            why="not published, so not there",
        ),
    ),
}  # fmt: skip
