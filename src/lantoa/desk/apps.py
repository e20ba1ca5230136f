from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "lantoa.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.ui.registry import NavItem, register_nav

        register_nav(NavItem("hom-nay", "Hôm nay", "desk:today", 0, icon="home", dock=1))
