"""Cases of what is filled in."""

from __future__ import annotations

from django import forms

from lantoa.ui.forms import DateField, NumberField
from lantoa.ui.parts import Chip
from lantoa.ui.registry import register_case as case
from lantoa.ui.remembering import LastFilter

FORMS = [("hn", "Hội nghị, tập huấn"), ("tt", "Truyền thanh cơ sở"), ("bi", "Báo in")]


class ActivityForm(forms.Form):
    title = forms.CharField(label="Tên hoạt động", help_text="Một câu ngắn, có động từ", max_length=60)
    day = DateField(label="Ngày làm")
    people = NumberField(label="Lượt người", required=False, least=0)
    unit = forms.ChoiceField(
        label="Đơn vị chủ trì", choices=[("vp", "Văn phòng"), ("xd", "Phòng Quản lý xây dựng")]
    )
    form = forms.ChoiceField(label="Hình thức", choices=FORMS, widget=forms.RadioSelect)
    tell = forms.MultipleChoiceField(
        label="Báo cho",
        choices=[("tp", "Trưởng phòng"), ("dm", "Đầu mối")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    photos = forms.FileField(
        label="Ảnh, tệp hoặc văn bản", help_text="Ảnh, PDF, Word; mỗi tệp dưới 20 MB", required=False
    )
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    urgent = forms.BooleanField(
        label="Nhắc lại trước hạn ba ngày", required=False, help_text="Gửi cho người chủ trì"
    )


class FilterForm(forms.Form):
    tu = forms.CharField(label="Từ khóa", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    don_vi = forms.ChoiceField(
        label="Đơn vị chủ trì", choices=[("", "Tất cả đơn vị"), ("vp", "Văn phòng")], required=False
    )


def register() -> None:
    filled = {
        "title": "Phát 500 tờ gấp",
        "day": "04/09/2026",
        "people": "1.250",
        "unit": "xd",
        "form": "tt",
        "tell": ["tp"],
    }
    wrong = {"title": "Phát tờ gấp " * 8, "day": "31/09/2026", "people": "1,2,3", "unit": "xx"}
    case("c-field", "trống", "<form>{{ form }}</form>", {"form": ActivityForm(auto_id="trong_%s")})
    case("c-field", "đã điền", "<form>{{ form }}</form>", {"form": ActivityForm(filled, auto_id="dien_%s")})
    case("c-field", "có lỗi", "<form>{{ form }}</form>", {"form": ActivityForm(wrong, auto_id="loi_%s")})
    case(
        "c-field",
        "nhãn, gợi ý và cỡ do trang đặt",
        """<c-field :field="form.day" label="Làm ngày nào" hint="Ngày bắt đầu nếu làm nhiều ngày" size="s" />""",
        {"form": ActivityForm(auto_id="rieng_%s")},
    )
    case(
        "c-errors",
        "tóm tắt lỗi",
        '<c-errors :form="form" />',
        {"form": ActivityForm(wrong, auto_id="loi_%s")},
    )
    case(
        "c-opts",
        "viết tay",
        '<c-opts legend="Anh, chị muốn gửi gì?" id="gui" hint="Chọn một mục"><c-opt name="k" value="1" id="gui_1">Phản ánh về quy định, thủ tục</c-opt>'
        '<c-opt name="k" value="2" :checked="True" id="gui_2" hint="Chuyển đến nơi tiếp nhận theo Luật Khiếu nại">Khiếu nại</c-opt><c-opt name="k" value="3" :disabled="True" id="gui_3">Báo in (chưa bật)</c-opt></c-opts>',
    )
    case(
        "c-drop",
        "tải tệp",
        '<c-drop id="tep" name="tep" label="Ảnh, tệp hoặc văn bản" hint="Mỗi tệp dưới 20 MB" :multiple="True" />',
    )
    case(
        "c-drop",
        "tệp bị từ chối",
        '<c-drop id="tep2" name="tep2" label="Bảng nhập" error="Tệp có macro, không nhận. Lưu lại dạng .xlsx rồi tải lên." />',
    )
    case(
        "c-file",
        "đã tải, bị từ chối",
        '<c-files><c-file name="toan-canh.jpg" note="4,6 MB · đã tải xong" icon="photo" href="#"><c-btn kind="bare" aria-label="Bỏ toan-canh.jpg">Bỏ</c-btn></c-file>'
        '<c-file name="danh-sach.docm" error="Tệp có macro, không nhận. Lưu lại dạng .docx rồi tải lên."><c-btn kind="bare" aria-label="Bỏ danh-sach.docm">Bỏ</c-btn></c-file></c-files>',
    )
    case(
        "c-filters",
        "đang lọc",
        '<c-filters :form="form" label="Lọc nhiệm vụ mẫu" :chips="chips" />',
        {
            "form": FilterForm(auto_id="loc_%s"),
            "chips": [Chip("Đơn vị chủ trì: Văn phòng", "?"), Chip("Từ khóa: tập huấn", "?")],
        },
    )
    case(
        "c-filters",
        "đã lọc lần trước",
        '<c-filters :form="form" label="Lọc nhiệm vụ đã xem" :last="last" />',
        {"form": FilterForm(auto_id="lan_%s"), "last": LastFilter("Đơn vị chủ trì: Văn phòng", "?")},
    )
