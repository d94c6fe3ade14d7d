"""Static files under names that change with their content."""

from collections.abc import Callable

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    # Else a module that others import comes twice, under its own name and under the hashed one, and listens twice.
    support_js_module_import_aggregation = True

    def url_converter(self, name: str, *args, **kwargs) -> Callable:
        """As Django's, but for other packages' scripts, which lie in folders: imports in comments lead nowhere."""
        is_foreign = name.endswith(".js") and "/" in name
        return (lambda match: match[0]) if is_foreign else super().url_converter(name, *args, **kwargs)
