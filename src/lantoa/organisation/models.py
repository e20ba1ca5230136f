"""Who exists: agencies over time, the bodies in them, places, people, and the roles they hold."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from lantoa.foundation import names, text


class Agency(models.Model):
    """A state agency as it was between two dates. A merger or renaming ends one row and begins another.

    `code` is the symbol used in document numbers (SXD); it may return under another parent after a merger,
    so it is unique only among agencies that have not ended. `path` is the chain of ids from the root,
    "/1/4/", kept by the actions; a subtree is a prefix.
    """

    class Level(models.TextChoices):
        PROVINCE = "province", "Tỉnh, thành phố"
        DEPARTMENT = "department", "Sở, ban, ngành"
        DIVISION = "division", "Chi cục, đơn vị thuộc Sở"
        COMMUNE = "commune", "Xã, phường, đặc khu"
        SERVICE = "service_unit", "Đơn vị sự nghiệp"
        DISTRICT = "district", "Huyện (trước 01/07/2025)"

    code = models.CharField("Mã", max_length=30)
    legal_name = models.CharField("Tên đầy đủ", max_length=250)
    short_name = models.CharField("Tên gọi ngắn", max_length=120)
    level = models.CharField("Cấp", max_length=20, choices=Level.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="Cơ quan cấp trên",
    )
    path = models.CharField(max_length=200, default="", editable=False, db_index=True)
    valid_from = models.DateField("Có từ ngày")
    valid_to = models.DateField("Đến hết ngày", null=True, blank=True)
    identifier = models.CharField("Mã định danh điện tử", max_length=40, blank=True)
    slug = models.SlugField("Địa chỉ trên cổng", max_length=60, unique=True)
    accent = models.CharField("Màu nhấn", max_length=7, default="#0b5a66")
    address = models.CharField("Địa chỉ", max_length=250, blank=True)
    phone = models.CharField("Điện thoại", max_length=40, blank=True)
    fax = models.CharField("Fax", max_length=40, blank=True)
    email = models.EmailField("Thư điện tử", blank=True)
    domain = models.CharField("Tên miền riêng", max_length=120, blank=True)
    responsible = models.CharField("Người chịu trách nhiệm nội dung", max_length=120, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True, default="")
    folded = models.CharField(max_length=400, editable=False, default="")

    class Meta:
        verbose_name = "cơ quan"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="agency_live_code_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="agency_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = text.sort_key(self.legal_name)[:400]
        self.folded = text.fold(f"{self.legal_name} {self.short_name} {self.code}")[:400]
        super().save(*args, **kwargs)


class AgencyEvent(models.Model):
    """What became of agencies on a day, and by which decision: merge, split, rename, dissolve, transfer."""

    class Kind(models.TextChoices):
        MERGE = "merge", "Hợp nhất, sáp nhập"
        SPLIT = "split", "Chia, tách"
        RENAME = "rename", "Đổi tên"
        DISSOLVE = "dissolve", "Giải thể"
        TRANSFER = "transfer", "Chuyển cơ quan chủ quản"

    kind = models.CharField("Loại", max_length=10, choices=Kind.choices)
    day = models.DateField("Ngày hiệu lực")
    legal_basis = models.CharField("Căn cứ", max_length=250)
    note = models.CharField("Ghi chú", max_length=250, blank=True)
    predecessors = models.ManyToManyField(Agency, related_name="events_after", verbose_name="Từ")
    successors = models.ManyToManyField(
        Agency, related_name="events_before", verbose_name="Thành", blank=True
    )

    class Meta:
        verbose_name = "sự kiện tổ chức"
        ordering: ClassVar = ["day", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} từ {text.format_date(self.day)}"


class Body(models.Model):
    """A unit or another body that leads tasks: division, Party cell, union, or a collective of bodies."""

    class Kind(models.TextChoices):
        UNIT = "unit", "Phòng, ban, đơn vị"
        ONE_STOP = "one_stop", "Bộ phận Một cửa"
        PARTY = "party_cell", "Chi bộ, đảng bộ"
        UNION = "union", "Công đoàn"
        YOUTH = "youth", "Đoàn thanh niên"
        OTHER = "other", "Tổ chức khác"
        COLLECTIVE = "collective", "Tập thể nhiều đơn vị"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="bodies", verbose_name="Cơ quan")
    name = models.CharField("Tên", max_length=200)
    short_name = models.CharField("Tên gọi ngắn", max_length=80, blank=True)
    symbol = models.CharField("Ký hiệu", max_length=20, blank=True)
    kind = models.CharField("Loại", max_length=12, choices=Kind.choices, default=Kind.UNIT)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    members = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="collectives")
    continued_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="continues",
        verbose_name="Tiếp nối bởi",
    )
    aliases = models.JSONField("Tên gọi khác", default=list, blank=True)
    position = models.PositiveIntegerField("Thứ tự", default=0)
    valid_from = models.DateField("Có từ ngày")
    valid_to = models.DateField("Đến hết ngày", null=True, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True, default="")
    folded = models.CharField(max_length=400, editable=False, default="")

    class Meta:
        verbose_name = "đơn vị"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "name"], condition=Q(valid_to=None), name="body_live_name_once_in_agency"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="body_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = text.sort_key(self.name)[:400]
        self.folded = text.fold(" ".join([self.name, self.short_name, *self.aliases]))[:400]
        super().save(*args, **kwargs)


class Place(models.Model):
    """Somewhere the public is met: a counter, a notice board, a hall."""

    class Kind(models.TextChoices):
        COUNTER = "counter", "Quầy"
        BOARD = "board", "Bảng niêm yết"
        HALL = "hall", "Hội trường"
        OTHER = "other", "Nơi khác"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="places", verbose_name="Cơ quan")
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="places", verbose_name="Đơn vị"
    )
    kind = models.CharField("Loại", max_length=10, choices=Kind.choices)
    name = models.CharField("Tên", max_length=160)
    address = models.CharField("Địa chỉ", max_length=250, blank=True)
    hours = models.CharField("Giờ làm việc", max_length=160, blank=True)
    phone = models.CharField("Điện thoại", max_length=40, blank=True)
    map_url = models.URLField("Đường dẫn bản đồ", max_length=500, blank=True)
    valid_from = models.DateField("Có từ ngày")
    valid_to = models.DateField("Đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "địa điểm"

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who works for an agency, with or without an account. Sorted by given name.

    `entered_in` is the agency whose administrator wrote them down: until a first role is given, only it has a say.
    """

    full_name = models.CharField("Họ và tên", max_length=120)
    email = models.EmailField("Thư điện tử", blank=True)
    phone = models.CharField("Điện thoại", max_length=40, blank=True)
    entered_in = models.ForeignKey(
        "organisation.Agency", models.PROTECT, null=True, editable=False, related_name="+"
    )
    sort_key = models.CharField(max_length=400, editable=False, db_index=True, default="")
    folded = models.CharField(max_length=200, editable=False, default="")

    class Meta:
        verbose_name = "cán bộ"

    def __str__(self) -> str:
        return self.full_name

    @property
    def given_name(self) -> str:
        return names.given_name(self.full_name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = names.person_sort_key(self.full_name)[:400]
        self.folded = text.fold(self.full_name)[:200]
        super().save(*args, **kwargs)


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> Account:
        """An account for a person. Without a password it can only be entered by invitation or single sign-on."""
        account = self.model(email=self.normalize_email(email).lower(), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser, PermissionsMixin):
    """What somebody signs in with. Roles are not here: they are memberships of the person."""

    email = models.EmailField("Thư điện tử", unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account", verbose_name="Cán bộ")
    is_active = models.BooleanField("Đang dùng", default=True)
    is_staff = models.BooleanField(default=False, editable=False)
    invited_at = models.DateTimeField("Mời lúc", null=True, blank=True)
    joined_at = models.DateTimeField("Vào lần đầu", null=True, blank=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = []

    class Meta:
        verbose_name = "tài khoản"

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        return self.person.full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Of the password, as Django's, and of the address: with either changed, open sessions end."""
        salt = f"lantoa.organisation.session {self.email}"
        return salted_hmac(salt, self.password, secret=secret, algorithm="sha256").hexdigest()

    def get_short_name(self) -> str:
        return self.person.given_name


class Role(models.TextChoices):
    """What a membership lets somebody do; the table is DESIGN's, the rights are in `access`."""

    OFFICER = "officer", "Chuyên viên"
    HEAD = "head", "Phụ trách đơn vị"
    COORDINATOR = "coordinator", "Đầu mối cải cách hành chính"
    DIRECTOR = "director", "Lãnh đạo cơ quan"
    EDITOR = "editor", "Biên tập viên"
    SENDER = "sender", "Người được phát tin"
    SUPERIOR = "superior", "Theo dõi cấp dưới"
    APPRAISER = "appraiser", "Tổ thẩm định"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


class Membership(models.Model):
    """A role of a person in an agency, or in one body of it, between two dates. `title` is words for the screen."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name="Cán bộ")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships", verbose_name="Cơ quan")
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="Đơn vị"
    )
    role = models.CharField("Vai trò", max_length=15, choices=Role.choices)
    title = models.CharField("Chức danh", max_length=120, blank=True)
    valid_from = models.DateField("Từ ngày")
    valid_to = models.DateField("Đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "vai trò"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=["officer", "head"]) | Q(body__isnull=False),
                name="unit_role_names_a_body",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "valid_to"]),
            models.Index(fields=["body", "role"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.body or self.agency}"


class Delegation(models.Model):
    """Lends one membership's rights to another person for a leave. Ends by date; never passed on."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="delegations")
    to = models.ForeignKey(
        Person, models.PROTECT, related_name="delegations_received", verbose_name="Người nhận"
    )
    valid_from = models.DateField("Từ ngày")
    valid_to = models.DateField("Đến hết ngày")
    reason = models.CharField("Lý do", max_length=250)
    revoked_at = models.DateTimeField("Thu hồi lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ủy quyền"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="delegation_has_days")
        ]

    def __str__(self) -> str:
        return f"{self.membership.person} ủy quyền cho {self.to}"


class WorkdayOverride(models.Model):
    """A day that the calendar has wrong: a swapped Saturday, a local holiday. Editable, for the whole installation."""

    day = models.DateField("Ngày", unique=True)
    working = models.BooleanField("Là ngày làm việc")
    reason = models.CharField("Căn cứ", max_length=250)

    class Meta:
        verbose_name = "ngày điều chỉnh"
        ordering: ClassVar = ["day"]

    def __str__(self) -> str:
        return text.format_date(self.day)


class Letterhead(models.Model):
    """Head and foot of an agency's papers. `on_behalf` is the upper line of a signature; lists: a name on each line."""

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    place = models.CharField("Địa danh", max_length=60, blank=True)
    symbol = models.CharField("Chữ viết tắt trong ký hiệu", max_length=30, blank=True)
    addressed_to = models.TextField("Kính gửi", blank=True)
    recipients = models.TextField("Nơi nhận", blank=True)
    authority = models.CharField("Quyền hạn ký", max_length=4, blank=True)
    on_behalf = models.CharField("Thay mặt, ký thay ai", max_length=150, blank=True)
    signer_title = models.CharField("Chức vụ người ký", max_length=150, blank=True)
    signer = models.CharField("Họ và tên người ký", max_length=120, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "phần đầu, phần cuối văn bản"

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} của {self.agency}"


class FailedSignIns(models.Model):
    """How often signing in failed lately: of one account at a place, or from one network. `key` is a keyed hash of
    what is counted, `account` one of the account (empty for a network): nobody is named. In no backup."""

    key = models.CharField(max_length=64, primary_key=True)
    account = models.CharField(max_length=64, blank=True, default="", db_index=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "số lần đăng nhập sai"

    def __str__(self) -> str:
        return str(self.count)


class Installation(models.Model):
    """The one row of what holds for the whole installation and is not a matter of the machine it runs on."""

    singleton = models.BooleanField(default=True, unique=True, editable=False)
    setup_token_digest = models.CharField(max_length=64, blank=True, editable=False)
    set_up_at = models.DateTimeField("Cài đặt xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "bản cài đặt"

    def __str__(self) -> str:
        return "Lan Tỏa"
