"""What the road from draft to publication tells the rooms below, and what it hears of Wagtail's workflow."""

from __future__ import annotations

from typing import Any

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from lantoa.jobs import schedule
from lantoa.jobs.registry import register_labels
from lantoa.ledger.registry import register_written_measure
from lantoa.notices import registry as notices
from lantoa.organisation.access import SYSTEM, actor_of
from lantoa.portal import approval_actions, proving, set_actions
from lantoa.portal.web import editorial_views, review_views
from lantoa.ui import registry as ui


def connect() -> None:
    """Called once, when every app is loaded."""
    register_written_measure(proving.ARTICLES, "portal")
    register_labels(
        {
            "lantoa.portal.jobs.take_snapshot": "Lưu bản chụp trang đã đăng",
            "lantoa.portal.jobs.visit_links": "Kiểm tra liên kết trong trang",
            "lantoa.portal.jobs.mail_approval": "Gửi đường dẫn duyệt trang",
        }
    )
    notices.register_kinds(
        {
            proving.NOT_COUNTED: "Bài đã đăng nhưng không được tính",
            approval_actions.ASKED: "Trang chờ duyệt",
            approval_actions.DECIDED: "Trang đã duyệt, bị trả lại",
            set_actions.FAILED: "Gói nội dung không đăng được đúng giờ",
        }
    )
    schedule.register(
        "portal.timed",
        cron="*/5 * * * *",
        job="lantoa.portal.jobs.publish_timed",
        title="Đăng, gỡ trang theo giờ đã hẹn",
    )
    schedule.register(
        "portal.links",
        cron="30 1 * * *",
        job="lantoa.portal.jobs.visit_links",
        title="Kiểm tra liên kết trong trang",
    )
    ui.register_nav(ui.NavItem("noi-dung", "Nội dung", "editorial:pages", 38, shown=editorial_views.writes))
    ui.register_nav(ui.NavItem("noi-dung", "Gói nội dung", "sets:list", 39, shown=editorial_views.writes))
    ui.register_home_card(
        ui.HomeCard("portal.waiting", 25, editorial_views.waiting, "main", editorial_views.writes)
    )
    ui.register_home_card(ui.HomeCard("portal.reviews", 27, review_views.waiting, "main"))
    _hear_the_workflow()


_LETTERS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)


def _silent(**_: Any) -> None:
    """In the place of one of Wagtail's letters."""


def _hear_the_workflow() -> None:
    """Wagtail's own letters go to groups as they were drawn last, in English; the house tells people by their roles."""
    for signal, sender, name in _LETTERS:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(
            _silent, sender=sender, dispatch_uid=name
        )  # whoever comes later under this name is not heard
    task_submitted.connect(_asked, dispatch_uid="portal.asked")
    workflow_approved.connect(_approved, dispatch_uid="portal.approved")
    workflow_rejected.connect(_rejected, dispatch_uid="portal.rejected")


def _asked(sender: Any, instance: TaskState, user: Any = None, **_: Any) -> None:
    approval_actions.ask(instance, actor=actor_of(user) if user is not None else SYSTEM)


def _approved(sender: Any, instance: WorkflowState, user: Any = None, **_: Any) -> None:
    approval_actions.tell_decision(instance, approved=True, by=user, actor=SYSTEM)


def _rejected(sender: Any, instance: WorkflowState, user: Any = None, **_: Any) -> None:
    approval_actions.tell_decision(instance, approved=False, by=user, actor=SYSTEM)
