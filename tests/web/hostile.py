"""A database in which every field that a page shows holds one hostile text."""

from datetime import date, timedelta

from model.article import Article, Attachment, Author, Extraction, GovDocument, Image
from model.source import FetchState, Source
from model.watching import ChannelAddress, Evidence, Match, Subscriber, Tag, Watch
from storage import articles, deliveries, outbox, people, reading
from storage.database import Database
from storage.values import Attempt, Batch, Entry, Run
from tests.web.scene import NOW


def hostile_article(text: str) -> Article:
    """An article all of whose fields are this text, its addresses too."""
    return Article(
        text, text, "article", text, (text, f"前{text}后"), Extraction(text, 0.5, {text: text}),
        identity=f"x:{text}", content_hash=f"x:{text}", kicker=text, subtitle=text, original_title=text,
        original_url=text, authors=(Author(text, text, text),), credit=text, editors=(text,), section=text,
        edition=text, issue_date=date(2026, 11, 21), page_no=text, page_name=text,
        images=(Image(text, text, text), Image(f"https://a.example/{text}", text, text)),
        attachments=(Attachment(text, text), Attachment(f"https://a.example/{text}", text)),
        document=GovDocument(text, text, text), language=text, missing=(text,), snapshot_id=text,
    )  # fmt: skip


def poison(db: Database, texts: list[str]) -> tuple[dict[str, Source], list[int]]:
    """Store one article, watch, alert, source and delivery for each text; the sources, and the articles' ids."""
    sources = {text: Source(text, text, "feed", ("https://a.example/",), every=timedelta(minutes=9)) for text in texts}
    for text in texts:
        people.save_subscribers(db, [Subscriber(text, text, (ChannelAddress(text, "https://a.example/x"),))])
        people.save_watches(db, [Watch(text, text, text, text)])
        made = hostile_article(text)
        span = (Evidence("title", 0, len(text), text), Evidence("body", 0, len(text), text))
        run = Run(text, NOW, NOW, error=text, problems=(text,))
        state = FetchState(text, failures=len(text) % 2, last_run_at=NOW, last_error=text)
        articles.store(
            db, Batch(text, (Entry(made, (Tag(text, 1.0, span),)),), state=state, run=run), NOW, lambda *_: None
        )
        (read,) = reading.unmatched(db)
        outbox.enqueue(db, [read], [Match(text, read.id, span, f"标题含“{text}”{text}")], NOW)
    deliveries.form(db, NOW)
    for delivery in deliveries.lease(db, "x", NOW, 60, limit=1000):
        deliveries.finish(db, delivery.id, "x", Attempt("dead", NOW, 400, delivery.channel, delivery.channel))
    return sources, [article.id for article in reading.newest(db, limit=1000).articles]
