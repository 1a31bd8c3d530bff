"""Real pages, where they lie beside the checkout: served by a local server, collected over HTTP (`make real`)."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from service import cycle
from service.catalog.watches import load_watches
from service.house import House, open_house
from service.output import moment
from storage.people import save_subscribers, save_watches
from storage.reading import newest, tags_of

pytestmark = pytest.mark.shared

WATCHES = """\
subscribers:
  - {id: desk, name: 编辑部, channels: [{name: file, url: "file:///alerts.jsonl"}]}
watches:
  - {id: agency, subscriber: desk, name: 新华社, rule: 新华社}
  - {id: strong, subscriber: desk, name: 知识产权强国与党建, rule: 知识产权强国 党建}
"""


def article_ids(shared: Path) -> list[str]:
    lines = (shared / "corpus" / "gold.jsonl").read_text("utf-8").splitlines()
    return [gold["id"] for gold in map(json.loads, lines) if gold["kind"] in ("article", "epaper_article")]


@pytest.fixture
def real_web(shared: Path) -> Iterator[str]:
    ids = article_ids(shared)
    links = "".join(f'<li><a href="/pages/{i}.html">{i} 的一篇稿件标题</a></li>' for i in ids)
    front = f"<html><body><ul>{links}</ul></body></html>".encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.rpartition("/")[2].removesuffix(".html")
            body = front if self.path == "/" else b""
            if name in ids:
                body = (shared / "corpus" / "pages" / f"{name}.html").read_bytes()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def house_with(tmp_path: Path, entry: str, **settings: object) -> House:
    (tmp_path / "sources.yaml").write_text(f"sources:\n{entry}", "utf-8")
    (tmp_path / "watches.yaml").write_text(WATCHES, "utf-8")
    house = open_house(data=tmp_path / "data", sources=tmp_path / "sources.yaml", **settings)
    people = load_watches(tmp_path / "watches.yaml")
    save_subscribers(house.db, people.subscribers)
    save_watches(house.db, people.watches)
    return house


def test_real_article_pages_are_stored_once_and_a_watch_alerts(real_web: str, shared: Path, tmp_path: Path) -> None:
    entry = f"""\
  - id: real
    name: 真实网页
    kind: listing
    url: http://{real_web}/
    select: {{links: "li a"}}
    pace: 1000/s
"""
    house = house_with(tmp_path, entry, allow_hosts=real_web)
    first = cycle.collect(house, house.sources["real"], moment(None))
    assert (first.error, first.problems) == (None, ())
    again = cycle.collect(house, house.sources["real"], moment(None))
    assert (first.new, again.new, again.changed) == (len(article_ids(shared)), 0, 0)
    articles = {article.id: article for article in newest(house.db, limit=200).articles}
    assert len({article.url for article in articles.values()}) == first.new
    raised = [alert for alert in cycle.alert(house, moment(None)) if alert.watch_id == "agency"]
    assert len(raised) >= 5
    for alert in raised:
        assert any(span.text == "新华社" for span in alert.evidence)
        for span in alert.evidence:
            field = getattr(articles[alert.article_id], span.field)
            assert field[span.start : span.end] == span.text
    house.close()


def test_the_seed_documents_are_read_from_a_folder_tagged_and_alerted(shared: Path, tmp_path: Path) -> None:
    entry = f"""\
  - id: seeds
    name: 种子文件
    kind: folder
    url: {shared / "seeds"}
"""
    house = house_with(tmp_path, entry)
    run = cycle.collect(house, house.sources["seeds"], moment(None))
    assert run.error is None
    articles = {article.id: article for article in newest(house.db, limit=200).articles}
    tags = tags_of(house.db, [i for i in articles if i is not None])
    assert any(tag.topic == "知识产权" for found in tags.values() for tag in found)
    raised = [alert for alert in cycle.alert(house, moment(None)) if alert.watch_id == "strong"]
    assert raised
    for alert in raised:
        assert {"知识产权强国", "党建"} <= {span.text for span in alert.evidence}
        for span in alert.evidence:
            assert getattr(articles[alert.article_id], span.field)[span.start : span.end] == span.text
    assert cycle.collect(house, house.sources["seeds"], moment(None)).new == 0
    house.close()
