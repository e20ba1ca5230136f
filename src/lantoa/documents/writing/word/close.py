"""The close: who gets it, and who signs; kept on one page with the last paragraph."""

from __future__ import annotations

from lantoa.documents.writing import layout
from lantoa.documents.writing import wording as words
from lantoa.documents.writing.model import OfficialDocument
from lantoa.documents.writing.word.markup import bare_table, line, paragraph


def close_markup(document: OfficialDocument) -> str:
    names = words.recipients(document)
    left = line("NoiNhanDau", words.RECIPIENTS) if names else paragraph("NoiNhanDau")
    left += "".join(line("NoiNhan", name) for name in names)
    right = paragraph("ChucVuKy")
    if document.signature is not None:
        right = "".join(line("ChucVuKy", title) for title in words.titles(document.signature))
        right += line("NguoiKy", words.said(document.signature.name))
    return paragraph("KhoangCach", keep_next=True) + bare_table(layout.CLOSE, [(left, right)])
