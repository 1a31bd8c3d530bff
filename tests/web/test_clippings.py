from dataclasses import replace
from hashlib import sha256

from model.article import Picture
from storage.clippings import Clippings
from storage.reading import newest
from storage.values import Entry
from tests.web.scene import NOW, _store, article

PNG = b"\x89PNG\r\n\x1a\n a clipping"
NAME = sha256(PNG).hexdigest()[:40] + ".png"


def test_a_clipping_is_served_for_ever(db, serve):
    Clippings(db.folder).put([Picture(NAME, PNG)])
    got = serve(db).get(f"/clippings/{NAME}")
    assert (got.status, got.body, got.headers["content-type"]) == (200, PNG, "image/png")
    assert "immutable" in got.headers["cache-control"]
    assert got.headers["x-content-type-options"] == "nosniff"


def test_what_is_no_clipping_is_not_found(db, serve):
    site = serve(db)
    for path in (NAME, "../baoshao.db", "..%2fbaoshao.db", "x.png", ""):
        assert site.get(f"/clippings/{path}").status == 404


def test_an_articles_page_shows_its_clipping_and_leads_to_the_whole_page(db, serve):
    made = article("press", "岚江日报", "石桥镇把课堂搬到田间", "01", "要闻", 5, "正文一段。")
    _store(db, "press", [Entry(replace(made, clipping=NAME, page_picture=NAME), ())], NOW, None)
    text = serve(db).get(f"/articles/{newest(db, limit=1).articles[0].id}").text
    assert f'<img class="clipping" src="/clippings/{NAME}" alt="剪报：石桥镇把课堂搬到田间"' in text
    assert f'<a href="/clippings/{NAME}">看整版</a>' in text


def test_an_article_without_a_clipping_shows_none(db, serve):
    made = article("press", "岚江日报", "石桥镇把课堂搬到田间", "01", "要闻", 5, "正文一段。")
    _store(db, "press", [Entry(made, ())], NOW, None)
    assert "clippings" not in serve(db).get(f"/articles/{newest(db, limit=1).articles[0].id}").text
