"""What may be repeated, and when."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import Awaitable, Callable, Mapping, TypeVar, cast

from ._base import ApiError
from ._responses import aerror_from_response, error_from_response, sent, status_of

R = TypeVar("R")

_IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})


def is_repeatable(error: ApiError, method: str, headers: Mapping[str, str] | None = None) -> bool:
    """Return whether the request may be sent again as it is, after a pause.

    Time has to be able to help, by the code's retry or, where the code is not
    known, by a wait that the response names; and repeating must do no harm: the
    method is idempotent, the request has an Idempotency-Key, or the code says
    that the failed request has done nothing.
    """
    if error.known:
        helps = error.retry in ("after_delay", "backoff")
    else:
        helps = error.retry_after is not None
    if not helps:
        return False
    if method.upper() in _IDEMPOTENT or error.effect == "none" and error.known:
        return True
    return any(name.lower() == "idempotency-key" and value for name, value in (headers or {}).items())


def wait_of(error: ApiError) -> int:
    """Return the wait that the response names, or else the catalog; 0 for none."""
    return error.retry_after or error.default_wait


def backoff(repetition: int) -> float:
    """Return a random pause before a repetition, counted from 0: up to half a
    second, a second, two, four, eight ("full jitter")."""
    return random.uniform(0, min(8.0, 0.5 * 2 ** min(repetition, 10)))


@dataclass(frozen=True)
class Repeat:
    """Sends requests, and sends one again where the rule of is_repeatable allows
    it.

        keys = Repeat().call(lambda: httpx.get(url, headers=headers, timeout=10))

    A wait that is longer than max_wait, or than what is left until the deadline,
    is not shortened: the error comes at once, with the wait in it.
    """

    max_attempts: int = 3
    """How often a request is sent at most."""

    max_wait: float = 60.0
    """The longest wait that is taken, in seconds."""

    deadline: float | None = None
    """When to give up, on the clock of time.monotonic; None for never."""

    def call(
        self,
        send: Callable[[], R],
        *,
        method: str | None = None,
        headers: Mapping[str, str] | None = None,
        sleep: Callable[[float], object] = time.sleep,
    ) -> R:
        """Return the response of send(); raise the error of the last one whose
        status is 400 or more. What send itself raises is not caught, but for the
        HTTPError of urllib, which is a response.

        The method and the headers are those of the request. httpx, requests and
        aiohttp tell them with the response. Give them with other clients: a
        request whose method nobody knows counts as one that is not idempotent.

        A sleep that returns True ends it with the error, as the wait of a
        threading.Event that is set does."""
        for attempt in range(1, max(1, self.max_attempts) + 1):
            try:
                response = send()
            except OSError as raised:
                if not isinstance(getattr(raised, "code", None), int):
                    raise
                response = cast(R, raised)
            if status_of(response) < 400:
                return response
            error = error_from_response(response)
            if sleep(self._pause(error, attempt, *sent(response, method, headers))) is True:
                raise error
        raise AssertionError("unreachable")

    async def acall(
        self,
        send: Callable[[], Awaitable[R]],
        *,
        method: str | None = None,
        headers: Mapping[str, str] | None = None,
        sleep: Callable[[float], Awaitable[object]] | None = None,
    ) -> R:
        """call for asynchronous clients, with the sleep of asyncio where none is
        given. Canceling the task ends a pause."""
        if sleep is None:
            import asyncio  # here: it takes longer than the rest of this package

            sleep = asyncio.sleep
        for attempt in range(1, max(1, self.max_attempts) + 1):
            response = await send()
            if status_of(response) < 400:
                return response
            error = await aerror_from_response(response)
            await sleep(self._pause(error, attempt, *sent(response, method, headers)))
        raise AssertionError("unreachable")

    def _pause(self, error: ApiError, attempt: int, method: str, headers: Mapping[str, str]) -> float:
        """Return the pause before the next attempt, or raise the error."""
        if attempt >= self.max_attempts or not is_repeatable(error, method, headers):
            raise error
        wait = wait_of(error)
        pause = wait + backoff(attempt - 1)
        if wait > self.max_wait or self.deadline is not None and time.monotonic() + pause >= self.deadline:
            raise error
        return pause
