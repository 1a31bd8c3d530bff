"""What a site already says of a page before the page itself is read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Strings as the site prints them, None where it does not; they come before what the page prints."""

    page_no: str | None = None
    page_name: str | None = None
    issue_date: str | None = None
    edition: str | None = None


NO_FACTS = PageFacts()
