from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "lantoa.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.jobs import schedule

        schedule.register(
            "jobs.forget_old", "20 3 * * *", "lantoa.jobs.jobs.forget_old", "Dọn việc nền đã cũ"
        )
