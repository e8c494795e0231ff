"""Static files with a hash in their name, compressed once when they are collected."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """gzip only: brotli at its best level takes 50 s for the files of the admin and the API's pages.

    In our own scripts the modules that they import are named with their hashes; other packages' stay as
    they are.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (
            "js/*.js",
            ((r'(?P<matched>from "(?P<url>\./[^"]+\.js)")', 'from "%(url)s"'),),
        ),
    )

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(use_brotli=False, **options)
