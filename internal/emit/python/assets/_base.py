"""What all errors have in common."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal, Mapping, Sequence

Retry = Literal["never", "after_change", "after_delay", "backoff"]
Effect = Literal["none", "unknown"]


class ApiError(Exception):
    """An error response of the service.

    Every code of the catalog is a subclass, and so is each category. Catch the
    one that you can do something about. An error can be pickled and copied.
    """

    __match_args__ = ("code", "message")

    retry: ClassVar[Retry | None] = None
    """What has to happen before the same request can succeed; None if the
    catalog of this package does not know the code."""

    effect: ClassVar[Effect] = "unknown"
    """Whether the failed request may have done its work all the same."""

    default_wait: ClassVar[int] = 0
    """The wait of a response that names none, in seconds; 0 for none."""

    title: ClassVar[str] = ""
    """The short name of the error."""

    code: str = ""
    """The code, "" where the response has none."""

    def __init__(
        self,
        message: str = "",
        *,
        status: int = 0,
        code: str | None = None,
        request_id: str | None = None,
        doc_url: str | None = None,
        retry_after: int | None = None,
        timestamp: datetime | None = None,
        details: Sequence[Mapping[str, Any]] = (),
        oauth: str | None = None,
        method: str | None = None,
        url: str | None = None,
        problem: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        """Text for people; its wording may change."""
        self.status = status
        if code is not None:
            self.code = code
        self.request_id = request_id
        """What to tell support."""
        self.doc_url = doc_url
        self.retry_after = retry_after
        """Whole seconds to wait, None where the response names no wait."""
        self.timestamp = timestamp
        self.details = tuple(details)
        """The items of the envelope's "details" as they came."""
        self.oauth = oauth
        """The error code of OAuth 2.0, where the service answered in that form."""
        self.method = method
        """The method of the request, if it is known."""
        self.url = url
        """The URL of the request without user, query and fragment, if known."""
        self.problem = problem
        """Why the body was not read as an error response; None if it was."""

    @property
    def known(self) -> bool:
        """Whether the catalog of this package knows the code."""
        return self.retry is not None

    def __str__(self) -> str:
        status = f"status {self.status}"
        message = "" if self.message == f"HTTP {status}" else self.message
        parts = [status, self.code, self.oauth or "", message, self.problem or ""]
        text = ": ".join(part for part in parts if part)
        if self.method:
            text = f"{self.method} {self.url or ''}: {text}"
        if self.request_id:
            text += f" (request ID {self.request_id})"
        return text

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, dict(self.__dict__))


def _restore(cls: type[ApiError], args: tuple[Any, ...], state: dict[str, Any]) -> ApiError:
    error = cls.__new__(cls)
    error.args = args
    error.__dict__.update(state)
    return error


class UnknownError(ApiError):
    """An error response without a code, or with one that the catalog of this
    package does not know: it may be newer. A proxy's HTML is one, too."""
