"""Clippings (剪报) of the articles of a page: cut from its PDF, else from its picture, by the areas of the articles."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from ingest.epaper.desk import Desk, Sheet
from ingest.newspaper.clipping import clip_page
from model.article import Picture, RawArticle
from model.errors import FetchError, ParseError
from model.messages import say


@dataclass
class Clips:
    """Cuts clippings where they are wanted; each picture once, named by its content."""

    desk: Desk
    wanted: bool = True
    pictures: dict[str, Picture] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def cut(self, sheet: Sheet, articles: Sequence[RawArticle]) -> list[RawArticle]:
        """The articles with the names of their clippings and of the page's picture; what cannot be cut is told."""
        placed = [raw for raw in articles if raw.page_box]
        if not self.wanted or not placed:
            return list(articles)
        try:
            data = self._page(sheet)
            if data is None:
                return list(articles)
            page, pictures = clip_page(data, [raw.page_box for raw in placed])
        except (FetchError, ParseError) as error:
            self.problems.append(say("epaper.clipping", page=sheet.page.no, reason=str(error)))
            return list(articles)
        whole = self._keep(page)
        names = {id(raw): self._keep(picture) for raw, picture in zip(placed, pictures, strict=True)}
        return [replace(raw, clipping=names.get(id(raw)), page_picture=whole) for raw in articles]

    def _page(self, sheet: Sheet) -> bytes | None:
        """The page's PDF, else its picture."""
        if sheet.data is not None:
            return sheet.data
        for url in (sheet.pdf, sheet.picture):
            if url:
                return self.desk.file(url).body
        return None

    def _keep(self, body: bytes) -> str:
        name = f"{sha256(body).hexdigest()[:40]}.png"
        self.pictures[name] = Picture(name, body)
        return name
