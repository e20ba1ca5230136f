import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.foundation.legacy import convert_text, convert_texts, decode
from lantoa.foundation.syllables import syllables
from lantoa.foundation.text import nfc

DATA = Path(__file__).parent / "data"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
LETTERS = [
    "đ",
    *(nfc(vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES if vowel + tone not in "aeiouy"),
]

# Written again from the standards, apart from the module's own tables.
TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "A1A2A3A4A5A6A7 A8A9AAABACADAE B5B6B7B8B9 BBBCBDBEC6 C7C8C9CACB CCCECFD0D1 D2D3D4D5D6 D7D8DCDDDE"
            "DFE1E2E3E4 E5E6E7E8E9 EAEBECEDEE EFF1F2F3F4 F5F6F7F8F9 FAFBFCFDFE"
        ),
        strict=True,
    )
)
VNI_TONES = {"\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0301": "ù", "\u0323": "ï", "": ""}
VNI_HATS = dict(zip(["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"], "âàåãáä", strict=True))
VNI_BREVES = dict(zip(["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"], "êèúüéë", strict=True))
VNI_ALONE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}


def as_tcvn3(text: str) -> bytes:
    return bytes(TCVN3[char] if char in TCVN3 else ord(char) for char in text)


def as_vni(text: str) -> bytes:
    return "".join(map(vni_letter, text)).encode("latin-1")


def vni_letter(char: str) -> str:
    low = char.lower()
    if low in VNI_ALONE:
        written = VNI_ALONE[low]
    else:
        base, *marks = unicodedata.normalize("NFD", low)
        tone = next((mark for mark in marks if mark in TONES), "")
        if "\u0302" in marks:
            written = base + VNI_HATS[tone]
        elif "\u0306" in marks:
            written = base + VNI_BREVES[tone]
        else:
            written = ({"o": "ô", "u": "ö"}[base] if "\u031b" in marks else base) + VNI_TONES[tone]
    return written.upper() if char != low else written


def as_1258(text: str) -> bytes:
    data = b""
    for char in text:
        tone = next((mark for mark in unicodedata.normalize("NFD", char) if mark in TONES[1:]), "")
        bare = nfc("".join(mark for mark in unicodedata.normalize("NFD", char) if not tone or mark != tone))
        data += (bare + tone).encode("cp1258")
    return data


ENCODERS = {"tcvn3": as_tcvn3, "vni": as_vni, "windows-1258": as_1258}
SENTENCE = "Thực hiện kế hoạch tuyên truyền cải cách hành chính, Sở Xây dựng đề nghị các phòng, đơn vị"


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@pytest.mark.parametrize("page", ["bytes", "latin-1", "cp1252", "cp1258"])
def test_a_plan_in_an_old_encoding_becomes_its_unicode_text(encoding: str, page: str) -> None:
    data = (DATA / f"{encoding}.bin").read_bytes()
    expected = (DATA / "legacy.txt").read_text("utf-8")

    converted = decode(data) if page == "bytes" else convert_text(data.decode(page, "replace"))

    assert converted.text == expected
    assert converted.encoding == encoding
    assert converted.was_legacy


def test_there_are_134_vietnamese_letters_to_convert() -> None:
    assert len(LETTERS) + len({letter.upper() for letter in LETTERS}) == 134


@pytest.mark.parametrize("encoding", ENCODERS)
@pytest.mark.parametrize("letter", LETTERS)
def test_every_small_letter_survives_the_way_through_each_encoding(encoding: str, letter: str) -> None:
    text = f"{SENTENCE}: {letter}"

    converted = decode(ENCODERS[encoding](text))

    assert (converted.text, converted.encoding) == (text, encoding)


@pytest.mark.parametrize("encoding", ["vni", "windows-1258"])
@pytest.mark.parametrize("letter", LETTERS)
def test_every_capital_letter_survives_where_the_encoding_has_capitals(encoding: str, letter: str) -> None:
    text = f"{SENTENCE}: {letter.upper()}"

    assert decode(ENCODERS[encoding](text)).text == text


@pytest.mark.parametrize("letter", LETTERS)
def test_a_tcvn3_capital_font_shows_capitals(letter: str) -> None:
    typed = as_tcvn3(f"ban {letter}").decode("latin-1")

    assert convert_text(typed, font=".VnTimeH").text == f"BAN {letter.upper()}"


