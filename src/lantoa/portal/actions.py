"""Verbs of the portal: giving an agency its place, and what the demo writes. People write in Wagtail's editor."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.text import slugify
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from lantoa.audit.actions import note
from lantoa.foundation.text import fold
from lantoa.organisation.access import APPROVE, PUBLISH, Actor
from lantoa.organisation.models import Account, Agency
from lantoa.portal import access, intake
from lantoa.portal.models import AgencyHome, Picture, PortalPage, PortalRoot, SectionPage

SECTIONS = (
    ("tin-tuc", "Tin tức", "Hoạt động cải cách hành chính của cơ quan."),
    ("thu-tuc", "Thủ tục", "Giấy tờ, các bước, nơi nộp và thời gian giải quyết."),
    ("hoi-dap", "Hỏi, đáp", "Câu hỏi thường gặp của người dân, doanh nghiệp."),
    ("van-ban", "Văn bản", "Văn bản về cải cách hành chính."),
    ("ket-qua", "Kết quả", "Lộ trình chuyển đổi số, kết quả theo kỳ, điển hình tiên tiến."),
)
"""What every agency begins with; it may rename, add and unpublish them."""

PAGE_RIGHTS = {access.WRITERS: ("add", "change"), access.APPROVERS: ("add", "change", "publish")}
FILE_RIGHTS = [(right, model) for model in (Image, Document) for right in ("add", "change", "choose")]
"""Wagtail hangs the rights on files on its own models, whichever the settings name."""


@transaction.atomic
def open_home(agency: Agency, *, actor: Actor) -> AgencyHome:
    """Gives an agency its front page, sections, collection, groups and approval. Done twice, it changes nothing.

    Where the agency's address has changed, that of its pages follows.
    """
    root = _root()
    home = AgencyHome.objects.filter(agency=agency).first()
    if home is not None:
        _follow_address(home, agency, actor)
        return home
    home = AgencyHome(title=agency.short_name, slug=agency.slug, agency=agency)
    root.add_child(instance=home)
    for position, (slug, title, intro) in enumerate(SECTIONS, start=1):
        home.add_child(instance=SectionPage(title=title, slug=slug, intro=intro, position=position))
    _give_rights(agency, home)
    note("portal.home_opened", home, actor=actor, agency_id=agency.pk)
    return home


@transaction.atomic
def publish_page(section: SectionPage, page: PortalPage, *, author: Account, actor: Actor) -> PortalPage:
    """Puts a page that `author` wrote into a section and publishes it.

    As the editor does it, for what is not typed there. Raises Refused without the right to publish.
    """
    home = AgencyHome.objects.ancestor_of(section).get()
    for right in (PUBLISH, APPROVE):
        actor.require(right, home.agency_id)
    approver = Account.objects.get(person=actor.person_id or 0)
    access.redraw_groups(approver, actor)
    page.owner = author
    page.live = False
    section.add_child(instance=page)
    revision = page.save_revision(user=author)
    note("portal.page_written", page, actor=actor, agency_id=home.agency_id)
    revision.publish(user=approver)
    page.refresh_from_db()
    return page


@transaction.atomic
def keep_picture(agency: Agency, title: str, content: bytes, *, description: str, actor: Actor) -> Picture:
    """Keeps a picture in the agency's collection, drawn anew as an upload of the editor's. Raises Refused."""
    actor.require(PUBLISH, agency.pk)
    upload = SimpleUploadedFile(f"{slugify(fold(title)) or 'anh'}.jpg", content)
    row = Picture(
        title=title,
        description=description,
        collection=access.collection_of(agency),
        file=intake.redrawn(upload),
    )
    row.save()
    note("portal.file_added", row, actor=actor, agency_id=agency.pk)
    return row


def _root() -> PortalRoot:
    """The portal's root with the one site upon it; what Wagtail brings as a welcome is taken away."""
    top = Page.objects.select_for_update().get(depth=1)
    root = PortalRoot.objects.first()
    if root is not None:
        return root
    root = PortalRoot(title="Cổng", slug="cong")
    top.add_child(instance=root)
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", port=80, root_page=root, is_default_site=True, site_name="Lan Tỏa"
    )
    content = ContentType.objects.get_for_model(Page)
    for welcome in Page.objects.filter(depth=2, content_type=content, slug="home", numchild=0):
        welcome.delete()
    return root


def _follow_address(home: AgencyHome, agency: Agency, actor: Actor) -> None:
    if home.slug == agency.slug:
        return
    before, home.slug = home.slug, agency.slug
    home.save()
    note(
        "portal.home_moved",
        home,
        actor=actor,
        agency_id=agency.pk,
        changes={"Địa chỉ": [before, agency.slug]},
    )


def _give_rights(agency: Agency, home: AgencyHome) -> None:
    collection = Collection.get_first_root_node().add_child(name=agency.legal_name[:250])
    door = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    groups = {}
    for kind, rights in PAGE_RIGHTS.items():
        group, _ = Group.objects.get_or_create(name=access.group_name(kind, agency.pk))
        group.permissions.set([door])
        for right in rights:
            GroupPagePermission.objects.create(group=group, page=home, permission_type=right)
        groups[kind] = group
        for right, model in FILE_RIGHTS:
            GroupCollectionPermission.objects.create(
                group=group, collection=collection, permission=_file_right(right, model)
            )
    task = GroupApprovalTask.objects.create(name=f"Lãnh đạo {agency.short_name} duyệt"[:255])
    task.groups.set([groups[access.APPROVERS]])
    workflow = Workflow.objects.create(name=f"Duyệt tin, bài của {agency.short_name}"[:255])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)


def _file_right(right: str, model: Any) -> Permission:
    return Permission.objects.get(
        content_type=ContentType.objects.get_for_model(model), codename=f"{right}_{model._meta.model_name}"
    )
