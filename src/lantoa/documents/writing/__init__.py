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
from lantoa.documents.writing.stencils.checking import check_template
from lantoa.documents.writing.stencils.fields import FIELDS
from lantoa.documents.writing.stencils.filling import fill_template
from lantoa.documents.writing.stencils.report import TemplateReport
from lantoa.documents.writing.stencils.starter import starter_template
from lantoa.documents.writing.word import docx_of, write_docx
from lantoa.documents.writing.workbooks import workbook_of, write_workbook

__all__ = [
    "FIELDS", "Annex", "Bullets", "Chart", "Column", "Heading", "OfficialDocument", "Paragraph", "Picture", "Row",
    "Run", "Signature", "Table", "TemplateReport", "Title", "check_template", "docx_of", "fill_template", "pdf_of", "starter_template", "workbook_of", "write_docx", "write_workbook",
]  # fmt: skip
