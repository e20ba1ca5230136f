"""Official documents out: one content model, written as Word, PDF and workbooks.

    document = OfficialDocument(kind="BC", issuer="Sở Xây dựng", subject="…", symbol="BC-SXD", place="Cần Thơ", body=[…])
    word = docx_of(document)

Knows foundation and the rest of `documents`; no database, no Django.
"""

from lantoa.documents.writing.model import (
    Annex,
    Bullets,
    Chart,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Picture,
    Row,
    Run,
    Signature,
    Table,
    Title,
)  # fmt: skip
from lantoa.documents.writing.paper import pdf_of
from lantoa.documents.writing.word import docx_of, write_docx
from lantoa.documents.writing.workbooks import workbook_of, write_workbook

__all__ = [
    "Annex", "Bullets", "Chart", "Column", "Heading", "OfficialDocument", "Paragraph", "Picture", "Row", "Run",
    "Signature", "Table", "Title", "docx_of", "pdf_of", "workbook_of",
    "write_docx", "write_workbook",
]  # fmt: skip
