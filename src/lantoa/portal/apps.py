from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "lantoa.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.portal import code_targets

        code_targets.connect()
