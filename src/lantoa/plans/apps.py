from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "lantoa.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.audit.registry import register_verbs

        register_verbs(
            {
                "plans.draft_made": "Nạp văn bản kế hoạch",
                "plans.draft_saved": "Sửa bản thảo kế hoạch",
                "plans.draft_dropped": "Bỏ bản thảo kế hoạch",
                "plans.draft_restored": "Lấy lại bản thảo kế hoạch",
                "plans.issued": "Xác nhận kế hoạch",
                "plans.amended": "Điều chỉnh kế hoạch",
                "plans.closed": "Kết thúc kế hoạch",
                "plans.archived": "Lưu trữ kế hoạch",
                "plans.plan_reopened": "Mở lại kế hoạch",
                "plans.parent_reviewed": "Rà soát theo kế hoạch cấp trên",
                "plans.task_accepted": "Tiếp nhận nhiệm vụ",
                "plans.task_handed_back": "Trả lại nhiệm vụ",
                "plans.task_forwarded": "Chuyển nhiệm vụ",
                "plans.task_assigned": "Giao người thực hiện",
                "plans.task_split": "Chia nhiệm vụ",
                "plans.task_started": "Bắt đầu nhiệm vụ",
                "plans.task_explained": "Ghi giải trình nhiệm vụ",
                "plans.task_done_asked": "Đề nghị xác nhận hoàn thành",
                "plans.task_done": "Xác nhận hoàn thành nhiệm vụ",
                "plans.task_done_returned": "Trả lại đề nghị hoàn thành",
                "plans.task_reopened": "Mở lại nhiệm vụ",
                "plans.activity_credited": "Tính hoạt động vào nhiệm vụ",
                "plans.activity_uncredited": "Thôi tính hoạt động vào nhiệm vụ",
                "plans.instance_explained": "Ghi giải trình kỳ",
                "plans.instance_done": "Xác nhận hoàn thành kỳ",
                "plans.instance_reopened": "Mở lại kỳ",
                "plans.rule_chosen": "Chọn cách tính tiến độ",
                "plans.snapshot_taken": "Chốt số liệu tiến độ",
                "plans.progress_published": "Công bố tiến độ",
                "plans.progress_withdrawn": "Gỡ công bố tiến độ",
                "plans.reminded": "Nhắc hạn nhiệm vụ",
                "plans.nudged": "Nhắc thực hiện nhiệm vụ",
                "plans.bulk_updated": "Cập nhật nhiệm vụ từ tệp Excel",
                "plans.feed_made": "Tạo địa chỉ lịch",
                "plans.feed_revoked": "Thu hồi địa chỉ lịch",
            }
        )
        from lantoa.plans import registrations

        registrations.connect()
