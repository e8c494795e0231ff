"""The site's name, as its administrator chose it, for every page."""

from django.contrib.sites.models import Site
from django.http import HttpRequest

NAME_OF_A_NEW_SITE = "example.com"


def named(request: HttpRequest) -> dict[str, str]:
    """The name for templates; empty where nobody has chosen one yet. It is read once per process."""
    name = Site.objects.get_current(request).name
    return {} if name == NAME_OF_A_NEW_SITE else {"site_name": name}
