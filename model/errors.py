"""The one tree of errors.

BaoshaoError
├── FetchError              nothing came back that could be read
│   ├── FetchTemporaryError     try again later (retry_after says when, where the far end said so)
│   └── FetchPermanentError     asking again will not help
├── ParseError              bytes came, but no article can be read from them
├── CatalogError            a mistake in a YAML file: file, line and key
├── RuleError               a mistake in a rule: position, what is expected, a hint
├── DeliveryError           a message did not reach the far end
│   ├── DeliveryTemporaryError  try again later
│   ├── DeliveryPermanentError  trying again will not help
│   └── DeliveryUnknownError    the answer was lost: it may have arrived
└── StorageError            the database or the archive could not be used

Each message names the thing, the place and the remedy. Expected outcomes (NotModified, Same) are values, not errors.
"""


class BaoshaoError(Exception):
    """Any error that the project raises by itself."""


class FetchError(BaoshaoError):
    """A request brought nothing that could be read; `kind` is one word for logs and counts (docs/sources.md)."""

    def __init__(self, message: str, *, url: str = "", status: int | None = None, kind: str = "") -> None:
        super().__init__(message)
        self.url = url
        self.status = status
        self.kind = kind


class FetchTemporaryError(FetchError):
    """A request failed in a way that may pass; `retry_after` is in seconds where the far end named a time."""

    def __init__(
        self,
        message: str,
        *,
        url: str = "",
        status: int | None = None,
        kind: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, url=url, status=status, kind=kind)
        self.retry_after = retry_after


class FetchPermanentError(FetchError):
    """A request failed in a way that asking again does not mend (404, a private address, robots.txt)."""


class ParseError(BaoshaoError):
    """Bytes came, but no article can be read from them; the message says what was wrong with them, `kind` in a word."""

    def __init__(self, message: str, *, kind: str = "") -> None:
        super().__init__(message)
        self.kind = kind


class CatalogError(BaoshaoError):
    """Mistakes in a catalogue file, each as `file:line: key: what is wrong`."""


class RuleError(BaoshaoError):
    """A rule that cannot be read: `position` in code points of the rule as typed, what is expected, and a hint."""

    def __init__(self, message: str, position: int, hint: str = "") -> None:
        super().__init__(message)
        self.position = position
        self.hint = hint


class DeliveryError(BaoshaoError):
    """A message did not provably reach the far end; `status`, `code` and `body` are what the service answered."""

    def __init__(self, message: str, *, status: int | None = None, code: str = "", body: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.body = body


class DeliveryTemporaryError(DeliveryError):
    """The far end may take the message later; `retry_after` is in seconds where it named a time."""

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        code: str = "",
        body: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, status=status, code=code, body=body)
        self.retry_after = retry_after


class DeliveryPermanentError(DeliveryError):
    """The far end will never take this message (bad key, removed bot, refused keyword)."""


class DeliveryUnknownError(DeliveryError):
    """The answer was lost on the way: the message may have arrived."""


class StorageError(BaoshaoError):
    """The database or the archive could not be read or written."""
