"""What two people edit is changed only as it was read: ETag and If-Match (RFC 9110)."""

import json
from hashlib import sha256

from django.utils.translation import gettext as _
from rest_framework.request import Request

from quizzes.api.errors import ApiError, Fault


def etag(*parts: object) -> str:
    """Return a strong ETag for what these parts tell: another where one of them is another."""
    told = json.dumps(parts, default=str).encode()
    return f'"{sha256(told).hexdigest()[:32]}"'


def check_match(request: Request, current: str) -> None:
    """Refuse a change of what was not read, or has changed since: raises ApiError."""
    sent = request.headers.get("If-Match", "").strip()
    if not sent:
        detail = _("Send If-Match with the ETag with which you read it.")
        raise ApiError("precondition-required", errors=[Fault(detail, header="If-Match")])
    # A proxy that compresses an answer marks its ETag as weak (nginx does); we give strong ones only.
    if sent != "*" and current not in [tag.strip().removeprefix("W/") for tag in sent.split(",")]:
        detail = _("Somebody changed it since you read it. Read it again, then change it.")
        raise ApiError("precondition-failed", errors=[Fault(detail, header="If-Match")])
