from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "lantoa.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.audit.registry import register_verbs, set_agency_names
        from lantoa.organisation import checks, queries  # noqa: F401 (checks registers itself)
        from lantoa.organisation.verbs import VERBS

        register_verbs(VERBS)
        set_agency_names(queries.short_names)
