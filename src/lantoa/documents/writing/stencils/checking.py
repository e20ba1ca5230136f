"""The checker: only fields that exist, loops over lists, conditions; every other word of the engine is refused.

An uploaded template is hostile. What passes here holds nothing that calls, computes or reaches into an object.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from lantoa.documents.blocks import Unreadable
from lantoa.documents.writing.stencils.fields import BODY, FIELDS, LINES, Field
from lantoa.documents.writing.stencils.package import MAIN, Template
from lantoa.documents.writing.stencils.report import Finding, TemplateReport
from lantoa.documents.writing.stencils.tags import Stray, Tag, container, row, tags_of
from lantoa.foundation.text import fold

MAX_TAGS = 300
_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_VALUE = re.compile(rf"\{{\{{\s*({_NAME})\s*\}}\}}")
_BLOCK = re.compile(
    rf"\{{%(p|tr|)\s*(?:for\s+(?P<each>{_NAME})\s+in\s+(?P<list>{_NAME})|if\s+(?P<test>{_NAME})|(?P<word>else|endif|endfor))"
    r"\s*%\}"
)
_KINDS = {"for": "endfor", "if": "endif"}
_RESERVED = frozenset(
    [
        "loop",
        "self",
        "super",
        "varargs",
        "kwargs",
        "caller",
        "true",
        "false",
        "none",
        "and",
        "or",
        "not",
        "in",
        "is",
        "if",
        "elif",
        "else",
        "for",
        "import",
        "include",
    ]
)


@dataclass(slots=True)
class _Block:
    """A loop or a condition that is open: its kind, its prefix (p, tr or none), what each item is called."""

    kind: str
    prefix: str
    item: str
    tag: Tag
    turned: bool = False


def check_template(data: bytes, fields: Mapping[str, Field] = FIELDS) -> TemplateReport:
    """Reads a template and says what is wrong with it, with the place. Never raises for a bad file."""
    try:
        return examine(Template(data), fields)
    except Unreadable as error:
        return TemplateReport(broken=[Finding(str(error.message).rstrip("."))])


def examine(template: Template, fields: Mapping[str, Field] = FIELDS) -> TemplateReport:
    """The same for an opened template, whose split tags are joined by this."""
    check = _Check(fields)
    check.broken.extend(dict.fromkeys(template.dangers()))
    for name, root in template.printed.items():
        check.part(name, tags_of(name, root))
    return check.report()


class _Check:
    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._fields = fields
        self._used: set[str] = set()
        self._count = 0
        self._bodies = 0
        self.unknown: list[Finding] = []
        self.broken: list[Finding] = []

    def part(self, name: str, found: Iterable[Tag | Stray]) -> None:
        open_blocks: list[_Block] = []
        for tag in found:
            self._count += 1
            if self._count == MAX_TAGS + 1:
                self.broken.append(Finding(f"Tệp mẫu có quá nhiều trường (tối đa {MAX_TAGS})"))
            if self._count > MAX_TAGS:
                return
            if isinstance(tag, Stray):
                self._stray(tag)
            elif tag.text.startswith("{{"):
                self._value(tag, name, open_blocks)
            else:
                self._block(tag, open_blocks)
        for block in open_blocks:
            self.broken.append(
                Finding(
                    f"“{block.tag.text}” chưa được đóng bằng “{{% {_KINDS[block.kind]} %}}”", block.tag.place
                )
            )

    def _stray(self, stray: Stray) -> None:
        message = (
            "Có dấu ngoặc của trường nằm ngoài chữ của văn bản (mã trường, thuộc tính). Xóa phần đó"
            if stray.outside
            else "Dấu ngoặc của trường không đủ cặp. Viết liền trong một đoạn, ví dụ {{ trich_yeu }}"
        )
        self.broken.append(Finding(message, stray.place))

    def _value(self, tag: Tag, part: str, open_blocks: list[_Block]) -> None:
        match = _VALUE.fullmatch(tag.text)
        if match is None:
            hint = self._meant(tag.text) or ". Chỉ ghi tên trường, ví dụ {{ trich_yeu }}"
            self.broken.append(Finding(f"“{_short(tag.text)}” không phải tên trường{hint}", tag.place))
            return
        name = match[1]
        if name in {block.item for block in open_blocks}:
            return
        field = self._field(name, tag)
        if field is not None and field.kind == BODY:
            self._body(tag, part, inside=bool(open_blocks))

    def _body(self, tag: Tag, part: str, *, inside: bool) -> None:
        self._bodies += 1
        holder = container(tag)
        in_text = part == MAIN and holder is not None and str(holder.tag).endswith("}body")
        if not (tag.alone and in_text):
            self.broken.append(
                Finding(
                    f"“{tag.text}” phải đứng một mình trong một đoạn, ngoài bảng, hộp chữ, đầu trang, chân trang",
                    tag.place,
                )
            )
        elif inside:
            self.broken.append(Finding(f"“{tag.text}” phải đứng ngoài mọi vòng lặp, điều kiện", tag.place))
        if self._bodies > 1:
            self.broken.append(Finding(f"“{tag.text}” chỉ được dùng một lần", tag.place))

    def _field(self, name: str, tag: Tag) -> Field | None:
        field = self._fields.get(name)
        if field is None:
            self.unknown.append(Finding(f"Không có trường “{_short(name)}”{self._meant(name)}", tag.place))
        else:
            self._used.add(name)
        return field

    def _meant(self, text: str) -> str:
        """ ". Có phải “trich_yeu”?" for a name with marks, capitals or blanks; "" when nothing is near."""
        bare = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text.strip("{} \u00a0"))
        near = get_close_matches("_".join(fold(bare).split()), self._fields, 1, 0.6)
        return f". Có phải “{near[0]}”?" if near else ""

    def _block(self, tag: Tag, open_blocks: list[_Block]) -> None:
        match = _BLOCK.fullmatch(tag.text)
        if match is None:
            self.broken.append(
                Finding(
                    f"“{_short(tag.text)}” không dùng được. Chỉ dùng for … in …, if …, else, endif, endfor",
                    tag.place,
                )
            )
            return
        prefix, word = match[1], match["word"]
        last = open_blocks[-1] if open_blocks else None
        if match["list"]:
            self._loop(tag, match["list"], match["each"], open_blocks)
            open_blocks.append(_Block("for", prefix, match["each"], tag))
        elif match["test"]:
            self._field(match["test"], tag)
            open_blocks.append(_Block("if", prefix, "", tag))
        elif last is None or word not in ("else", _KINDS[last.kind]) or (word, last.kind) == ("else", "for"):
            self.broken.append(Finding(f"“{tag.text}” không có phần mở đầu", tag.place))
            return
        elif word == "else" and last.turned:
            self.broken.append(Finding(f"“{tag.text}” chỉ một lần trong một điều kiện", tag.place))
        else:
            self._paired(last, prefix, tag)
            last.turned = word == "else"
            if word != "else":
                open_blocks.pop()
        if prefix == "p" and not tag.alone:
            self.broken.append(Finding(f"“{tag.text}” phải đứng một mình trong đoạn", tag.place))
        if prefix == "tr" and row(tag) is None:
            self.broken.append(Finding(f"“{tag.text}” phải nằm trong một hàng của bảng", tag.place))

    def _loop(self, tag: Tag, name: str, each: str, open_blocks: list[_Block]) -> None:
        field = self._field(name, tag)
        if field is not None and field.kind != LINES:
            self.broken.append(Finding(f"“{name}” không phải danh sách nên không lặp được", tag.place))
        if each in self._fields or each.lower() in _RESERVED:
            self.broken.append(
                Finding(
                    f"Tên “{each}” đã dùng cho một trường hoặc một lệnh. Đặt tên khác, ví dụ “dong”",
                    tag.place,
                )
            )
        if any(block.kind == "for" for block in open_blocks):
            self.broken.append(Finding("Không lặp bên trong một vòng lặp khác", tag.place))

    def _paired(self, opened: _Block, prefix: str, tag: Tag) -> None:
        """Both ends of a block lie side by side, or the file would fall apart when it is filled."""
        start = opened.tag
        same_kind = prefix == opened.prefix
        if prefix == "p":
            together = container(start) is container(tag) and start.paragraph is not tag.paragraph
        elif prefix == "tr":
            here, there = row(start), row(tag)
            together = (
                here is not there
                and here is not None
                and there is not None
                and here.getparent() is there.getparent()
            )
        else:
            together = start.paragraph is tag.paragraph
        if not (same_kind and together):
            self.broken.append(
                Finding(
                    f"“{start.text}” và “{tag.text}” phải cùng dạng và cùng nằm trong một đoạn; lặp cả đoạn thì dùng "
                    "{%p … %}, lặp cả hàng của bảng thì dùng {%tr … %}",
                    tag.place,
                )
            )

    def report(self) -> TemplateReport:
        missing = [
            Finding(
                f"Thiếu trường bắt buộc “{field.name}” ({field.label}). Thêm {{{{ {field.name} }}}} vào mẫu"
            )
            for field in self._fields.values()
            if field.required and field.name not in self._used
        ]
        unknown, broken = (list(dict.fromkeys(rows)) for rows in (self.unknown, self.broken))
        return TemplateReport(missing, unknown, broken, frozenset(self._used))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]} …"
