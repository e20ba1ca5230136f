"""PDFs written by hand: words at places, rulings, pictures, a password. Every glyph is its own Unicode number."""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
_GLYPH = 0.5


@dataclass
class Page:
    """What stands on a page, in points from its lower left corner."""

    content: list[str] = field(default_factory=list)
    rotate: int = 0
    width: int = WIDTH
    height: int = HEIGHT
    picture: bool = False

    def write(self, x: float, y: float, text: str, size: float = 13, font: str = "F1") -> Page:
        glyphs = "".join(f"{ord(char):04X}" for char in text)
        self.content.append(f"BT /{font} {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{glyphs}> Tj ET")
        return self

    def line(self, x: float, y: float, width: float, height: float) -> Page:
        """A thin filled rectangle, as Word draws the borders of a table."""
        self.content.append(f"{x} {y} {width} {height} re f")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Page:
        for x in xs:
            self.line(x, min(ys), 0.5, max(ys) - min(ys))
        for y in ys:
            self.line(min(xs), y, max(xs) - min(xs), 0.5)
        return self


def width_of(text: str, size: float = 13) -> float:
    return len(text) * size * _GLYPH


def paragraph(
    page: Page, top: float, text: str, indent: float = 30, left: float = 85, right: float = 540
) -> float:
    """Words wrapped as Word wraps them, first line indented; gives the baseline after the paragraph."""
    y, x, line = top, left + indent, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if x + width_of(longer) > right:
            page.write(x, y, line)
            y, x, longer = y - 18, left, word
        line = longer
    page.write(x, y, line)
    return y - 24


def pdf(*pages: Page, sealed: bool = False) -> bytes:
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(objects)

    def stream(content: bytes, more: str = "") -> bytes:
        return f"<< /Length {len(content)} {more} >>\nstream\n".encode() + content + b"\nendstream"

    cmap = add(
        stream(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"
        )
    )
    fonts = {}
    for key, name in (("F1", "TimesNewRoman"), ("F2", "TimesNewRoman,Bold")):
        described = add(
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
            f"/Ascent 900 /Descent -200 /CapHeight 700 /StemV {160 if key == 'F2' else 80} >>"
        )
        inner = add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering "
            f"(Identity) /Supplement 0 >> /FontDescriptor {described} 0 R /DW {int(_GLYPH * 1000)} >>"
        )
        fonts[key] = add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{inner} 0 R] "
            f"/ToUnicode {cmap} 0 R >>"
        )
    picture = add(
        stream(
            b"\xff\x00\x00",
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8",
        )
    )
    resources = " ".join(f"/{key} {number} 0 R" for key, number in fonts.items())
    parent = len(objects) + 2 * len(pages) + 1
    kids = []
    for page in pages:
        drawn = "\n".join(page.content)
        if page.picture:
            drawn += f"\nq {page.width} 0 0 {page.height} 0 0 cm /Im Do Q"
        content = add(stream(drawn.encode("latin-1")))
        kids.append(
            add(
                f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 {page.width} {page.height}] /Rotate {page.rotate} "
                f"/Contents {content} 0 R /Resources << /Font << {resources} >> /XObject << /Im {picture} 0 R >> >> >>"
            )
        )
    add(f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>")
    catalog = add(f"<< /Type /Catalog /Pages {parent} 0 R >>")
    extra = ""
    if sealed:
        lock = add(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >>")
        extra = f"/Encrypt {lock} 0 R /ID [<{'01' * 16}> <{'01' * 16}>]"
    return _assembled(objects, f"/Root {catalog} 0 R {extra}")


def _assembled(objects: list[bytes], trailer: str) -> bytes:
    written = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        written += f"{place:010d} 00000 n \n".encode()
    written += f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(written)
