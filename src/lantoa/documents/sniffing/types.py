"""The types of files the house knows, each with its media type, extension, group and Vietnamese name."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class FileType:
    """`group` is photo, document, audio, video, other or unsafe; `label` is what a person calls the type.

    `unsafe` means that a browser or a machine could run it: never store it as evidence, never serve it.
    """

    kind: str
    media_type: str
    extension: str
    group: str
    label: str
    has_macros: bool = False
    encrypted: bool = False
    broken: bool = False


_OOXML = "application/vnd.openxmlformats-officedocument."
_MS = "application/vnd.ms-"
_ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    ("jpeg", "image/jpeg", ".jpg", "photo", "ảnh JPEG"),
    ("png", "image/png", ".png", "photo", "ảnh PNG"),
    ("gif", "image/gif", ".gif", "photo", "ảnh GIF"),
    ("webp", "image/webp", ".webp", "photo", "ảnh WebP"),
    ("heic", "image/heic", ".heic", "photo", "ảnh HEIC"),
    ("avif", "image/avif", ".avif", "photo", "ảnh AVIF"),
    ("tiff", "image/tiff", ".tif", "photo", "ảnh TIFF"),
    ("bmp", "image/bmp", ".bmp", "photo", "ảnh BMP"),
    ("pdf", "application/pdf", ".pdf", "document", "tệp PDF"),
    ("docx", _OOXML + "wordprocessingml.document", ".docx", "document", "tệp Word"),
    ("docm", _MS + "word.document.macroEnabled.12", ".docm", "document", "tệp Word có macro"),
    ("dotx", _OOXML + "wordprocessingml.template", ".dotx", "document", "tệp mẫu Word"),
    ("xlsx", _OOXML + "spreadsheetml.sheet", ".xlsx", "document", "tệp Excel"),
    ("xlsm", _MS + "excel.sheet.macroEnabled.12", ".xlsm", "document", "tệp Excel có macro"),
    ("xlsb", _MS + "excel.sheet.binary.macroEnabled.12", ".xlsb", "document", "tệp Excel nhị phân"),
    ("pptx", _OOXML + "presentationml.presentation", ".pptx", "document", "tệp PowerPoint"),
    ("pptm", _MS + "powerpoint.presentation.macroEnabled.12", ".pptm", "document", "tệp PowerPoint có macro"),
    ("ooxml", "application/octet-stream", "", "document", "tệp Office có mật khẩu"),
    ("doc", "application/msword", ".doc", "document", "tệp Word cũ (.doc)"),
    ("xls", _MS + "excel", ".xls", "document", "tệp Excel cũ (.xls)"),
    ("ppt", _MS + "powerpoint", ".ppt", "document", "tệp PowerPoint cũ (.ppt)"),
    ("odt", "application/vnd.oasis.opendocument.text", ".odt", "document", "tệp OpenDocument (.odt)"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet", ".ods", "document", "tệp OpenDocument (.ods)"),
    ("odp", "application/vnd.oasis.opendocument.presentation", ".odp", "document", "tệp OpenDocument (.odp)"),
    ("rtf", "application/rtf", ".rtf", "document", "tệp RTF"),
    ("txt", "text/plain", ".txt", "document", "văn bản thô"),
    ("csv", "text/csv", ".csv", "document", "tệp CSV"),
    ("mp3", "audio/mpeg", ".mp3", "audio", "tệp âm thanh MP3"),
    ("m4a", "audio/mp4", ".m4a", "audio", "tệp âm thanh M4A"),
    ("aac", "audio/aac", ".aac", "audio", "tệp âm thanh AAC"),
    ("wav", "audio/wav", ".wav", "audio", "tệp âm thanh WAV"),
    ("ogg", "audio/ogg", ".ogg", "audio", "tệp âm thanh OGG"),
    ("flac", "audio/flac", ".flac", "audio", "tệp âm thanh FLAC"),
    ("amr", "audio/amr", ".amr", "audio", "tệp âm thanh AMR"),
    ("mp4", "video/mp4", ".mp4", "video", "tệp video MP4"),
    ("mov", "video/quicktime", ".mov", "video", "tệp video MOV"),
    ("webm", "video/webm", ".webm", "video", "tệp video WebM"),
    ("mkv", "video/x-matroska", ".mkv", "video", "tệp video MKV"),
    ("3gp", "video/3gpp", ".3gp", "video", "tệp video 3GP"),
    ("avi", "video/x-msvideo", ".avi", "video", "tệp video AVI"),
    ("ogv", "video/ogg", ".ogv", "video", "tệp video OGG"),
    ("zip", "application/zip", ".zip", "other", "tệp nén ZIP"),
    ("epub", "application/epub+zip", ".epub", "other", "sách điện tử EPUB"),
    ("7z", "application/x-7z-compressed", ".7z", "other", "tệp nén 7z"),
    ("rar", "application/vnd.rar", ".rar", "other", "tệp nén RAR"),
    ("gz", "application/gzip", ".gz", "other", "tệp nén gzip"),
    ("bz2", "application/x-bzip2", ".bz2", "other", "tệp nén bzip2"),
    ("xz", "application/x-xz", ".xz", "other", "tệp nén xz"),
    ("ole", "application/x-ole-storage", "", "other", "tệp Office cũ"),
    ("xml", "application/xml", ".xml", "other", "tệp XML"),
    ("unknown", "application/octet-stream", "", "other", "tệp không rõ loại"),
    ("empty", "application/octet-stream", "", "other", "tệp trống"),
    ("html", "text/html", ".html", "unsafe", "trang web (HTML)"),
    ("svg", "image/svg+xml", ".svg", "unsafe", "hình vẽ SVG"),
    ("exe", "application/x-executable", "", "unsafe", "tệp chương trình"),
    ("jar", "application/java-archive", ".jar", "unsafe", "tệp chương trình"),
    ("script", "text/plain", "", "unsafe", "tệp lệnh"),
)
_TYPES = {row[0]: FileType(*row) for row in _ROWS}


def file_type(
    kind: str, *, has_macros: bool = False, encrypted: bool = False, broken: bool = False
) -> FileType:
    """The row of `kind`, with what was found about this very file."""
    found = _TYPES[kind]
    if has_macros or encrypted or broken:
        return replace(found, has_macros=has_macros, encrypted=encrypted, broken=broken)
    return found
