"""What the settings are in production, on one's own machine, and behind a proxy."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.config.conftest import Settings
from tests.server import ROOT


def test_production_needs_https_and_shows_no_debug_pages(settings_in: Settings) -> None:
    settings = settings_in()
    names = (
        "DEBUG",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    )
    assert {name: settings[name] for name in names} == {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    }


@pytest.mark.slow
def test_production_passes_djangos_deployment_check(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (
        0,
        "System check identified no issues (1 silenced).\n",
    ), done.stderr


def test_local_serves_plain_http_to_this_machine_only(settings_in: Settings) -> None:
    settings = settings_in(LOCAL="1")
    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert [
        settings[name]
        for name in ("DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    ] == [False, False, False, 0]


@pytest.mark.parametrize(
    ("environment", "expected"), [({}, None), ({"BEHIND_PROXY": "1"}, ("HTTP_X_FORWARDED_PROTO", "https"))]
)
def test_proxy_header_counts_only_behind_a_proxy(
    settings_in: Settings, environment: dict[str, str], expected: tuple[str, str] | None
) -> None:
    assert settings_in(**environment).get("SECURE_PROXY_SSL_HEADER") == expected


def test_sqlite_is_durable_and_its_writers_queue(settings_in: Settings, tmp_path: Path) -> None:
    database = settings_in()["DATABASES"]["default"]
    assert {name: database[name] for name in ("ENGINE", "NAME", "CONN_MAX_AGE", "OPTIONS")} == {
        "ENGINE": "config.sqlite",
        "NAME": str(tmp_path / "var" / "db.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
        },
    }


def test_data_is_kept_from_other_users_of_the_machine(settings_in: Settings, tmp_path: Path) -> None:
    settings_in(SECRET_KEY="given")
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700


def test_database_url_chooses_postgresql(settings_in: Settings) -> None:
    database = settings_in(DATABASE_URL="postgres://quiz:secret@db:5433/quizzes")["DATABASES"]["default"]
    names = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "CONN_MAX_AGE", "CONN_HEALTH_CHECKS")
    assert [database[name] for name in names] == [
        "django.db.backends.postgresql",
        "quizzes",
        "quiz",
        "secret",
        "db",
        5433,
        None,
        True,
    ]


def test_email_url_chooses_the_mail_server(settings_in: Settings) -> None:
    settings = settings_in(EMAIL_URL="smtp+tls://quiz:secret@mail.example.edu:587")
    names = ("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_HOST_USER")
    assert [settings[name] for name in names] == [
        "django.core.mail.backends.smtp.EmailBackend",
        "mail.example.edu",
        587,
        True,
        "quiz",
    ]


def test_mail_is_kept_in_files_without_a_mail_server(settings_in: Settings, tmp_path: Path) -> None:
    settings = settings_in()
    assert settings["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend"
    assert settings["EMAIL_FILE_PATH"] == tmp_path / "var" / "mail"


def test_framing_is_refused_unless_hosts_are_named(settings_in: Settings) -> None:
    closed = settings_in()
    opened = settings_in(FRAME_ANCESTORS="https://lms.example.edu")
    clickjacking = "django.middleware.clickjacking.XFrameOptionsMiddleware"
    assert [
        (
            settings["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["frame-ancestors"],
            clickjacking in settings["MIDDLEWARE"],
            settings.get("SESSION_COOKIE_SAMESITE", "Lax"),
        )
        for settings in (closed, opened)
    ] == [(["'none'"], True, "Lax"), (["https://lms.example.edu"], False, "None")]


def test_policy_trusts_only_the_site_itself_in_the_admin_too(client: Client, db: None) -> None:
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]
    assert sorted(policy.split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
    ]
