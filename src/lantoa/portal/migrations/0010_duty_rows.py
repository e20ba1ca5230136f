"""What a state site must show, in our own words; rows without a mark were not compared with the text yet."""

from django.db import migrations

D224 = "Nghị định 224/2026/NĐ-CP, Điều "
ROWS = (
    ("thu-tuc", "Thủ tục hành chính, dịch vụ công trực tuyến (lấy từ cổng quốc gia)", D224 + "9", "thu-tuc", True),
    ("so-do-to-chuc", "Sơ đồ tổ chức, cơ cấu", D224 + "9", "", True),
    ("chuc-nang", "Chức năng, nhiệm vụ, quyền hạn", D224 + "9", "", True),
    ("lich-su", "Lịch sử hình thành, phát triển (tóm tắt)", D224 + "9", "", True),
    ("lanh-dao", "Tiểu sử tóm tắt, nhiệm vụ của lãnh đạo", D224 + "9", "", True),
    ("tiep-can-thong-tin", "Thông tin phải công khai theo pháp luật về tiếp cận thông tin", D224 + "9", "", True),
    ("van-ban", "Văn bản do cơ quan ban hành, kèm hiệu lực", "Luật Tiếp cận thông tin 104/2016/QH13", "van-ban", False),
    ("tin-moi", "Tin, bài mới về hoạt động", D224 + "9 (cập nhật ngay khi thay đổi)", "tin-moi", False),
    ("kenh", "Danh mục kênh cung cấp thông tin, dịch vụ", D224 + "10", "kenh", True),
    ("danh-gia", "Chỗ để người dân đánh giá trực tuyến, không lộ người đánh giá", D224 + "10", "danh-gia", True),
    ("tiep-can", "Khả năng tiếp cận cho người khuyết tật, tuyên bố kèm theo", D224 + "10", "tiep-can", True),
    ("thanh-phan", "Trang là thành phần của cổng tỉnh, tên miền .gov.vn đúng dạng", D224 + "11", "", True),
    ("ngung", "Báo trước ít nhất 7 ngày làm việc khi tạm ngừng có kế hoạch", D224 + "13", "", True),
    ("mot-phan", "Nêu lý do, căn cứ cho dịch vụ chưa toàn trình", D224 + "14", "", True),
    ("lien-he", "Tên, địa chỉ, điện thoại, thư điện tử, người chịu trách nhiệm ở chân trang", "Thông tư 32/2017/TT-BTTTT, Điều 16 (đã được thay, cần đối chiếu)", "lien-he", False),
    ("noi-tiep", "Nơi tiếp nhận, giờ làm việc", "", "noi-tiep", False),
    ("so-do", "Sơ đồ trang dạng cây và XML", "Thông tư 32/2017/TT-BTTTT, Điều 16 (đã được thay, cần đối chiếu)", "so-do", False),
    ("hoi-dap", "Câu hỏi thường gặp", "Thông tư 32/2017/TT-BTTTT, Điều 11 (đã được thay, cần đối chiếu)", "hoi-dap", False),
    ("tien-do", "Tiến độ kế hoạch tuyên truyền cải cách hành chính", "", "tien-do", False),
    ("lo-trinh", "Lộ trình chuyển đổi số", "", "lo-trinh", False),
    ("ket-qua", "Kết quả cải cách hành chính theo kỳ", "", "ket-qua", False),
)


def write(apps, schema_editor):
    duty = apps.get_model("portal", "duty")
    for position, (code, name, basis, check, sure) in enumerate(ROWS, start=1):
        duty.objects.get_or_create(
            code=code,
            defaults={"name": name, "basis": basis, "check_by": check, "sure": sure, "position": position * 10},
        )


class Migration(migrations.Migration):
    dependencies = [("portal", "0009_duties")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
