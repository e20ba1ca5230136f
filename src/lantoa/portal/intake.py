"""What editors upload: told by its content, drawn anew where it is a picture. Wagtail's forms, with the house's checks."""

from __future__ import annotations

import io
from typing import Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from lantoa.foundation.errors import Refused
from lantoa.ledger import intake, photos


def redrawn(upload: UploadedFile) -> InMemoryUploadedFile:
    """The picture anew from its pixels, as WebP and without a word on who took it where.

    Raises Refused for what is no picture, whatever it calls itself, and for one too large to open.
    """
    fit = intake.examine(upload)
    if fit.type.group != "photo":
        raise Refused(f"“{fit.name}” là {fit.type.label}, không phải ảnh. Chọn tệp ảnh.", code="unknown")
    try:
        _, view = photos.derive(cast(BinaryIO, upload.file), fit.type.kind)
    except photos.Unfit as unfit:
        raise Refused("Ảnh bị hỏng hoặc quá lớn. Gửi lại tệp gốc.", code="corrupt") from unfit
    name = f"{fit.name.rpartition('.')[0] or 'anh'}.webp"
    return InMemoryUploadedFile(io.BytesIO(view), "file", name, "image/webp", len(view), None)


class PictureForm(BaseImageForm):
    """The base of every form that takes a picture: the editor's page, its chooser, several at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        files = kwargs.get("files") or (args[1] if len(args) > 1 else None)
        super().__init__(*args, **kwargs)
        self.refusal: ValidationError | None = None
        name = self.add_prefix("file")
        if files and name in files and not getattr(files[name], "is_redrawn", False):
            self._take(name)

    def _take(self, name: str) -> None:
        """Before Wagtail's own field looks into it: what is refused here is opened by nobody else."""
        self.files: Any = self.files.copy()
        try:
            fresh = redrawn(self.files[name])
        except Refused as refusal:
            self.refusal = ValidationError(refusal.message, code=refusal.code)
            del self.files[name]
            self.fields["file"].required = False
        else:
            fresh.is_redrawn = True  # type: ignore[attr-defined]
            self.files[name] = fresh

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.refusal is not None:
            self.add_error("file", self.refusal)
        return cleaned


class AttachmentForm(BaseDocumentForm):
    """A document by its content: PDF, Word, Excel, PowerPoint. No macros, no password, nothing that runs."""

    def clean_file(self) -> Any:
        upload = self.cleaned_data.get("file")
        if upload is None or "file" not in self.changed_data:
            return upload
        try:
            fit = intake.examine(upload)
        except Refused as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal
        if fit.type.group != "document":
            raise ValidationError(
                f"“{fit.name}” là {fit.type.label}; mục này chỉ nhận PDF, Word, Excel, PowerPoint.",
                code="unknown",
            )
        upload.name = fit.name
        return upload
