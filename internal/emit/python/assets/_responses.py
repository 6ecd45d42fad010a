"""Responses of HTTP clients, known by their shape: none of them is imported."""

from __future__ import annotations

import inspect
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from ._base import ApiError
from ._decode import MAX_BODY, error_from

R = TypeVar("R")


def check(response: R) -> R:
    """Return a response with a status below 400; raise the error of any other."""
    if status_of(response) < 400:
        return response
    raise error_from_response(response)


async def acheck(response: R) -> R:
    """check for clients whose responses are read asynchronously."""
    if status_of(response) < 400:
        return response
    raise await aerror_from_response(response)


def error_from_response(response: Any) -> ApiError:
    """Return the error of a response of httpx, requests, urllib3 or urllib, also
    of an urllib.error.HTTPError, or of another client with that shape."""
    body: Any = None
    problem = None
    try:
        body = _body(response)
        if inspect.isawaitable(body):
            _close(body)
            raise TypeError("await aerror_from_response for an asynchronous response")
    except TypeError:
        raise
    except Exception as reason:  # the connection broke: the status is still known
        problem = f"read the body: {reason}"
    return _error(response, body, problem)


async def aerror_from_response(response: Any) -> ApiError:
    """error_from_response for aiohttp, httpx.AsyncClient and their like."""
    body: Any = None
    problem = None
    try:
        body = await response.aread() if hasattr(response, "aread") else _body(response)
        if inspect.isawaitable(body):
            body = await body
    except Exception as reason:
        problem = f"read the body: {reason}"
    return _error(response, body, problem)


def _close(awaitable: Any) -> None:
    close = getattr(awaitable, "close", None)
    if close is not None:
        close()


def _error(response: Any, body: Any, problem: str | None) -> ApiError:
    method, url = _request(response)
    error = error_from(status_of(response), getattr(response, "headers", None) or {}, body, method=method, url=url)
    if problem is not None:
        error.problem = problem
    return error


def status_of(response: Any) -> int:
    """Return the status of a response."""
    for name in ("status_code", "status", "code"):
        status = getattr(response, name, None)
        if isinstance(status, int):
            return int(status)
    raise TypeError(f"a {type(response).__name__} is no response: it has no status_code, status or code")


def _body(response: Any) -> Any:
    # httpx: what is streamed has to be read before there is a content.
    if hasattr(response, "is_stream_consumed") and hasattr(response, "read"):
        return response.read()
    for name in ("content", "data"):
        body = getattr(response, name, None)
        if isinstance(body, (bytes, str)):
            return body
    read = getattr(response, "read", None)
    if read is None:
        return None
    # urllib gives what is asked for; aiohttp's read takes no size.
    return read() if inspect.iscoroutinefunction(read) else read(MAX_BODY + 1)


def _request(response: Any) -> tuple[str | None, str | None]:
    try:
        request = getattr(response, "request", None) or getattr(response, "request_info", None) or response
        method, url = getattr(request, "method", None), getattr(request, "url", None)
    except RuntimeError:  # httpx: a response made by hand
        return None, None
    return (str(method) if method else None), (_place(str(url)) if url else None)


def _place(url: str) -> str | None:
    """Return a URL without user, query and fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
