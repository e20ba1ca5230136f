from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "lantoa.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.audit.registry import register_verbs
        from lantoa.jobs import schedule
        from lantoa.jobs.registry import register_labels
        from lantoa.notices import queries
        from lantoa.ui.registry import BELL, NavItem, register_nav

        register_verbs({"notices.mail_chosen": "Đổi cách nhận thư thông báo"})
        jobs = "lantoa.notices.jobs"
        register_labels({f"{jobs}.deliver": "Gửi thư thông báo"})
        schedule.register(
            "notices.digests", "0 7 * * *", f"{jobs}.deliver_digests", "Gửi thư tổng hợp hằng ngày"
        )
        schedule.register("notices.left", "15 * * * *", f"{jobs}.deliver_left", "Gửi lại thư còn chờ")
        schedule.register("notices.forget_old", "40 3 * * 0", f"{jobs}.forget_old", "Dọn thông báo đã cũ")
        register_nav(NavItem(BELL, "Thông báo", "notices:list", 0, count=queries.unread_count, icon="bell"))
