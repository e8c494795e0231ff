"""Django's admin with a site of ours."""

from django.contrib.admin import apps


class TeachingAdminConfig(apps.AdminConfig):
    default_site = "config.admin_site.TeachingSite"
