"""A checked template filled with a document: fields by docxtpl in a sandbox, body and annexes by our own writer."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from lantoa.documents.blocks import Unreadable
from lantoa.documents.writing.model import OfficialDocument
from lantoa.documents.writing.stencils.checking import examine
from lantoa.documents.writing.stencils.fields import longest, values_of
from lantoa.documents.writing.stencils.grafting import graft
from lantoa.documents.writing.stencils.package import Template
from lantoa.documents.writing.stencils.steady import steadied
from lantoa.foundation.errors import Refused

MAX_GROWN = 64 * 1024 * 1024
"""Bytes that loops may make of a part at most."""

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.For,
    nodes.If,
)


_DAMAGED = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    Unreadable,
    etree.LxmlError,
    zipfile.BadZipFile,
    PythonDocxError,
    OpcError,
)
"""How the libraries stumble over parts that are missing, cut off or misnamed."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """No functions, no filters, no attributes: only names, loops over them and conditions."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def from_string(self, source: Any, *args: Any, **options: Any) -> Any:
        tree = self.parse(source)
        if any(not isinstance(node, _ALLOWED) for node in (tree, *tree.find_all(nodes.Node))):
            raise TemplateError("not allowed")
        return super().from_string(source, *args, **options)


def fill_template(data: bytes, document: OfficialDocument) -> bytes:
    """The document in the agency's own template. Raises Refused, with the findings, when the template is not usable."""
    try:
        template = Template(data)
        report = examine(template)
    except Unreadable as error:
        raise Refused(error.message, code="template") from error
    if not report.usable:
        raise Refused(_sentence([str(finding) for finding in report.findings]), code="template")
    values = values_of(document)
    if template.size * max(1, longest(values)) > MAX_GROWN:
        raise Refused(
            "Tệp mẫu quá lớn so với danh sách phải lặp. Bỏ bớt nội dung trong vòng lặp.", code="template"
        )
    try:
        return _filled(template.rebuilt(), document, values)
    except TemplateError as error:
        raise Refused(
            "Không điền được tệp mẫu. Kiểm tra lại các trường trong mẫu.", code="template"
        ) from error
    except _DAMAGED as error:
        raise Refused(
            "Tệp mẫu có phần hỏng nên không điền được. Mở bằng Word, lưu thành một tệp .docx mới rồi nạp lại.",
            code="template",
        ) from error


def _filled(template: bytes, document: OfficialDocument, values: dict[str, Any]) -> bytes:
    filled = DocxTemplate(io.BytesIO(template))
    filled.render(values, _Sandbox())
    graft(filled.docx, document)  # get_docx() would open the unfilled template again
    stream = io.BytesIO()
    filled.save(stream)
    return steadied(stream.getvalue())


def _sentence(findings: list[str]) -> str:
    shown = "; ".join(findings[:3])
    more = f"; và {len(findings) - 3} điểm khác" if len(findings) > 3 else ""
    return f"Tệp mẫu chưa dùng được: {shown}{more}."
