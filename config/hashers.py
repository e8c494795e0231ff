"""How passwords are hashed: strongly, and fast enough for a hall that logs in within the same minute."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class ExamHallHasher(Argon2PasswordHasher):
    """Argon2id at OWASP's recommended minimum (19 MiB, two passes, one lane).

    Django's default, PBKDF2, takes half a second of one core: five hundred students would wait two minutes.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
