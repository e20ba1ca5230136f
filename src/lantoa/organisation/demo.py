"""The demo's province, and the one cast of demo and tests. Everything is made by calling actions.

The agencies bear real names, because a merger is to be seen that everybody remembers; the ward, the people, the
addresses and telephone numbers are invented. Deterministic: the same day gives the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from lantoa.organisation import actions
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.demo_people import PEOPLE, DemoPerson, Held
from lantoa.organisation.drafts import AgencyDraft, BodyDraft, MembershipDraft, PersonDraft, PlaceDraft
from lantoa.organisation.models import Account, Agency, Body, Person

DEMO_PASSWORD = "lan-toa-trinh-dien"  # noqa: S105 (shown at start; such accounts work on this machine only)
MERGER = date(2025, 7, 1)
EVE = date(2025, 6, 30)
RESOLUTION = "Nghị quyết 202/2025/QH15 ngày 12/6/2025"

Level = Agency.Level


@dataclass(frozen=True, slots=True)
class Demo:
    """Who and what there is: people, agencies by key (`sxd`), bodies by agency and key (`sxd.van_phong`)."""

    people: MappingProxyType[str, Person]
    agencies: MappingProxyType[str, Agency]
    bodies: MappingProxyType[str, Body]


# key: code, full name, short name, level, parent's key, first day, last day, slug
_PAST = {
    "old_province": ("UBND", "Ủy ban nhân dân tỉnh Sóc Trăng", "UBND tỉnh Sóc Trăng", Level.PROVINCE, None, date(1992, 4, 1), "soc-trang"),
    "old_hau_giang": ("UBND", "Ủy ban nhân dân tỉnh Hậu Giang", "UBND tỉnh Hậu Giang", Level.PROVINCE, None, date(2004, 1, 1), "hau-giang"),
    "old_can_tho": ("UBND", "Ủy ban nhân dân thành phố Cần Thơ (trước 01/7/2025)", "UBND thành phố Cần Thơ (cũ)", Level.PROVINCE, None, date(2004, 1, 1), "can-tho-cu"),
    "old_sxd": ("SXD", "Sở Xây dựng tỉnh Sóc Trăng", "Sở Xây dựng Sóc Trăng", Level.DEPARTMENT, "old_province", date(1992, 4, 1), "so-xay-dung-soc-trang"),
    "old_sxd_hg": ("SXD", "Sở Xây dựng tỉnh Hậu Giang", "Sở Xây dựng Hậu Giang", Level.DEPARTMENT, "old_hau_giang", date(2004, 1, 1), "so-xay-dung-hau-giang"),
    "old_sxd_ct": ("SXD", "Sở Xây dựng thành phố Cần Thơ (trước 01/7/2025)", "Sở Xây dựng Cần Thơ (cũ)", Level.DEPARTMENT, "old_can_tho", date(2004, 1, 1), "so-xay-dung-can-tho-cu"),
}  # fmt: skip

_UNIT, _ONE_STOP = Body.Kind.UNIT, Body.Kind.ONE_STOP
# agency's key: (key, name, short name, symbol, kind, other names)
_BODIES: dict[str, tuple[tuple[str, str, str, str, str, tuple[str, ...]], ...]] = {
    "old_sxd": (
        ("van_phong", "Văn phòng Sở", "Văn phòng", "VP", _UNIT, ("Văn phòng", "VP Sở")),
        ("quy_hoach", "Phòng Quy hoạch - Kiến trúc", "P. QHKT", "QHKT", _UNIT, ()),
        ("kinh_te", "Phòng Kinh tế và Quản lý xây dựng", "P. KT&QLXD", "KTQLXD", _UNIT, ()),
        ("thanh_tra", "Thanh tra Sở", "Thanh tra", "TTr", _UNIT, ("Thanh tra",)),
        ("chi_bo", "Chi bộ Văn phòng Sở", "Chi bộ", "CB", Body.Kind.PARTY, ("Chi bộ", "Cấp ủy chi bộ")),
    ),
    "sxd": (
        ("van_phong", "Văn phòng Sở", "Văn phòng", "VP", _UNIT, ("Văn phòng", "VP Sở")),
        ("quy_hoach", "Phòng Quy hoạch - Kiến trúc", "P. QHKT", "QHKT", _UNIT, ()),
        ("quan_ly", "Phòng Quản lý xây dựng", "P. QLXD", "QLXD", _UNIT, ()),
        ("nha_o", "Phòng Quản lý nhà và thị trường bất động sản", "P. QLN", "QLN", _UNIT, ("Phòng Quản lý nhà",)),
        ("van_tai", "Phòng Quản lý vận tải và an toàn giao thông", "P. QLVT", "QLVT", _UNIT, ("Phòng Vận tải",)),
        ("mot_cua", "Bộ phận Tiếp nhận và Trả kết quả", "Bộ phận Một cửa", "BPMC", _ONE_STOP, ("Bộ phận TN&TKQ",)),
        ("trung_tam", "Trung tâm Kiểm định chất lượng công trình xây dựng", "TT Kiểm định", "TTKĐ", _UNIT, ("Trung tâm Kiểm định",)),
        ("dang_uy", "Đảng ủy Sở", "Đảng ủy", "ĐU", Body.Kind.PARTY, ("Cấp ủy", "Chi bộ")),
        ("cong_doan", "Công đoàn cơ sở Sở Xây dựng", "Công đoàn", "CĐ", Body.Kind.UNION, ("Công đoàn cơ sở", "Công đoàn Sở")),
        ("doan", "Đoàn Thanh niên Cộng sản Hồ Chí Minh Sở Xây dựng", "Đoàn Thanh niên", "ĐTN", Body.Kind.YOUTH, ("Chi đoàn", "Đoàn cơ sở")),
    ),
    "snv": (
        ("van_phong", "Văn phòng Sở", "Văn phòng", "VP", _UNIT, ("Văn phòng",)),
        ("cchc", "Phòng Cải cách hành chính", "P. CCHC", "CCHC", _UNIT, ()),
        ("cong_chuc", "Phòng Công chức, viên chức", "P. CCVC", "CCVC", _UNIT, ()),
    ),
    "ward": (
        ("van_phong", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Văn phòng", "VP", _UNIT, ("Văn phòng HĐND và UBND", "Văn phòng")),
        ("van_hoa", "Phòng Văn hóa - Xã hội", "P. VHXH", "VHXH", _UNIT, ()),
        ("kinh_te", "Phòng Kinh tế, Hạ tầng và Đô thị", "P. KTHTĐT", "KTHTĐT", _UNIT, ()),
        ("phuc_vu", "Trung tâm Phục vụ hành chính công", "TTPVHCC", "TTPVHCC", _ONE_STOP, ("Bộ phận Một cửa",)),
    ),
    "province": (("van_phong", "Văn phòng Ủy ban nhân dân thành phố", "Văn phòng", "VP", _UNIT, ("Văn phòng UBND thành phố",)),),
}  # fmt: skip


_COLLECTIVE = "Các phòng thuộc Sở"


def build(today: date) -> Demo:
    """Writes the whole organisation of the demo into an empty database."""
    agencies = _agencies()
    bodies = _bodies(agencies)
    people = {person.key: _person(person, agencies, bodies) for person in PEOPLE}
    _places(agencies, bodies)
    return Demo(MappingProxyType(people), MappingProxyType(agencies), MappingProxyType(bodies))


def find() -> Demo:
    """What `build` made, looked up again: for the demo of the rooms above, and for their tests."""
    slugs = {**{key: row[6] for key, row in _PAST.items()}, **_SLUGS}
    by_slug = {row.slug: row for row in Agency.objects.filter(slug__in=slugs.values())}
    agencies = {key: by_slug[slug] for key, slug in slugs.items()}
    bodies = {}
    rows = {(row.agency_id, row.name): row for row in Body.objects.filter(agency__in=agencies.values())}
    for where, specs in _BODIES.items():
        for key, name, *_ in specs:
            bodies[f"{where}.{key}"] = rows[(agencies[where].pk, name)]
    for where in ("old_sxd", "sxd"):
        bodies[f"{where}.cac_phong"] = rows[(agencies[where].pk, _COLLECTIVE)]
    by_mail = {row.email: row for row in Person.objects.filter(email__endswith="@lantoa.example")}
    people = {person.key: by_mail[person.email] for person in PEOPLE}
    return Demo(MappingProxyType(people), MappingProxyType(agencies), MappingProxyType(bodies))


def accounts() -> list[tuple[str, str, str]]:
    """Who can sign in with DEMO_PASSWORD: e-mail, name, and what they are, for the words at start."""
    return [(person.email, person.name, person.what) for person in PEOPLE if person.account]


_SLUGS = {
    "province": "can-tho",
    "sxd": "so-xay-dung",
    "snv": "so-noi-vu",
    "ward": "phuong-vam-tan",
}


def _agencies() -> dict[str, Agency]:
    rows: dict[str, Agency] = {}
    for key, (code, name, short, level, parent, since, slug) in _PAST.items():
        rows[key] = actions.create_agency(
            AgencyDraft(
                code=code, legal_name=name, short_name=short, level=level, valid_from=since, valid_to=EVE,
                slug=slug, parent_id=rows[parent].pk if parent else None,
            ),
            actor=SYSTEM,
        )  # fmt: skip
    past = [rows["old_can_tho"], rows["old_hau_giang"], rows["old_province"]]
    rows["province"] = _merged(past, _province())
    past = [rows["old_sxd_ct"], rows["old_sxd_hg"], rows["old_sxd"]]
    rows["sxd"] = _merged(past, _department(rows["province"].pk))
    rows["snv"] = actions.create_agency(
        AgencyDraft(
            code="SNV", legal_name="Sở Nội vụ thành phố Cần Thơ", short_name="Sở Nội vụ", level=Level.DEPARTMENT,
            valid_from=MERGER, parent_id=rows["province"].pk, slug=_SLUGS["snv"], accent="#5b3a7a",
            address="08 đường Bến Sao, phường Vàm Tấn, thành phố Cần Thơ", phone="0292 300 0200",
            email="snv@lantoa.example",
        ),
        actor=SYSTEM,
    )  # fmt: skip
    rows["ward"] = actions.create_agency(
        AgencyDraft(
            code="UBND-VT", legal_name="Ủy ban nhân dân phường Vàm Tấn", short_name="UBND phường Vàm Tấn",
            level=Level.COMMUNE, valid_from=MERGER, parent_id=rows["province"].pk, slug=_SLUGS["ward"],
            accent="#7a4a1d", address="21 đường Cồn Dừa, phường Vàm Tấn, thành phố Cần Thơ",
            phone="0292 300 0300", email="vamtan@lantoa.example",
        ),
        actor=SYSTEM,
    )  # fmt: skip
    return rows


def _merged(past: list[Agency], draft: AgencyDraft) -> Agency:
    event = actions.merge_agencies(past, draft, day=MERGER, legal_basis=RESOLUTION, actor=SYSTEM)
    return event.successors.get()


def _province() -> AgencyDraft:
    return AgencyDraft(
        code="UBND", legal_name="Ủy ban nhân dân thành phố Cần Thơ", short_name="UBND thành phố Cần Thơ",
        level=Level.PROVINCE, valid_from=MERGER, slug=_SLUGS["province"], accent="#8a2433",
        address="02 đường Bến Sao, phường Vàm Tấn, thành phố Cần Thơ", phone="0292 300 0100",
        email="vanphong@lantoa.example", responsible="Văn phòng Ủy ban nhân dân thành phố",
    )  # fmt: skip


def _department(parent_id: int) -> AgencyDraft:
    return AgencyDraft(
        code="SXD", legal_name="Sở Xây dựng thành phố Cần Thơ", short_name="Sở Xây dựng",
        level=Level.DEPARTMENT, valid_from=MERGER, parent_id=parent_id, slug=_SLUGS["sxd"], accent="#0b5a66",
        address="15 đường Bến Sao, phường Vàm Tấn, thành phố Cần Thơ", phone="0292 300 0400",
        fax="0292 300 0401", email="sxd@lantoa.example", responsible="Văn phòng Sở Xây dựng",
    )  # fmt: skip


def _bodies(agencies: dict[str, Agency]) -> dict[str, Body]:
    rows: dict[str, Body] = {}
    for where, specs in _BODIES.items():
        agency = agencies[where]
        for position, (key, name, short, symbol, kind, aliases) in enumerate(specs, start=1):
            rows[f"{where}.{key}"] = actions.create_body(
                BodyDraft(
                    agency.pk, name, agency.valid_from, kind, short, symbol,
                    aliases=aliases, position=position, valid_to=agency.valid_to,
                ),
                actor=SYSTEM,
            )  # fmt: skip
    for where in ("old_sxd", "sxd"):
        agency = agencies[where]
        members = tuple(
            rows[f"{where}.{key}"].pk
            for key, _, _, _, kind, _ in _BODIES[where]
            if kind == _UNIT and key not in {"van_phong", "trung_tam"}
        )
        rows[f"{where}.cac_phong"] = actions.create_body(
            BodyDraft(
                agency.pk, _COLLECTIVE, agency.valid_from, Body.Kind.COLLECTIVE, "Các phòng",
                member_ids=members, aliases=("Các phòng chuyên môn", "Các phòng, đơn vị thuộc Sở"),
                position=20, valid_to=agency.valid_to,
            ),
            actor=SYSTEM,
        )  # fmt: skip
    return rows


def _person(spec: DemoPerson, agencies: dict[str, Agency], bodies: dict[str, Body]) -> Person:
    person = actions.create_person(PersonDraft(spec.name, spec.email, spec.phone), actor=SYSTEM)
    for held in spec.roles:
        actions.give_role(_membership(person, held, agencies, bodies), actor=SYSTEM)
    if spec.account:
        actions.create_account(person, password=DEMO_PASSWORD, actor=SYSTEM)
    return person


def _membership(
    person: Person, held: Held, agencies: dict[str, Agency], bodies: dict[str, Body]
) -> MembershipDraft:
    agency = agencies[held.agency]
    return MembershipDraft(
        person_id=person.pk,
        agency_id=agency.pk,
        role=held.role,
        valid_from=held.since or agency.valid_from,
        body_id=bodies[f"{held.agency}.{held.body}"].pk if held.body else None,
        title=held.title,
        valid_to=agency.valid_to,
    )


def _places(agencies: dict[str, Agency], bodies: dict[str, Body]) -> None:
    for where, body, kind, name in (
        ("sxd", "mot_cua", "counter", "Quầy 07"),
        ("sxd", "mot_cua", "counter", "Quầy 08"),
        ("sxd", "van_phong", "board", "Bảng niêm yết tầng trệt"),
        ("sxd", "van_phong", "hall", "Hội trường Sở"),
        ("ward", "phuc_vu", "counter", "Quầy 01"),
        ("ward", "van_hoa", "board", "Bảng tin khu vực chợ Vàm Tấn"),
    ):
        at_counter = kind == "counter"
        draft = PlaceDraft(
            agencies[where].pk, kind, name, MERGER, bodies[f"{where}.{body}"].pk,
            hours="Thứ Hai đến thứ Sáu, 07:00–11:00, 13:00–17:00" if at_counter else "",
        )  # fmt: skip
        actions.create_place(draft, actor=SYSTEM)


def account_of(key: str) -> Account:
    """The account of somebody of the cast."""
    spec = next(person for person in PEOPLE if person.key == key)
    return Account.objects.select_related("person").get(email=spec.email)
