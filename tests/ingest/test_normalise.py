from datetime import UTC, date, datetime

from ingest.normalise import normalise
from model.article import Author, Extraction, GovDocument, RawArticle

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def raw(**fields: object) -> RawArticle:
    return RawArticle(url="http://news.example/1.html", extraction=Extraction("made-up"), **fields)  # type: ignore[arg-type]


def test_printed_strings_become_values() -> None:
    article = normalise(
        raw(
            title="清河镇\u3000把服务窗口 \n搬到村口",
            published="发布时间：2024-05-10 06:58",
            credit="来源：云溪日报",
            editors="（责编：胡小秋、杨小明）",
            bylines=("本报记者 林清源", "（作者单位：云溪党校）"),
            paragraphs=("　　第一段。", "  ", "第二\u00a0段。"),
            page_reference="《云溪日报》（2024年05月10日 04 版）",
            document={"索引号": "A 1", "成文日期": "2024年3月15日", "主题词": "其他"},
        ),
        source_id="云溪",
        now=NOW,
    )
    assert article.title == "清河镇 把服务窗口 搬到村口"
    assert (str(article.published_at), article.published_precision) == ("2024-05-10 06:58:00+08:00", "minute")
    assert (article.credit, article.editors) == ("云溪日报", ("胡小秋", "杨小明"))
    assert article.authors == (Author("林清源", "记者", "云溪党校"),)
    assert article.paragraphs == ("第一段。", "第二 段。")
    assert (article.issue_date, article.page_no) == (date(2024, 5, 10), "04")
    assert article.document == GovDocument("A 1", None, None, date(2024, 3, 15))
    assert article.missing == ()


def test_what_is_printed_on_a_paper_page_comes_before_a_reference_in_the_text() -> None:
    article = normalise(
        raw(issue_date="2024-05-11", page_no="A01", page_reference="《云溪日报》（2024年05月10日 04 版）"),
        source_id="云溪",
        now=NOW,
    )
    assert (article.issue_date, article.page_no) == (date(2024, 5, 11), "A01")


def test_authors_that_a_source_has_apart_are_taken_as_they_are() -> None:
    article = normalise(raw(authors=(Author("X", "记者"),), bylines=("本报记者 林清源",)), source_id="云溪", now=NOW)
    assert article.authors == (Author("X", "记者"), Author("林清源", "记者"))


def test_a_string_that_cannot_be_read_is_named_missing_not_guessed() -> None:
    article = normalise(
        raw(
            title="题",
            paragraphs=("文。",),
            published="编辑部",
            credit="来源：未知",
            editors="责编：",
            bylines=("本报评论员",),
            issue_date="第三期",
        ),
        source_id="云溪",
        now=NOW,
    )
    assert article.missing == ("published_at", "credit", "editors", "authors", "issue_date")
    assert (article.published_at, article.credit, article.authors) == (None, None, ())


def test_an_empty_article_misses_what_every_article_has() -> None:
    article = normalise(raw(), source_id="云溪", now=NOW)
    assert article.missing == ("title", "published_at", "paragraphs")
    assert article.document is None


def test_a_relative_time_counts_from_the_fetch_in_the_zone_of_the_source() -> None:
    article = normalise(raw(published="3小时前", zone="Europe/London"), source_id="伦敦", now=NOW)
    assert (str(article.published_at), article.published_precision) == ("2026-11-22 01:00:00+00:00", "hour")
