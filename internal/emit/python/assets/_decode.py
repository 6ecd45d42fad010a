"""From a response to an error."""

from __future__ import annotations

import json
import math
import re
from datetime import datetime, timezone
from typing import Any, Iterable, Mapping, cast

from ._base import ApiError, UnknownError
from ._errors import BY_CODE, BY_PAGE

MAX_BODY = 1 << 20
"""How much of a body is read, in bytes."""

MAX_CODE = 80
MAX_MESSAGE = 199
MAX_REQUEST_ID = 128

LONGEST_WAIT = 2**31 - 1
"""The longest wait that is told from a longer one, in seconds."""

_CODE = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_REQUEST_ID = re.compile(r"[A-Za-z0-9._~:+/=@-]+", re.ASCII)
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd\ud800-\udfff]")

Headers = Mapping[str, str] | Iterable[tuple[str, str]]


def error_from(
    status: int,
    headers: Headers,
    body: bytes | str | None,
    *,
    method: str | None = None,
    url: str | None = None,
) -> ApiError:
    """Return the error that a response with a status of 400 or more is.

    It never raises because of what the response says. See error_from_response
    for the responses of HTTP clients.
    """
    fields = _lower(headers)
    members, problem = _object(body)
    found = _read(members)
    if members is not None and found is None:
        problem = "the body is no error response that is known here"
    found = found or {}
    code = found.pop("code", "")
    request_id = _request_id(found.pop("request_id", None)) or _request_id(fields.get("x-request-id"))
    wait = max(header_wait(fields), body_wait(members.get("retry_after") if members else None))
    cls = BY_CODE.get(code, UnknownError)
    return cls(
        found.pop("message", "") or f"HTTP status {status}",
        status=status,
        code=code,
        request_id=request_id or None,
        retry_after=wait or None,
        method=method,
        url=url,
        problem=problem,
        **found,
    )


def _lower(headers: Headers) -> dict[str, str]:
    # What urllib has is no Mapping, and has items all the same.
    items = getattr(headers, "items", None)
    pairs = cast(Iterable[tuple[Any, Any]], headers if items is None else items())
    fields: dict[str, str] = {}
    for name, value in pairs:
        key = _text(name).lower()
        fields[key] = f"{fields[key]}, {_text(value)}" if key in fields else _text(value)
    return fields


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _object(body: bytes | str | None) -> tuple[dict[str, Any] | None, str | None]:
    """Return the members of a JSON object, or why there are none."""
    if not body:
        return None, "the body is empty"
    if len(body) > MAX_BODY:
        return None, f"the body has more than {MAX_BODY} bytes"
    text = body if isinstance(body, str) else bytes(body).decode("utf-8", "replace")
    try:
        value = json.loads(text, parse_constant=_refuse, parse_int=_integer)
    except (ValueError, RecursionError):
        return None, "the body is no JSON object"
    if not isinstance(value, dict):
        return None, "the body is no JSON object"
    return cast(dict[str, Any], value), None


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= 400 else float(digits)


def _read(members: dict[str, Any] | None) -> dict[str, Any] | None:
    """Read the members of the envelope, of problem details or of OAuth 2.0."""
    if members is None:
        return None
    error = _string(members.get("error"))
    found: dict[str, Any]
    if members.get("success") is False and len(error) <= MAX_CODE and _CODE.fullmatch(error):
        found = {
            "code": error,
            "message": _string(members.get("message")),
            "doc_url": _page(members.get("doc_url")),
        }
    elif error and ("error_description" in members or "error_uri" in members):
        page = _page(members.get("error_uri"))
        found = {
            "code": BY_PAGE.get(page or "", ""),
            "oauth": _clean(error, MAX_CODE),
            "message": _string(members.get("error_description")),
            "doc_url": page,
        }
    elif "status" in members and ("title" in members or "detail" in members):
        found = {
            "message": _string(members.get("detail")) or _string(members.get("title")),
            "doc_url": _page(members.get("type")),
        }
    else:
        return None
    found["message"] = _clean(found["message"], MAX_MESSAGE)
    found["request_id"] = members.get("request_id")
    found["timestamp"] = _time(members.get("timestamp"))
    found["details"] = _items(members.get("details"))
    return found


def _items(details: Any) -> Iterable[Any]:
    return tuple(item for item in details if isinstance(item, dict)) if isinstance(details, list) else ()  # pyright: ignore


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _page(value: Any) -> str | None:
    return value if isinstance(value, str) and value.startswith("https://") else None


def _clean(text: str, limit: int) -> str:
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return _UNSAFE.sub("\ufffd", text)


def _request_id(value: Any) -> str:
    if not isinstance(value, str) or len(value) > MAX_REQUEST_ID or not _REQUEST_ID.fullmatch(value):
        return ""
    return value


def _time(value: Any) -> datetime | None:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value, re.ASCII):
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    except ValueError:
        return None


def body_wait(value: Any) -> int:
    """Return the wait that "retry_after" names, in seconds; 0 for none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
        return 0
    return LONGEST_WAIT if value >= LONGEST_WAIT else math.ceil(value)


def header_wait(fields: Mapping[str, str], now: datetime | None = None) -> int:
    """Return the wait that Retry-After names, in seconds; 0 for none. The names
    of the fields are in small letters."""
    value = fields.get("retry-after", "").strip(" \t")
    if re.fullmatch("[0-9]+", value):
        return min(int(value), LONGEST_WAIT) if len(value) <= 20 else LONGEST_WAIT
    then = http_date(value)
    if then is None:
        return 0
    since = http_date(fields.get("date", "").strip(" \t")) or now or datetime.now(timezone.utc)
    return body_wait((then - since).total_seconds())


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATES = (
    re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?P<d>\d\d) (?P<b>[A-Z][a-z]{2}) (?P<Y>\d{4}) (?P<t>\d\d:\d\d:\d\d) GMT", re.ASCII),
    re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?P<d>\d\d)-(?P<b>[A-Z][a-z]{2})-(?P<y>\d\d) (?P<t>\d\d:\d\d:\d\d) GMT", re.ASCII),
    re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?P<b>[A-Z][a-z]{2}) (?P<d>[ \d]\d) (?P<t>\d\d:\d\d:\d\d) (?P<Y>\d{4})", re.ASCII),
)


def http_date(text: str) -> datetime | None:
    """Read one of the three forms of a date in HTTP (RFC 9110 §5.6.7), whatever
    the locale."""
    for form in _DATES:
        match = form.fullmatch(text)
        if match is None or match["b"] not in _MONTHS:
            continue
        parts = match.groupdict()
        year = int(parts.get("Y") or 0)
        if "y" in parts:
            year = int(parts["y"])
            year += 1900 if year >= 69 else 2000
        hour, minute, second = (int(n) for n in parts["t"].split(":"))
        try:
            return datetime(year, _MONTHS.index(match["b"]) + 1, int(parts["d"]), hour, minute, second, tzinfo=timezone.utc)
        except ValueError:
            return None
    return None
