"""Responses of HTTP clients, known by their shape: none of them is imported."""

from __future__ import annotations

import inspect
from typing import Any, AsyncIterable, Iterable, Mapping, TypeVar
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
    of an urllib.error.HTTPError, or of another client with that shape.

    Of a body that has not been read yet it reads at most 1 MiB. Nobody can read
    that again from the response."""
    if _is_async(response):
        raise TypeError("await aerror_from_response for an asynchronous response")
    try:
        return _error(response, _body(response))
    except Exception as reason:  # the connection broke: the status is still known
        return _error(response, None, f"read the body: {str(reason) or type(reason).__name__}")


async def aerror_from_response(response: Any) -> ApiError:
    """error_from_response for aiohttp, httpx.AsyncClient and their like."""
    try:
        return _error(response, await _abody(response) if _is_async(response) else _body(response))
    except Exception as reason:
        return _error(response, None, f"read the body: {str(reason) or type(reason).__name__}")


def _error(response: Any, body: Any, problem: str | None = None) -> ApiError:
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


def _is_async(response: Any) -> bool:
    """Whether a body has to be awaited: aiohttp's, and what httpx has not read yet
    of an asynchronous stream."""
    if hasattr(response, "aiter_bytes"):
        return not _is_read(response) and not hasattr(response.stream, "__iter__")
    return inspect.iscoroutinefunction(getattr(response, "read", None))


def _body(response: Any) -> Any:
    """Return a body, of what has not been read yet only as much as is looked at."""
    if hasattr(response, "iter_bytes"):  # httpx
        return response.content if _is_read(response) else _take(response, response.iter_bytes())
    if hasattr(response, "iter_content"):  # requests
        return _take(response, response.iter_content(_CHUNK))
    if callable(getattr(response, "stream", None)):  # urllib3; where it has read already there is no stream
        return _take(response, response.stream(_CHUNK)) or response.data
    for name in ("content", "data"):
        body = getattr(response, name, None)
        if isinstance(body, (bytes, str)):
            return body
    read = getattr(response, "read", None)
    return None if read is None else read(MAX_BODY + 1)


async def _abody(response: Any) -> Any:
    if hasattr(response, "aiter_bytes"):  # httpx
        return await _atake(response, response.aiter_bytes())
    content: Any = getattr(response, "content", None)
    if not hasattr(content, "iter_chunked"):
        return await response.read()
    if content.at_eof():  # aiohttp has read it already
        return await response.text("utf-8", "replace")
    return await _atake(response, content.iter_chunked(_CHUNK))


_CHUNK = 1 << 16


def _is_read(response: Any) -> bool:
    """Whether a response of httpx has its content."""
    try:
        return response.content is not None
    except RuntimeError:
        return False


def _take(response: Any, chunks: Iterable[bytes]) -> bytes:
    body = b""
    for chunk in chunks:
        body += chunk
        if len(body) > MAX_BODY:
            response.close()
            break
    return body


async def _atake(response: Any, chunks: AsyncIterable[bytes]) -> bytes:
    body = b""
    async for chunk in chunks:
        body += chunk
        if len(body) > MAX_BODY:
            await response.aclose() if hasattr(response, "aclose") else response.close()
            break
    return body


def sent(response: Any, method: str | None, headers: Mapping[str, str] | None) -> tuple[str, Mapping[str, str]]:
    """Return method and headers of the request, as far as they are not given: those
    of the first one, where redirects followed it. The method is "" where the
    response does not know."""
    first = next(iter(getattr(response, "history", None) or ()), response)
    try:
        request = getattr(first, "request", None) or getattr(first, "request_info", None)
    except RuntimeError:  # httpx: a response made by hand
        request = None
    if method is None:
        method = str(getattr(request, "method", None) or "")
    return method, headers if headers is not None else getattr(request, "headers", None) or {}


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
