"""Tasks: a stable identity that is carried out, its terms in each version, instances, people, handovers, credit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lantoa.foundation import text as words
from lantoa.ledger.models import Activity, Form, Measure, ReformField, Theme
from lantoa.organisation.models import Agency, Body, Person
from lantoa.plans.models.plan import Plan, PlanVersion


class Task(models.Model):
    """A duty of a plan. Its identity and how far it is; what it says is in `terms` (the current version's row).

    `lead_body`, `start_on`, `due_on` repeat the current terms (or, for a recurring task, the next open
    instance's due date), so that lists need no join. `part_of` is the task it was split from.
    *Done* needs evidence or a written explanation, and the confirmation of somebody else with the right.
    """

    class State(models.TextChoices):
        TODO = "todo", "Chưa bắt đầu"
        WORK = "work", "Đang thực hiện"
        WAIT = "wait", "Chờ xác nhận hoàn thành"
        DONE = "done", "Hoàn thành"
        STOPPED = "void", "Dừng thực hiện"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks", verbose_name="Kế hoạch")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    terms = models.ForeignKey("plans.TaskTerms", models.PROTECT, null=True, related_name="+")
    code = models.CharField("Số thứ tự", max_length=20, default="")
    state = models.CharField(
        "Trạng thái", max_length=5, choices=State.choices, default=State.TODO, db_index=True
    )
    lead_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Đơn vị chủ trì"
    )
    start_on = models.DateField("Bắt đầu", null=True, blank=True)
    due_on = models.DateField("Hạn", null=True, blank=True, db_index=True)
    accepted_at = models.DateTimeField("Tiếp nhận lúc", null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    explanation = models.TextField("Giải trình", blank=True)
    explained_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_asked_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người xác nhận"
    )
    done_on = models.DateField("Hoàn thành ngày", null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    folded = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=400, editable=False, default="")

    class Meta:
        verbose_name = "nhiệm vụ"
        ordering: ClassVar = ["plan_id", "position", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["plan", "state"]),
            models.Index(fields=["lead_body", "state"]),
            models.Index(fields=["agency", "due_on"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_by__isnull=False), name="done_is_confirmed"
            ),
            models.CheckConstraint(
                condition=Q(done_by=None) | Q(done_asked_by=None) | ~Q(done_by=models.F("done_asked_by")),
                name="done_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.terms.text[:120]}" if self.terms else self.code

    @property
    def body_id(self) -> int | None:
        """The unit whose people and rights the task falls under; the audit asks by this name."""
        return self.lead_body_id


class TaskTerms(models.Model):
    """What one version of the plan says of one task. Time follows DOMAIN 1.2: a kind, two dates, a rule, words."""

    class Time(models.TextChoices):
        ONCE = "once", "Một lần, có hạn"
        RANGE = "range", "Trong khoảng thời gian"
        RECURRING = "recurring", "Định kỳ"
        CONTINUOUS = "continuous", "Thường xuyên"
        ON_EVENT = "on_event", "Theo sự kiện"

    class Change(models.TextChoices):
        KEPT = "kept", "Giữ nguyên"
        ADDED = "added", "Bổ sung"
        AMENDED = "amended", "Điều chỉnh"
        STOPPED = "stopped", "Dừng thực hiện"

    task = models.ForeignKey(Task, models.PROTECT, related_name="history")
    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="terms")
    change = models.CharField(max_length=8, choices=Change.choices, default=Change.ADDED)
    position = models.PositiveIntegerField("Thứ tự")
    ordinal = models.CharField("Số trong văn bản", max_length=40, blank=True)
    text = models.TextField("Nội dung")
    lead = models.CharField("Chủ trì (nguyên văn)", max_length=250, blank=True)
    lead_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Đơn vị chủ trì"
    )
    partners = models.JSONField("Phối hợp (nguyên văn)", default=list)
    partner_bodies = models.ManyToManyField(
        Body, related_name="+", blank=True, verbose_name="Đơn vị phối hợp"
    )
    time_kind = models.CharField("Kiểu thời gian", max_length=10, choices=Time.choices, blank=True)
    start = models.DateField("Từ ngày", null=True, blank=True)
    end = models.DateField("Đến ngày", null=True, blank=True)
    rrule = models.CharField("Chu kỳ", max_length=120, blank=True)
    event_text = models.CharField("Sự kiện", max_length=250, blank=True)
    time_raw = models.CharField("Thời gian (nguyên văn)", max_length=250, blank=True)
    product = models.CharField("Sản phẩm", max_length=500, blank=True)
    budget = models.CharField("Kinh phí", max_length=250, blank=True)
    audience = models.CharField("Đối tượng", max_length=300, blank=True)
    note = models.CharField("Ghi chú", max_length=500, blank=True)
    weight = models.DecimalField("Trọng số", max_digits=8, decimal_places=2, default=1)
    forms = models.ManyToManyField(Form, related_name="+", blank=True, verbose_name="Hình thức")
    themes = models.ManyToManyField(Theme, related_name="+", blank=True, verbose_name="Chủ đề")
    reform_fields = models.ManyToManyField(ReformField, related_name="+", blank=True, verbose_name="Lĩnh vực")
    source = models.JSONField(default=dict)

    class Meta:
        verbose_name = "nội dung nhiệm vụ"
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "version"], name="terms_once_in_a_version")
        ]

    def __str__(self) -> str:
        return self.text[:120]

    def fold(self) -> str:
        return words.fold(" ".join([self.text, self.lead, self.product, *self.partners]))


class Target(models.Model):
    """How much of which measure a task owes."""

    terms = models.ForeignKey(TaskTerms, models.CASCADE, related_name="targets")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", verbose_name="Chỉ tiêu")
    quantity = models.DecimalField("Số lượng", max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = "chỉ tiêu"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["terms", "measure"], name="target_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="target_is_positive"),
        ]


class Instance(models.Model):
    """One dated occasion of a recurring task. A missed one stays counted; `explanation` says why it has no evidence."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="instances")
    label = models.CharField("Kỳ", max_length=60)
    start_on = models.DateField("Từ ngày")
    due_on = models.DateField("Hạn", db_index=True)
    done_on = models.DateField("Hoàn thành ngày", null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    explanation = models.TextField("Giải trình", blank=True)
    explained_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn = models.BooleanField("Không còn trong kế hoạch", default=False)

    class Meta:
        verbose_name = "kỳ thực hiện"
        ordering: ClassVar = ["due_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "due_on"], name="instance_once_a_day")
        ]

    def __str__(self) -> str:
        return self.label


class Assignment(models.Model):
    """A person named on a task by their unit."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="Người thực hiện")
    main = models.BooleanField("Phụ trách chính", default=False)
    assigned_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "giao việc"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "person"], name="person_once_on_task"),
            models.UniqueConstraint(fields=["task"], condition=Q(main=True), name="one_main_person"),
        ]


class Handover(models.Model):
    """A link of the chain by which a task came to where it is: accepted, handed back, forwarded, split."""

    class Kind(models.TextChoices):
        ACCEPT = "accept", "Tiếp nhận"
        HAND_BACK = "hand_back", "Trả lại"
        FORWARD = "forward", "Chuyển"
        SPLIT = "split", "Chia nhỏ"
        REASSIGN = "reassign", "Giao lại"

    task = models.ForeignKey(Task, models.CASCADE, related_name="handovers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    from_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    to_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("Lý do", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "chuyển giao nhiệm vụ"
        ordering: ClassVar = ["at", "pk"]


class Credit(models.Model):
    """An activity of the ledger counts towards a task, and maybe towards one instance of it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="credits")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    instance = models.ForeignKey(Instance, models.PROTECT, null=True, blank=True, related_name="credits")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "tính vào nhiệm vụ"
        constraints: ClassVar = [models.UniqueConstraint(fields=["task", "activity"], name="credit_once")]
        indexes: ClassVar = [models.Index(fields=["activity", "task"], name="credit_activity")]


class Reminder(models.Model):
    """That a reminder of one kind went out for one due date: it goes out once."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="reminders")
    due_on = models.DateField()
    kind = models.CharField(max_length=10)
    sent_on = models.DateField()

    class Meta:
        verbose_name = "lần nhắc hạn"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "due_on", "kind"], name="reminder_once")
        ]


class FeedToken(models.Model):
    """The key of a calendar feed, of a person or of a body for a person. Only its SHA-256 is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "khóa lịch"
