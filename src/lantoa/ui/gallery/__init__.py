"""The named cases of every component, shown at /ban-lam-viec/gallery/ and rendered by the tests."""

from lantoa.ui.gallery import charts, forms, pieces


def register() -> None:
    for module in (pieces, forms, charts):
        module.register()
