from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "lantoa.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.jobs import access, schedule
        from lantoa.ui.registry import ACCOUNT, HomeCard, NavItem, register_home_card, register_nav

        schedule.register(
            "jobs.forget_old", "20 3 * * *", "lantoa.jobs.jobs.forget_old", "Dọn việc nền đã cũ"
        )
        from lantoa.jobs.web import cards

        register_home_card(HomeCard("jobs.failed", 90, cards.failed, "strip", access.administers))
        register_nav(
            NavItem(ACCOUNT, "Việc nền của tôi", "jobs:mine", 60),
            NavItem("quan-tri", "Việc nền", "jobs:all", 980, shown=access.administers),
        )
