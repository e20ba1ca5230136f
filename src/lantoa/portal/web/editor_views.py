"""Files as editors see them: also those that no published page shows. Behind the editor's door."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from lantoa.foundation.errors import NotVisible
from lantoa.portal import access


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture, or a size of one, by the name under which it is stored."""
    user: Any = request.user
    row: Any
    try:
        row = access.rendition_for(user, name)
    except NotVisible:
        row = access.original_for(user, name)
    return FileResponse(row.file.open("rb"), content_type="image/webp")


@require_safe
def attachment(request: HttpRequest, document_id: int, document_filename: str) -> FileResponse:
    user: Any = request.user
    row = access.attachment_for(user, document_id)
    return FileResponse(
        row.file.open("rb"),
        as_attachment=True,
        filename=row.filename,
        content_type="application/octet-stream",
    )
