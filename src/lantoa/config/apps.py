from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "lantoa.config"
    label = "config"

    def ready(self) -> None:
        from lantoa.config import lookups, wiring

        lookups.register()
        wiring.connect()
