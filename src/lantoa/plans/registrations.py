"""What plans put into the house: links, cards, slots, search, `towards`, schedules, notice kinds."""

from __future__ import annotations

from typing import Any

from lantoa.foundation.errors import NotVisible
from lantoa.jobs import schedule
from lantoa.jobs.registry import register_labels
from lantoa.ledger import registry as ledger
from lantoa.ledger.models import Activity, StoredFile
from lantoa.notices import registry as notices
from lantoa.organisation.access import PLAN, Actor
from lantoa.plans import access, actions, watching
from lantoa.plans.models import Draft, Instance, PlanVersion, Task
from lantoa.plans.web import slots
from lantoa.ui import registry as ui

TASK, INSTANCE = "plans.task", "plans.instance"


def connect() -> None:
    """Called once from `AppConfig.ready`."""
    ui.register_nav(
        ui.NavItem("viec", "Kế hoạch", "plans:list", 10, icon="plan", dock=2, shown=slots.may_look),
        ui.NavItem("viec", "Nhiệm vụ", "plans:tasks", 11, shown=slots.may_look),
    )
    ui.register_home_card(ui.HomeCard("plans.strip", 10, slots.strip, "strip", slots.may_look))
    ui.register_home_card(ui.HomeCard("plans.first_steps", 5, slots.first_steps, "main", slots.may_look))
    ui.register_home_card(ui.HomeCard("plans.waiting", 20, slots.waiting_done, "main", slots.may_look))
    ui.register_home_card(ui.HomeCard("plans.late", 30, slots.late_work, "main", slots.may_look))
    ui.register_home_card(ui.HomeCard("plans.own", 40, slots.own_work, "main", slots.may_look))
    ui.register_home_card(ui.HomeCard("plans.heat", 50, slots.heat, "wide", slots.may_look))
    ui.register_slot("ledger.activity.side", slots.credits_of_activity)
    ui.register_slot("ledger.activity.form", slots.choose_task)
    ui.register_search(ui.SearchSource("Kế hoạch", slots.find_plans, 10))
    ui.register_search(ui.SearchSource("Nhiệm vụ", slots.find_tasks, 20))
    ledger.register_towards(TASK, credit_task)
    ledger.register_towards(INSTANCE, credit_instance)
    ledger.register_file_door("plans", opens_file)
    ledger.register_purposes("plans", slots.purposes_of_activities)
    ledger.register_watcher("plans", watching.hear)
    ledger.register_chain("plans", slots.chain_of_activity, before=True)
    notices.register_kinds(
        {
            "plans.issued": "Kế hoạch được ban hành",
            "plans.amended": "Kế hoạch được điều chỉnh",
            "plans.due": "Nhiệm vụ sắp đến hạn",
            "plans.late": "Nhiệm vụ trễ hạn",
            "plans.nudged": "Nhắc thực hiện nhiệm vụ",
            "plans.assigned": "Được giao nhiệm vụ",
            "plans.forwarded": "Nhiệm vụ chuyển đến",
            "plans.handed_back": "Nhiệm vụ bị trả lại",
            "plans.done_asked": "Đề nghị xác nhận hoàn thành",
            "plans.returned": "Chưa xác nhận hoàn thành",
            "plans.proof_gone": "Nhiệm vụ không còn minh chứng",
        }
    )
    register_labels(
        {
            "lantoa.plans.jobs.read_document": "Đọc văn bản kế hoạch",
            "lantoa.plans.jobs.print_plan": "In kế hoạch theo thể thức",
        }
    )
    schedule.register(
        "plans.snapshots", "50 23 * * *", "lantoa.plans.jobs.keep_snapshots", "Chốt tiến độ trong ngày"
    )
    schedule.register("plans.reminders", "30 6 * * *", "lantoa.plans.jobs.remind", "Nhắc hạn nhiệm vụ")


def credit_task(activity: Activity, ref_id: int, *, actor: Actor) -> Any:
    """Counts an activity towards a task, or refuses like a task that is not there."""
    return actions.credit(access.get_task(actor, ref_id), activity, actor=actor)


def credit_instance(activity: Activity, ref_id: int, *, actor: Actor) -> Any:
    instance = Instance.objects.filter(pk=ref_id, withdrawn=False).first()
    if instance is None:
        raise NotVisible
    task: Task = access.get_task(actor, instance.task_id)
    return actions.credit(task, activity, actor=actor, instance=instance)


def opens_file(actor: Actor, file: StoredFile) -> bool:
    """The original of a plan is open to who sees the plan; that of a draft to who may plan."""
    versions = PlanVersion.objects.filter(file=file).values_list("plan_id", flat=True)
    if access.visible_plans(actor).filter(pk__in=versions).exists():
        return True
    return Draft.objects.filter(file=file, agency_id__in=actor.scope(PLAN).agencies).exists()
