"""Help on the desk: the main jobs in the order a person meets them. Pure text."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.organisation.access import Actor
from lantoa.organisation.models import Role


@dataclass(frozen=True, slots=True)
class Topic:
    """One job: who does it, and the steps."""

    title: str
    roles: frozenset[str]
    steps: tuple[str, ...]
    url_name: str = ""
    label: str = ""


TOPICS = (
    Topic(
        "Ghi một việc đã làm",
        frozenset({Role.OFFICER, Role.HEAD, Role.COORDINATOR}),
        (
            "Bấm “Ghi hoạt động” ở trang Hôm nay hoặc ở trang nhiệm vụ.",
            "Điền làm gì, ngày nào, bao nhiêu; chụp hoặc chọn ảnh.",
            "Bấm “Gửi xác nhận”. Mất mạng vẫn ghi được: nội dung và ảnh nằm trên máy, tự gửi khi có mạng.",
        ),
        "ledger:record",
        "Ghi hoạt động",
    ),
    Topic(
        "Xác nhận việc của đơn vị",
        frozenset({Role.HEAD, Role.COORDINATOR}),
        (
            "Mở trang Chờ xác nhận từ trang Hôm nay.",
            "Xem ảnh và số liệu, bỏ chọn mục chưa đúng.",
            "Bấm “Xác nhận” cho các mục đã chọn, hoặc trả lại kèm lý do.",
            "Việc do chính mình ghi thì người khác xác nhận.",
        ),
        "ledger:confirm",
        "Chờ xác nhận",
    ),
    Topic(
        "Đưa kế hoạch từ văn bản vào hệ thống",
        frozenset({Role.COORDINATOR}),
        (
            "Mở Kế hoạch, bấm “Nạp từ văn bản”, chọn tệp Word hoặc dán nội dung.",
            "So bản thảo với văn bản gốc ở bên cạnh; sửa, gộp, tách, bỏ mục chưa đúng.",
            "Bấm “Xác nhận thành kế hoạch”. Trước bước này chưa có gì được ghi.",
        ),
        "plans:new",
        "Nạp kế hoạch",
    ),
    Topic(
        "Kết thúc một nhiệm vụ",
        frozenset({Role.OFFICER, Role.HEAD, Role.COORDINATOR}),
        (
            "Mở nhiệm vụ, kiểm tra các hoạt động đã tính vào và minh chứng.",
            "Bấm “Đề nghị xác nhận hoàn thành”; thiếu minh chứng thì ghi giải trình.",
            "Một người khác có quyền xác nhận thì nhiệm vụ mới là hoàn thành.",
        ),
        "plans:tasks",
        "Danh sách nhiệm vụ",
    ),
    Topic(
        "Xem kế hoạch đến đâu",
        frozenset({Role.DIRECTOR, Role.SUPERIOR, Role.COORDINATOR}),
        (
            "Trang Hôm nay nêu tiến độ so với phần cần đạt, việc trễ, bảng đơn vị theo tháng.",
            "Bấm vào con số hoặc ô màu để xem các việc đứng sau.",
            "Mở kế hoạch, mục Cách tính, để xem số liệu tính thế nào.",
        ),
        "plans:list",
        "Kế hoạch",
    ),
    Topic(
        "Công bố tiến độ trên cổng",
        frozenset({Role.DIRECTOR}),
        (
            "Mở kế hoạch, xuống mục Công bố tiến độ.",
            "Chọn có nêu nhiệm vụ trễ hạn hay không, rồi bấm “Công bố tiến độ”.",
            "Trang công khai chỉ nêu đơn vị, không nêu tên người. Gỡ công bố lúc nào cũng được.",
        ),
        "plans:list",
        "Kế hoạch",
    ),
    Topic(
        "Mời một người vào hệ thống",
        frozenset({Role.ADMINISTRATOR}),
        (
            "Mở Cán bộ, tài khoản; bấm “Thêm người”, nhập họ tên, thư điện tử công vụ.",
            "Giao vai trò tại cơ quan: vai trò, đơn vị, từ ngày.",
            "Bấm “Gửi thư mời”. Người được mời mở đường dẫn trong thư, đặt mật khẩu.",
        ),
        "organisation:people",
        "Cán bộ, tài khoản",
    ),
    Topic(
        "Mở đợt báo cáo, nhận báo cáo của đơn vị",
        frozenset({Role.SUPERIOR}),
        (
            "Mở Đợt báo cáo, bấm “Mở đợt báo cáo”, chọn kỳ, hạn gửi và cơ quan phải báo cáo.",
            "Trang của đợt cho biết ai đã gửi, chưa gửi, trễ; bấm “Nhắc” để nhắc ngay.",
            "Mở một cơ quan, đọc bản đã ký, rồi nhận hoặc trả lại kèm lý do.",
        ),
        "reports:rounds",
        "Đợt báo cáo",
    ),
    Topic(
        "Gửi báo cáo lên cấp trên",
        frozenset({Role.COORDINATOR}),
        (
            "Mở Báo cáo phải gửi, xem kỳ, hạn và yêu cầu; bấm “Lập báo cáo” nếu chưa có.",
            "Ban hành xong, quay lại đây bấm nút gửi.",
            "Bị trả lại thì sửa, ban hành bản mới rồi gửi lại.",
        ),
        "reports:calls",
        "Báo cáo phải gửi",
    ),
    Topic(
        "Cập nhật danh mục thủ tục hành chính",
        frozenset({Role.COORDINATOR}),
        (
            "Mở Thủ tục hành chính, bấm “Nhập từ tệp”, chọn tệp Excel hoặc CSV của danh mục.",
            "Xem từng dòng mới, thay đổi, không có trong tệp; ô sai được nêu để sửa trong tệp.",
            "Bấm “Ghi”. Sửa từng thủ tục, thay thế, bãi bỏ: ở trang của thủ tục.",
        ),
        "procedures:list",
        "Thủ tục hành chính",
    ),
    Topic(
        "Lập đơn vị, ghi sáp nhập",
        frozenset({Role.ADMINISTRATOR}),
        (
            "Mở Tổ chức, chọn cơ quan. Thêm đơn vị từng cái, hoặc nhập đơn vị và người từ Excel.",
            "Đổi tên, sáp nhập, chia tách, giải thể: chọn ở mục Lịch sử tổ chức, xem hệ quả rồi mới ghi.",
            "Hồ sơ đã có giữ tên cơ quan lúc ban hành.",
        ),
        "organisation:tree",
        "Tổ chức",
    ),
    Topic(
        "Ủy quyền khi vắng mặt",
        frozenset({Role.HEAD, Role.COORDINATOR, Role.DIRECTOR}),
        (
            "Mở menu tên mình, chọn “Ủy quyền khi vắng mặt”.",
            "Chọn người nhận, từ ngày, đến ngày và lý do. Hết ngày, quyền tự trở về.",
        ),
    ),
)


def topics_for(actor: Actor) -> list[Topic]:
    """Topics of the roles held; all of them for somebody without a role."""
    held = {grant.role for grant in actor.grants}
    return [topic for topic in TOPICS if not held or topic.roles & held] or list(TOPICS)
