"""What the site is called."""

from django.contrib.sites.models import Site

UNNAMED = "example.com"


def site_name() -> str:
    """Return the name that the administrator gave the site; it is read once per process."""
    name = Site.objects.get_current().name
    return "Forward Pass" if name == UNNAMED else name
