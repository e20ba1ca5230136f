"""A link that lets one leader decide on one revision, once, without signing in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, TaskState

from lantoa.organisation.models import Agency, Person


class ApprovalLink(models.Model):
    """What the address proves is kept nowhere: it is the signature of this row's number and `nonce`."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Đã duyệt"
        RETURNED = "returned", "Đã trả lại"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name="Trang")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    task_state = models.ForeignKey(TaskState, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="Người duyệt")
    nonce = models.CharField(max_length=43)
    made_at = models.DateTimeField("Lập lúc")
    expires_at = models.DateTimeField("Hết hạn lúc")
    mailed_at = models.DateTimeField("Gửi lúc", null=True, blank=True)
    used_at = models.DateTimeField("Dùng lúc", null=True, blank=True)
    outcome = models.CharField("Kết quả", max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = "đường dẫn duyệt"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task_state", "revision", "person"], name="approval_link_once_for_person"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None, outcome="") | (Q(used_at__isnull=False) & ~Q(outcome="")),
                name="approval_link_used_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.person}"


class ReadingTask(AbstractGroupApprovalTask):
    """*Đọc soát*: any editor of the agency but the one who asked."""

    class Meta:
        verbose_name = "bước đọc soát"

    def _is_own(self, page: Any, user: Any) -> bool:
        state = page.current_workflow_state if page is not None else None
        return state is not None and state.requested_by_id == user.pk

    def get_actions(self, obj: Any, user: Any) -> Any:
        return [] if self._is_own(obj, user) else super().get_actions(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        rows = super().get_task_states_user_can_moderate(user, **kwargs)
        return rows.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> str:
        return "Biên tập viên khác của cơ quan đọc soát trước khi lãnh đạo duyệt"
