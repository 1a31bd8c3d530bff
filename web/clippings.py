"""Clippings (剪报) and pictures of newspaper pages, as the browser asks for them."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path
from fastapi.responses import Response

from storage.clippings import Clippings

Name = Annotated[str, Path(pattern=r"^[0-9a-f]{40}\.png$")]


def clippings_router(clippings: Clippings) -> APIRouter:
    """`/clippings/NAME`: the picture that an article names; its name is made from its content, so it never changes."""
    router = APIRouter()

    @router.get("/clippings/{name}", include_in_schema=False)
    def clipping(name: Name) -> Response:
        body = clippings.get(name)
        if body is None:
            raise HTTPException(404)
        return Response(body, media_type="image/png", headers={"cache-control": "private, max-age=31536000, immutable"})

    return router
