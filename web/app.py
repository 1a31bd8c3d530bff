"""The web application: the first page, an article's page, the JSON API, health and metrics. It only reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment
from starlette.exceptions import HTTPException

from model.errors import StorageError
from model.messages import say
from model.schema import public
from model.source import Source
from storage import reading as stored
from storage.clippings import Clippings
from storage.database import Database
from web.clippings import clippings_router
from web.guards import App, Guards
from web.health import Health, health
from web.metrics import CONTENT_TYPE, exposition
from web.pages import STATIC, environment
from web.reading import Choice, today, whole

_LARGEST = 2**63 - 1
Id = Annotated[int, Path(ge=1, le=_LARGEST)]
Cursor = Annotated[int | None, Query(ge=1, le=_LARGEST, description="Only articles before this id.")]
Name = Annotated[str | None, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class _Site:
    """What the routes work with."""

    db: Database
    sources: Mapping[str, Source]
    clock: Callable[[], datetime]
    zone: tzinfo
    templates: Environment
    started: datetime

    def page(self, name: str, status: int = 200, **values: object) -> HTMLResponse:
        """A page from its template."""
        now = self.clock()
        text = self.templates.get_template(name).render(now=now, today=now.astimezone(self.zone), **values)
        return HTMLResponse(text, status, {"cache-control": "no-store"})

    def health(self) -> Health:
        """How everything stands now."""
        return health(self.db, self.sources.values(), self.clock(), self.started)


def create_app(
    db: Database,
    sources: Mapping[str, Source],
    *,
    bind: str = "127.0.0.1:8000",
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    zone: tzinfo | None = None,
) -> App:
    """The application over a database; `bind` is where it listens, which decides the host names that it answers to."""
    zone = zone or ZoneInfo("Asia/Shanghai")
    app = FastAPI(
        title="报哨 Baoshao", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", redirect_slashes=False
    )
    site = _Site(db, sources, clock, zone, environment(zone), clock())
    _add_pages(app, site)
    _add_api(app, site)
    app.include_router(clippings_router(Clippings(db.folder)))
    _add_errors(app, site)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return Guards(app, bind)  # around everything, so that even a fault's answer carries the headers


def _add_pages(app: FastAPI, site: _Site) -> None:
    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    def first_page(source: Name = None, topic: Name = None, before: Cursor = None) -> HTMLResponse:
        now = site.clock()
        midnight = now.astimezone(site.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        choice = Choice(source or None, topic or None, before)
        return site.page("today.html", page=today(site.db, site.sources, choice, now, midnight), sources=site.sources)

    @app.get("/articles/{article_id}", response_class=HTMLResponse, include_in_schema=False)
    def article_page(article_id: Id) -> HTMLResponse:
        found = whole(site.db, site.sources, article_id)
        if found is None:
            raise HTTPException(404)
        return site.page("article.html", page=found)


def _add_api(app: FastAPI, site: _Site) -> None:
    @app.get("/api/articles", summary="The newest articles in the public schema (docs/schema.md)")
    def articles(
        source: Name = None,
        topic: Name = None,
        before: Cursor = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> dict[str, Any]:
        page = stored.newest(site.db, source_ids=(source,) if source else (), topic=topic, before=before, limit=limit)
        tags = stored.tags_of(site.db, [each.id for each in page.articles if each.id is not None])
        return {"articles": [public(each, tags[each.id or 0]) for each in page.articles], "next": page.before}

    @app.get("/healthz", summary="200 where all is well, 503 where the database is away or a source is overdue")
    def healthz() -> JSONResponse:
        found = site.health()
        return JSONResponse(found.as_json(), 200 if found.well else 503, {"cache-control": "no-store"})

    @app.get("/metrics", include_in_schema=False)
    def metrics() -> Response:
        return Response(exposition(site.health), media_type=CONTENT_TYPE)


def _add_errors(app: FastAPI, site: _Site) -> None:
    """Each error says what is wrong, where, and what to do; as JSON below /api."""

    def answer(request: Request, status: int, key: str) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": say(f"web.error.{key}.what"), "hint": say(f"web.error.{key}.remedy")}, status)
        return site.page("error.html", status, number=status, key=key)

    def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return answer(request, status, {404: "missing", 405: "method"}.get(status, "fault"))

    def invalid(request: Request, _: Exception) -> Response:
        return answer(request, 404 if request.path_params else 422, "missing" if request.path_params else "question")

    def storage(request: Request, _: Exception) -> Response:
        return answer(request, 503, "storage")

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(StorageError, storage)
    app.add_exception_handler(Exception, refused)