@given(
    st.lists(st.sampled_from(sorted(syllables())), min_size=1, max_size=12), st.sampled_from(sorted(ENCODERS))
)
def test_any_syllables_in_a_vietnamese_sentence_come_back(words: list[str], encoding: str) -> None:
    text = f"{SENTENCE} {' '.join(words)}"

    assert decode(ENCODERS[encoding](text)).text == text


def test_a_shouted_heading_in_tcvn3_is_all_capitals() -> None:
    assert decode(as_tcvn3("Kế HOạCH TUYÊN TRUYềN CảI CáCH")).text == "KẾ HOẠCH TUYÊN TRUYỀN CẢI CÁCH"


@pytest.mark.parametrize("font", [".VnTime", ".VnArial"])
def test_the_font_settles_what_a_short_text_leaves_open(font: str) -> None:
    assert convert_text("Sè", font=font).text == "Số"
    assert convert_text("Soá", font="VNI-Times").text == "Số"
    assert convert_text("Sè").encoding == "utf-8"


def test_paragraphs_of_one_document_are_judged_together_and_unicode_ones_stay() -> None:
    typed = [as_tcvn3(text).decode("cp1252") for text in ("Số: 12", "Kế hoạch tuyên truyền năm", "Nội dung")]

    converted = convert_texts([*typed, "Đã số hóa kế hoạch", "plain"])

    assert [part.text for part in converted] == [
        "Số: 12", "Kế hoạch tuyên truyền năm", "Nội dung", "Đã số hóa kế hoạch", "plain",
    ]  # fmt: skip
    assert [part.encoding for part in converted] == ["tcvn3", "tcvn3", "tcvn3", "utf-8", "utf-8"]


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch tuyên truyền cải cách hành chính",
        "ủy ban nhân dân",
        "thế là có thêm",
        "không có gì",
        "Ông Sô Phia ở Đắk Lắk",
        "plain ascii",
        "",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_vietnamese_is_never_taken_for_an_old_encoding(text: str, form: str) -> None:
    typed = unicodedata.normalize(form, text)

    for converted in (decode(typed.encode()), convert_text(typed)):
        assert (converted.text, converted.encoding) == (text, "utf-8")


@given(st.lists(st.sampled_from(sorted(syllables()))))
def test_no_run_of_unicode_syllables_is_taken_for_an_old_encoding(words: list[str]) -> None:
    text = " ".join(words)

    assert convert_text(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Déjà vu à Genève, été comme hiver, le thé est prêt",
        "Le préfet a signé l'arrêté relatif à la réforme",
        "où est-il né ?",
        "Größe, naïve café, ÜBER",
        "« Bonjour », ça va très bien",
        "El niño y el señor en la montaña",
        "São Paulo não é a capital",
        "København, Århus, smørrebrød",
        "Microsoft® Word © 2023, 20µm ± 5°C, § 12",
        "thé",
        "É",
    ],
)
def test_western_text_is_not_taken_for_vietnamese(text: str) -> None:
    assert (decode(text.encode("cp1252")).text, decode(text.encode("cp1252")).encoding) == (text, "cp1252")
    assert (convert_text(text).text, convert_text(text).encoding) == (text, "utf-8")


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16"), ("utf-16-be", "utf-16")],
)
def test_marked_and_wide_unicode_files_are_read(codec: str, encoding: str) -> None:
    text = "Plan 2026: Kế hoạch số 12/KH-SXD"

    assert (decode(text.encode(codec)).text, decode(text.encode(codec)).encoding) == (text, encoding)


def test_a_utf8_file_cut_in_a_letter_is_still_utf8() -> None:
    cut = "Thực hiện kế hoạch tuyên truyền cải cách hành chính nhà nước, Sở đề nghị các đơn vị báo cáo kết quả".encode()[
        :-1
    ]

    converted = decode(cut)

    assert converted.encoding == "utf-8"
    assert converted.text.startswith("Thực hiện kế hoạch")


def test_utf8_read_as_windows_1252_is_put_right() -> None:
    garbled = "Thực hiện kế hoạch".encode().decode("cp1252")

    assert (convert_text(garbled).text, convert_text(garbled).encoding) == (
        "Thực hiện kế hoạch",
        "utf-8-misread",
    )


@given(st.binary(max_size=300))
def test_no_bytes_whatever_raise_and_the_text_is_composed(data: bytes) -> None:
    converted = decode(data)

    assert converted.text == nfc(converted.text)
    assert converted.label


@given(st.text(max_size=200), st.sampled_from(["", ".VnTimeH", "VNI-Times", "Arial"]))
def test_no_text_whatever_raises(text: str, font: str) -> None:
    assert convert_text(text, font).text == nfc(convert_text(text, font).text)
