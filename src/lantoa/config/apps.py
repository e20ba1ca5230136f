from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "lantoa.config"
    label = "config"

    def ready(self) -> None:
        from lantoa.config import freshness, lookups, wiring

        freshness.connect()
        lookups.register()
        wiring.connect()
