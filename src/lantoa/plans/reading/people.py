"""Who leads and who helps: from labelled pieces, and from sentences ("Giao Văn phòng chủ trì, phối hợp với …")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.plans.reading.draft import KnownUnit
from lantoa.plans.reading.labels import read_labels
from lantoa.plans.reading.normalise import UPPER, fold, sentences, squeeze

_HEADS = (
    rf"(?:Văn phòng|Chánh Văn phòng|[Cc]ác (?:phòng|ban|sở|đơn vị|cơ quan|tổ chức|bộ phận|xã|phường|chi bộ|đoàn thể|trung tâm|địa phương"
    r"|khoa|tổ|trường|bệnh viện|công đoàn|thôn|khu phố|hội|chi đoàn)"
    rf"|Phòng (?=[{UPPER}])|Bộ (?=[{UPPER}])|Sở(?= [{UPPER}])|Khoa (?=[{UPPER}])|Viện (?=[{UPPER}])|Cục (?=[{UPPER}])"
    rf"|Ban (?=[{UPPER}]|điều hành|giám hiệu|chỉ đạo|quản lý|tổ chức|đại diện|chấp hành|thường vụ|giám đốc|biên tập)"
    r"|Trung tâm|Công đoàn|Đoàn (?:[Tt]hanh niên|TN|TNCS|xã|phường|trường|khối|cơ quan)|Tỉnh đoàn|Thành đoàn|Học viện"
    rf"|Chi đoàn|Thanh tra (?=[{UPPER}]|tỉnh|thành)|Bộ phận|Chi bộ|Đảng (?:ủy|uỷ|bộ)|Chi cục|Đơn vị|[Tt]hủ trưởng"
    r"|Trưởng (?:các )?(?:phòng|ban|bộ phận|đơn vị|Phòng|Ban|thôn|khu phố|ấp|bản|tổ dân phố)|Lãnh đạo|Giám đốc|UBND|Ủy ban|Uỷ ban"
    rf"|Báo (?=[{UPPER}]|và )|Đài (?=[{UPPER}]|phát|truyền)|Bưu điện|Hội (?=[{UPPER}])|Tổ (?=[{UPPER}]|công nghệ|chuyên môn)"
    rf"|Công an|Đồn [Bb]iên phòng|Hạt [Kk]iểm lâm|Nhà hát|Bảo tàng|Thư viện|Tạp chí|Hạt (?=[{UPPER}])"
    rf"|Trường (?=[{UPPER}])|Bệnh viện|Mặt trận|MTTQ|Ngành|Kho bạc|Ngân hàng|Hiệp hội|Liên đoàn)"
)
_STRONG = r"chủ trì|chịu trách nhiệm|có trách nhiệm|có nhiệm vụ|phụ trách|làm đầu mối|là đầu mối|đầu mối|phối hợp|tham mưu|cùng phối hợp"
_WEAK = (
    r"triển khai|thực hiện|tổ chức|theo dõi|đăng|lồng ghép|tuyên truyền|niêm yết|cập nhật|hướng dẫn|(?<!ịch vụ )(?<!ế hoạch )(?<!ành chính )(?<!ghiên cứu )tổng hợp|báo cáo|rà soát"
    r"|biên tập|biên soạn|viết|duy trì|tăng cường|tiếp tục|chủ động|thường xuyên|kịp thời|phổ biến|quán triệt|phát động|đôn đốc"
    r"|bố trí|hỗ trợ|gửi|cung cấp|xây dựng (?:kế hoạch|chuyên|nội dung|tin|phóng sự)|đẩy mạnh|căn cứ|công khai|giám sát"
    r"|in (?:và|ấn)|phát (?:tờ|sóng|hành|thanh)|thiết kế|quay|mở (?:chuyên|lớp)|tham gia|vận động|giúp|kiểm tra|đánh giá|công bố|ban hành|lập|trình|treo|dán|nâng cao|đổi mới|phản ánh|sử dụng"
    r"|giải quyết|tập huấn|đề nghị|vận hành|chuẩn bị|mời|ghi nhận|chịu|nêu cao|bảo đảm|đảm bảo|thông báo|giới thiệu|tuyển chọn|nghiên cứu|đề xuất|khảo sát"
    r"|định hướng|tiếp sóng|tiếp âm|gặp gỡ|biểu diễn|thu thập|tiếp nhận|xử lý|trả lời|chia sẻ|làm (?:mới|video|phim|\d)|xây dựng (?=\d)|cử (?:cán bộ|công chức|người)|đưa (?:tin|nội dung|tin bài)"
)
_WHEN = re.compile(
    r",?\s+(?:định kỳ|(?:hàng|hằng|mỗi) (?:ngày|tuần|tháng|quý|năm)|thường xuyên|kịp thời|(?:trước|từ|vào|đến) ngày|trong (?:quý|tháng|năm|tuần)"
    r"|vào (?:quý|tháng|dịp|cuối|đầu))\b.*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"\s*(?P<order>(?:Giao|giao|Phân công|phân công|Đề nghị|Yêu cầu|Do|do|Chỉ đạo)\s+(?:cho\s+)?)?"
    rf"(?P<who>{_HEADS}[^.;:()\n]{{0,110}}?),?\s+(?:sẽ |cần |phải |tiếp tục )?(?P<verb>{_STRONG}|{_WEAK})\b"
)
_HANDED = re.compile(rf"\b(?:giao(?: cho)?|phân công|yêu cầu|đề nghị)\s+(?P<to>{_HEADS}.*)$")
_MIDDLE = re.compile(
    rf"\b(?:do|giao|giao cho|phân công|phân công cho)\s+(?P<who>{_HEADS}[^.;:,()\n]{{0,80}}?)\s+"
    r"(?:chủ trì|phụ trách|thực hiện|tham mưu|phối hợp|làm đầu mối|tổ chức|triển khai)\b"
)
_WITH = re.compile(r"\b[Pp]hối hợp(?:\s+(?:chặt chẽ|tốt))?\s+(?:với|cùng)\s+(?P<who>[^.;:()\n]{2,200})")
_WITH_PLAIN = re.compile(rf"\b[Pp]hối hợp\s+(?P<who>{_HEADS}[^.;:()\n]{{0,150}})")
_HELPING = re.compile(
    rf"chủ trì\s*[,;]\s*(?P<who>{_HEADS}[^.;:()\n]{{0,150}}?)\s+(?:cùng )?phối hợp\b(?!\s+(?:với|cùng))"
)
_WITH_END = re.compile(
    rf"(?:,\s*|\s+)(?:để\s+|trong việc\s+|nhằm\s+)?(?:{_STRONG}|{_WEAK}|xây dựng|ban hành|lập|đưa|tạo|đánh giá|kiểm tra|nâng cao"
    r"|tập huấn|sản xuất|tiếp nhận|giới thiệu|thông tin về|truyền thông|gặp gỡ|ra mắt|mở|làm|quay|in\b)\b"
)
_IN_BRACKET = re.compile(
    rf"\s*(?:do |giao |phân công )?(?P<who>{_HEADS}[^,;()]{{0,70}}?)\s+(?:chủ trì|thực hiện|phụ trách|tham mưu|đầu mối|làm đầu mối)\b"
)
_HEADING_BODY = re.compile(rf"{_HEADS}[^.;:\n]{{0,90}}$")
_PART = re.compile(rf"\s*(?:;|\n|,\s*(?=(?:{_HEADS}|[Cc]ác |UBND))|\s+và\s+(?=(?:{_HEADS})))\s*")
_ROLE_TAG = re.compile(r"\s*\((?:chủ trì|phối hợp|thực hiện)\)", re.IGNORECASE)
_LEADING = re.compile(r"^(?:giao(?: cho)?|do|phân công|đề nghị|\d{1,2}[.)])\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class People:
    """Lead as written, partners one by one."""

    lead: str | None = None
    partners: tuple[str, ...] = ()


def split_bodies(text: str) -> tuple[str, ...]:
    """ "Phòng A, Phòng B và các xã" as three; "các phòng, đơn vị" stays one."""
    pieces = [squeeze(piece).strip(" .,;-–+•") for piece in _PART.split(squeeze(text))]
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def from_fields(lead: str | None, partners: str | None, both: str | None) -> People:
    """The cells or labelled pieces as lead and partners."""
    for said in filter(None, (lead, both)):
        inner = read_labels(said)
        if inner.fields.get("lead") and not inner.text.strip(" -+•"):
            joined = "; ".join(filter(None, (partners, inner.fields.get("partners"))))
            return from_fields(inner.fields["lead"], joined or None, None)
    if both and not lead:
        return _both(both, partners)
    helpers = split_bodies(partners) if partners else ()
    if not lead:
        return People(None, helpers)
    if re.search(r"\((?:chủ trì|phối hợp)\)", lead, re.IGNORECASE):
        return _both(lead, partners)
    led = re.match(
        r"(?P<who>[^,;]+?)\s+chủ trì\s*[,;]\s*(?P<with>(?!phối hợp).+?)\s+(?:cùng )?phối hợp$", squeeze(lead)
    )
    named = led or re.match(
        r"(?P<who>.+?)[,;]?\s+(?:chủ trì[,;]?\s*)?phối hợp(?: (?:với|cùng))?\s+(?P<with>.+)$", squeeze(lead)
    )
    if named:
        return People(_name(named["who"]), split_bodies(named["with"]) + helpers)
    return People(_name(lead), helpers)


def _both(text: str, partners: str | None) -> People:
    more = split_bodies(partners) if partners else ()
    pieces = [piece for piece in re.split(r"[;\n]|(?<=\)),\s*", text) if piece.strip()]
    leads = [piece for piece in pieces if re.search(r"chủ trì", piece, re.IGNORECASE)]
    if leads:
        helpers = tuple(name for piece in pieces if piece not in leads for name in split_bodies(_bare(piece)))
        return People(_name(_bare(leads[0])), helpers + more)
    named = split_bodies(text)
    return People(named[0], named[1:] + more) if named else People(None, more)


def _bare(piece: str) -> str:
    piece = _ROLE_TAG.sub("", piece)
    return squeeze(
        re.sub(
            r"^(?:- )?(?:chủ trì|phối hợp)\s*:?\s*|\s+(?:chủ trì|phối hợp)$", "", piece.strip(), flags=re.I
        )
    )


def _name(text: str) -> str | None:
    text = squeeze(text.replace("\n", " ")).strip(" .,;:-–+•")
    text = re.sub(r"\s+(?:chủ trì|thực hiện|phụ trách)$", "", _WHEN.sub("", text))
    return _LEADING.sub("", text).strip(" .,;:") or None


def from_sentence(text: str) -> People:
    """Who a duty names as its subject: "Văn phòng phối hợp với các phòng thuộc Sở triển khai …"."""
    head, colon, rest = text[:130].partition(":")
    if colon and rest.strip() and (body := body_heading(head)):
        return People(body, _partners(text[len(head) :]))
    for number, (start, end) in enumerate(sentences(text[:3000])):
        sentence = text[start:end]
        subject = _SUBJECT.match(sentence)
        if subject and (number == 0 or subject["order"] or subject["verb"] in _STRONG.split("|")):
            handed = _HANDED.search(subject["who"])
            who = handed["to"] if handed else subject["who"]
            return People(_name(who), _partners(sentence[subject.start("verb") :]))
        middle = _MIDDLE.search(sentence)
        if middle:
            return People(_name(middle["who"]), _partners(sentence[middle.end("who") :]))
    bracketed = _bracketed(text)
    if bracketed is not None:
        return bracketed
    return People(None, _partners(text[:600]) if fold(text[:20]).startswith("phoi hop") else ())


def _bracketed(text: str) -> People | None:
    """ "… (Văn phòng Sở chủ trì, các phòng phối hợp)"."""
    for inner in re.findall(r"\(([^()\n]{6,160})\)", text[:3000]):
        hit = _IN_BRACKET.match(inner)
        if hit:
            helped = re.search(r"[,;]\s*(?P<who>[^,;]{3,80}?)\s+phối hợp$", inner.strip())
            partners = split_bodies(helped["who"]) if helped else _partners(inner)
            return People(_name(hit["who"]), partners)
    return None


def _partners(text: str) -> tuple[str, ...]:
    helping = _HELPING.search(text[:400])
    if helping:
        return split_bodies(helping["who"])
    hit = _WITH.search(text[:400]) or _WITH_PLAIN.search(text[:400])
    if not hit:
        return ()
    who = hit["who"]
    end = _WITH_END.search(who)
    return split_bodies(who[: end.start()] if end else who)


def body_heading(text: str) -> str | None:
    """The body that a heading consists of: "1. Văn phòng Sở:", "Phòng Quản lý xây dựng"."""
    bare = text.strip().rstrip(":. ")
    if len(bare) > 110 or not _HEADING_BODY.match(bare):
        return None
    subject = _SUBJECT.match(bare + " ")
    return None if subject else _name(bare)


def find_unit(lead: str, units: Sequence[KnownUnit]) -> str | None:
    """The key of the unit that a lead names: the same name, else one name within the other."""
    wanted = _plain(lead)
    for unit in units:
        if wanted in {_plain(name) for name in unit.names}:
            return unit.key
    near = [
        unit.key
        for unit in units
        if any(
            wanted.startswith(_plain(name) + " ") or _plain(name).startswith(wanted + " ")
            for name in unit.names
        )
    ]
    return near[0] if len(set(near)) == 1 else None


def _plain(name: str) -> str:
    return re.sub(r"[\s\-–.,]+", " ", fold(name)).strip()
