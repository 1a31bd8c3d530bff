"""A receiver that answers as it is told to, over real HTTP, and a mail server: the far ends of the channels."""

import json
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope

from model.article import Article, Extraction
from model.watching import Alert, Evidence, Tag, Watch
from net.guard import Guard
from net.session import Session
from notify.channel import Reach
from notify.compose import Told

NOW = datetime(2024, 5, 10, 8, 0, tzinfo=UTC)


@dataclass
class Answer:
    """What the receiver answers: `cut` breaks the connection instead, after having read the request."""

    status: int = 200
    body: bytes = b"ok"
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: bool = False


@dataclass
class Received:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict:
        return json.loads(self.body)


class Receiver:
    """A local web server; answers by its plan, then with `default`."""

    def __init__(self) -> None:
        self.plan: list[Answer] = []
        self.default = Answer()
        self.received: list[Received] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                receiver.received.append(Received(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                answer = receiver.plan.pop(0) if receiver.plan else receiver.default
                time.sleep(answer.wait)
                if answer.cut:
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            do_GET = do_POST

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_: object) -> None:
                """A client that went away is part of the plan."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Mailbox:
    """Keeps what it is sent; `refuse` is what it says after DATA instead of taking it."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.refuse: str | None = None

    async def handle_DATA(self, server: SMTP, session: object, envelope: Envelope) -> str:
        if self.refuse:
            return self.refuse
        self.mails.append(envelope)
        return "250 taken"


def reach_to(folder: Path, *places: str, timeout: float = 5.0) -> Reach:
    """A reach that lets these private places through and nothing else."""
    guard = Guard(places)
    return Reach(Session(guard=guard), guard, folder, timeout)


BODY = (
    "本报讯 市知识产权局昨日召开座谈会。",
    "会议指出，要把党建工作和知识产权强国建设结合起来，一件一件抓落实。" * 5,
)


def told(number: int = 1, *, watch: str = "知识产权强国与党建", revision: int = 1, **changes: object) -> Told:
    """One alert about a made-up article."""
    body = "\n".join(BODY)
    at = body.index("知识产权强国")
    evidence = (Evidence("body", at, at + 6, "知识产权强国"),)
    article = Article(
        **{
            "source_id": "desk",
            "url": f"https://paper.example/{number}.html",
            "kind": "article",
            "title": f"党建聚力 服务知识产权强国建设之{number}",
            "paragraphs": BODY,
            "extraction": Extraction("test"),
            "credit": "滨海日报",
            "published_at": datetime(2024, 5, 10, 7, 30, tzinfo=UTC),
            "published_precision": "minute",
            "id": number,
            **changes,
        }
    )
    alert = Alert(number, "ip", number, revision, number, evidence, "正文含“知识产权强国”", NOW)
    return Told(
        alert, article, Watch("ip", "desk", watch, "知识产权强国 党建"), (Tag("党建", 1.0), Tag("知识产权", 2.0))
    )
