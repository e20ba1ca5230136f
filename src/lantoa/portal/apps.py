from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "lantoa.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.channels import languages as channel_languages
        from lantoa.portal import languages

        channel_languages.register(languages.opened, languages.links)
        from lantoa.audit.registry import register_verbs
        from lantoa.portal import code_targets, editorial, outgoing, registrations

        register_verbs(
            {
                "portal.home_opened": "Mở trang của cơ quan trên cổng",
                "portal.home_moved": "Đổi địa chỉ trang của cơ quan",
                "portal.page_written": "Viết bài",
                "portal.page_created": "Tạo trang",
                "portal.page_edited": "Sửa trang",
                "portal.page_published": "Đăng trang",
                "portal.page_unpublished": "Gỡ trang",
                "portal.page_deleted": "Xóa trang",
                "portal.page_moved": "Chuyển trang",
                "portal.page_copied": "Sao trang",
                "portal.page_reverted": "Lấy lại bản trước của trang",
                "portal.page_renamed": "Đổi tên trang",
                "portal.page_scheduled": "Hẹn giờ đăng trang",
                "portal.page_unscheduled": "Bỏ hẹn giờ đăng trang",
                "portal.approval_asked": "Trình duyệt trang",
                "portal.page_approved": "Duyệt trang",
                "portal.page_returned": "Trả lại trang",
                "portal.approval_cancelled": "Rút trang đang trình",
                "portal.nominated": "Đề nghị nêu gương",
                "portal.nomination_approved": "Duyệt đề nghị nêu gương",
                "portal.nomination_refused": "Không duyệt đề nghị nêu gương",
                "portal.consent_recorded": "Ghi sự đồng ý được nêu tên",
                "portal.consent_withdrawn": "Rút sự đồng ý được nêu tên",
                "portal.question_nominated": "Đề nghị câu hỏi của tháng",
                "portal.question_approved": "Duyệt câu hỏi của tháng",
                "portal.question_refused": "Không duyệt câu hỏi của tháng",
                "portal.leaflet_placed": "Đặt mã QR cho tờ rơi hướng dẫn",
                "portal.review_planned": "Hẹn ngày rà soát trang",
                "portal.page_reviewed": "Xác nhận đã rà soát trang",
                "portal.duty_saved": "Sửa danh mục nội dung bắt buộc",
                "portal.duty_ticked": "Đánh dấu nội dung bắt buộc",
                "portal.duty_unticked": "Bỏ đánh dấu nội dung bắt buộc",
                "portal.file_added": "Thêm ảnh, tài liệu",
                "portal.file_changed": "Sửa ảnh, tài liệu",
                "portal.approval_link_lent": "Gửi đường dẫn duyệt trang",
                "portal.approved_by_link": "Duyệt trang bằng đường dẫn",
                "portal.returned_by_link": "Trả lại trang bằng đường dẫn",
                "portal.opinion_seen": "Đánh dấu đã đọc ý kiến về trang",
                "portal.opinions_erased": "Xóa ý kiến về trang đã quá hạn giữ",
                "portal.language_opened": "Mở ngôn ngữ của cổng",
                "portal.language_closed": "Đóng ngôn ngữ của cổng",
                "portal.translation_written": "Ghi bản dịch của trang",
                "portal.translation_shown": "Hiện bản dịch đã hiệu đính",
                "portal.translation_hidden": "Ẩn bản dịch của trang",
                "portal.synonyms_put": "Ghi nhóm từ cùng nghĩa",
                "portal.synonyms_dropped": "Bỏ nhóm từ cùng nghĩa",
                "portal.links_asked": "Kiểm tra liên kết trong trang",
                "portal.reads_recorded": "Ghi lượt xem của tháng",
                "portal.file_deleted": "Xóa ảnh, tài liệu",
                "portal.set_made": "Lập gói nội dung",
                "portal.set_changed": "Sửa gói nội dung",
                "portal.set_pages_added": "Thêm trang vào gói nội dung",
                "portal.set_page_removed": "Lấy trang ra khỏi gói nội dung",
                "portal.set_timed": "Hẹn giờ đăng gói nội dung",
                "portal.set_untimed": "Bỏ hẹn giờ đăng gói nội dung",
                "portal.set_released": "Đăng gói nội dung",
                "portal.set_failed": "Không đăng được gói nội dung đúng giờ",
                "portal.set_taken_down": "Gỡ gói nội dung",
                "portal.set_dropped": "Bỏ gói nội dung",
            }
        )
        registrations.connect()
        editorial.connect()
        code_targets.connect()
        outgoing.connect()
