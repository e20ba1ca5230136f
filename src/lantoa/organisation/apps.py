from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "lantoa.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.audit.registry import register_verbs
        from lantoa.organisation import checks  # noqa: F401 (registers itself)
        from lantoa.organisation.verbs import VERBS

        register_verbs(VERBS)
