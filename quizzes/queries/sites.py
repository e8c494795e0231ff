"""What the site is called, and where its letters lie while there is no mail server."""

from pathlib import Path

from django.conf import settings
from django.contrib.sites.models import Site

UNNAMED = "example.com"


def site_name() -> str:
    """Return the name that the administrator gave the site; it is read once per process."""
    name = Site.objects.get_current().name
    return "Forward Pass" if name == UNNAMED else name


def mail_folder() -> Path | None:
    """Return where letters are kept as files on a machine of one's own without a mail server."""
    kept = settings.LOCAL and settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
    return settings.EMAIL_FILE_PATH if kept else None
