"""Reads JSON as strictly as it is stored: what no database takes is refused here, with a reason."""

import json
from math import isinf
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StrictJSONParser(JSONParser):
    """JSON in UTF-8, as RFC 8259 has it, with each member named once."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """Return what was sent."""
        try:
            text = stream.read().decode("utf-8")
            found = json.loads(
                text, object_pairs_hook=no_name_twice, parse_float=_finite, parse_constant=_no_number
            )
            if "\\u" in text:
                json.dumps(found, ensure_ascii=False).encode()  # half of a pair of surrogates is no character
        except UnicodeError as error:
            raise ParseError(_("The body has to be text in UTF-8.")) from error
        except RecursionError as error:
            raise ParseError(_("The body is nested too deeply.")) from error
        except ValueError as error:
            raise ParseError(_("The body is no JSON: %(fault)s.") % {"fault": error}) from error
        return found


def no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the members of an object. Raises ValueError where two have one name."""
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for name, _value in pairs:
            if name in seen:
                raise ValueError(f"the member {name!r} comes twice")
            seen.add(name)
    return found


def _finite(text: str) -> float:
    number = float(text)
    if isinf(number):
        raise ValueError(f"{text} is no number that is kept")
    return number


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number in JSON")
