from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "lantoa.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.ui import checks, gallery  # noqa: F401  checks registers itself

        gallery.register()
