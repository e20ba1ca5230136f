"""The named styles of an official document, so that whoever goes on editing changes a style and not each line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lantoa.documents.writing import layout
from lantoa.documents.writing.word.lists import DASHES, HEADINGS, RECIPIENT_DASHES, TO_DASHES
from lantoa.documents.writing.word.markup import DECLARATION, W, attribute, half_points, twips


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Sizes and spaces in points, `first` (first line) in millimetres; `line` in lines."""

    id: str
    name: str
    size: str = ""
    bold: bool = False
    italic: bool = False
    align: str = ""
    before: float = 0
    after: float = 0
    line: float = 0
    exact: float = 0
    first: float = 0
    keep_next: bool = False
    outline: int | None = None
    number: tuple[int, int] | None = None
    based: str = "Normal"
    follow: str = ""
    colour: str = ""


_BODY: dict[str, Any] = {"align": "both", "after": layout.SPACE, "line": layout.LINE}
STYLES = (
    Style("ThanVanBan", "Thân văn bản", first=layout.INDENT, **_BODY),
    Style("Phan", "Phần", bold=True, align="center", before=layout.SPACE, after=layout.SPACE, keep_next=True,
          outline=0, number=(HEADINGS, 0), follow="ThanVanBan"),
    Style("Heading1", "heading 1", bold=True, keep_next=True, outline=0, number=(HEADINGS, 1),
          first=layout.INDENT, follow="ThanVanBan", **_BODY),
    Style("Heading2", "heading 2", bold=True, keep_next=True, outline=1, number=(HEADINGS, 2),
          first=layout.INDENT, follow="ThanVanBan", **_BODY),
    Style("Heading3", "heading 3", keep_next=True, outline=2, number=(HEADINGS, 3), first=layout.INDENT,
          follow="ThanVanBan", **_BODY),
    Style("GachDauDong", "Gạch đầu dòng", number=(DASHES, 0), based="ThanVanBan"),
    Style("CanCu", "Căn cứ", italic=True, based="ThanVanBan"),
    Style("CoQuanChuQuan", "Cơ quan chủ quản", "superior", align="center"),
    Style("CoQuanBanHanh", "Cơ quan ban hành", "issuer", bold=True, align="center"),
    Style("QuocHieu", "Quốc hiệu", "motto_country", bold=True, align="center"),
    Style("TieuNgu", "Tiêu ngữ", "motto", bold=True, align="center"),
    Style("DongKe", "Dòng kẻ", align="center", before=2.5, after=3, exact=4),
    Style("SoKyHieu", "Số, ký hiệu", "number", align="center", before=4),
    Style("DiaDanhNgay", "Địa danh, ngày tháng", "date", italic=True, align="center", before=4),
    Style("TrichYeuCongVan", "Trích yếu công văn", "about", align="center", before=6),
    Style("TenLoai", "Tên loại văn bản", "kind", bold=True, align="center", before=18, keep_next=True,
          follow="TrichYeu"),
    Style("TrichYeu", "Trích yếu", "subject", bold=True, align="center", keep_next=True, follow="ThanVanBan"),
    Style("KinhGui", "Kính gửi", align="center", before=18, after=12),
    Style("KinhGuiNhieuNoi", "Kính gửi nhiều nơi", before=18, keep_next=True),
    Style("NoiKinhGui", "Nơi kính gửi", number=(TO_DASHES, 0)),
    Style("NoiNhanDau", "Nơi nhận (đầu mục)", "recipients_head", bold=True, italic=True, keep_next=True),
    Style("NoiNhan", "Nơi nhận", "recipients", number=(RECIPIENT_DASHES, 0)),
    Style("ChucVuKy", "Chức vụ người ký", "signature", bold=True, align="center", keep_next=True),
    Style("NguoiKy", "Người ký", "signature", bold=True, align="center",
          before=layout.SIGN_SPACE / 25.4 * 72),
    Style("PhuLuc", "Phụ lục", "annex", bold=True, align="center", keep_next=True, outline=0, follow="TenPhuLuc"),
    Style("TenPhuLuc", "Tên phụ lục", "annex", bold=True, align="center", keep_next=True, follow="KemTheo"),
    Style("KemTheo", "Kèm theo văn bản", "annex", italic=True, align="center", after=2, keep_next=True),
    Style("TenBang", "Tên bảng", "cell", bold=True, align="center", before=6, after=4, keep_next=True),
    Style("OBang", "Ô bảng", "cell", before=2, after=2),
    Style("OBangGiua", "Ô bảng (giữa)", align="center", based="OBang"),
    Style("OBangPhai", "Ô bảng (số)", align="right", based="OBang"),
    Style("OBangDau", "Ô bảng (đầu cột)", bold=True, align="center", based="OBang", keep_next=True),
    Style("Hinh", "Hình", align="center", before=6, after=2, keep_next=True),
    Style("ChuThichHinh", "Chú thích hình", "cell", italic=True, align="center", after=6),
    Style("KhoangCach", "Khoảng cách", exact=6),
    Style("Header", "header", "page", align="center"),
    Style("DuThao", "Dự thảo", "draft", bold=True, align="right", based="Header"),
    Style("Footer", "footer", "hash", align="center", colour="595959"),
)  # fmt: skip


def styles_xml() -> str:
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{layout.FONT}" w:hAnsi="{layout.FONT}" '
        f'w:eastAsia="{layout.FONT}" w:cs="{layout.FONT}"/>{_size("body")}'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    built_in = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        f"{_table_style()}"
    )
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}">{defaults}{built_in}'
        f"{''.join(style_xml(style) for style in STYLES)}</w:styles>"
    )


def style_xml(style: Style) -> str:
    custom = "" if style.id.startswith(("Heading", "Header", "Footer")) else ' w:customStyle="1"'
    follow = f'<w:next w:val="{style.follow}"/>' if style.follow else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val={attribute(style.name)}/>'
        f'<w:basedOn w:val="{style.based}"/>{follow}<w:qFormat/>'
        f"<w:pPr>{_paragraph(style)}</w:pPr><w:rPr>{_look(style)}</w:rPr></w:style>"
    )


def _paragraph(style: Style) -> str:
    found = ""
    if style.keep_next:
        found += "<w:keepNext/>"
    if style.number is not None:
        found += f'<w:numPr><w:ilvl w:val="{style.number[1]}"/><w:numId w:val="{style.number[0]}"/></w:numPr>'
    if style.before or style.after or style.line or style.exact:
        found += f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}"'
        if style.exact:
            found += f' w:line="{round(style.exact * 20)}" w:lineRule="exact"'
        elif style.line:
            found += f' w:line="{round(style.line * 240)}" w:lineRule="auto"'
        found += "/>"
    if style.first:
        found += f'<w:ind w:left="0" w:firstLine="{twips(style.first)}"/>'
    if style.align:
        found += f'<w:jc w:val="{style.align}"/>'
    if style.outline is not None:
        found += f'<w:outlineLvl w:val="{style.outline}"/>'
    return found


def _look(style: Style) -> str:
    found = ("<w:b/><w:bCs/>" if style.bold else "") + ("<w:i/><w:iCs/>" if style.italic else "")
    if style.colour:
        found += f'<w:color w:val="{style.colour}"/>'
    return found + (_size(style.size) if style.size else "")


def _size(name: str) -> str:
    size = half_points(layout.SIZES[name])
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _table_style() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="BangSoLieu"><w:name w:val="Bảng số liệu"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>'
        '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
