from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "lantoa.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
