import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.feeds.entry import paragraphs, plain, printed_date
from ingest.kind import Harvest
from ingest.normalise import normalise
from ingest.registry import make
from model.errors import ParseError
from model.source import FetchState, Snapshot, Source
from net.session import Session
from tests.helpers.newsroom import PARAGRAPHS, article_page, path_of, title_of
from tests.helpers.webserver import Answer, Web

Look = Callable[..., Harvest]
WHOLE = "".join(f"<p>　　{line}</p>" for line in (*PARAGRAPHS, *PARAGRAPHS))
XML = (("Content-Type", "application/xml"),)


@pytest.fixture
def look(session: Session, web: Web, now: datetime) -> Look:
    def found(page: str | bytes | Answer | None = None, **changes: object) -> Harvest:
        if page is not None:
            web.pages["/feed"] = page
        source = Source("press", "样报", "feed", (web.url("/feed"),))
        source = replace(source, **changes)  # type: ignore[arg-type]
        return make(source).look(source, FetchState("press"), session.send, now)

    return found


def rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return (
        f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>样报</title><link>http://a.cn/</link>'
        f"{''.join(items)}</channel></rss>"
    )


def item(title: str = "党建工作推进会召开", link: str = "http://a.cn/1.html", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link><pubDate>Mon, 02 Mar 2026 08:30:00 +0800</pubDate>{more}</item>"


def test_a_feed_of_summaries_leads_to_its_pages(look: Look) -> None:
    harvest = look(rss(item(more="<description>摘要一句。</description>")))
    ref = harvest.refs[0]
    assert (ref.url, ref.title, ref.published, ref.carried) == (
        "http://a.cn/1.html",
        "党建工作推进会召开",
        "Mon, 02 Mar 2026 08:30:00 +0800",
        (),
    )
    assert harvest.problems == ()


def test_a_feed_of_whole_texts_carries_its_articles(look: Look, now: datetime) -> None:
    more = (
        f"<dc:creator>张三</dc:creator><category>要闻</category><content:encoded><![CDATA[{WHOLE}]]></content:encoded>"
    )
    harvest = look(rss(item(more=more)))
    raw = harvest.refs[0].carried[0]
    assert raw.paragraphs == (*PARAGRAPHS, *PARAGRAPHS)
    article = normalise(raw, source_id="press", now=now)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-03-02T08:30:00+08:00"
    assert [author.name for author in article.authors] == ["张三"]
    assert (article.section, article.title, article.missing) == ("要闻", "党建工作推进会召开", ())
    assert raw.snapshot_id == harvest.snapshots[0].id


def test_where_the_text_is_may_be_told(look: Look) -> None:
    whole = item(more=f"<content:encoded><![CDATA[{WHOLE}]]></content:encoded>")
    short = item(more="<description>摘要一句。</description>")
    assert look(rss(whole), options={"full_text": "page"}).refs[0].carried == ()
    carried = look(rss(short), options={"full_text": "feed"}).refs[0].carried
    assert carried[0].paragraphs == ("摘要一句。",)


def test_the_pages_behind_a_feed_are_read_as_article_pages(web: Web, session: Session, now: datetime) -> None:
    web.pages["/feed"] = rss(item(link=path_of(1)))
    web.pages[path_of(1)] = article_page(title_of(1))
    source = Source("press", "样报", "feed", (web.url("/feed"),))
    kind = make(source)
    ref = kind.look(source, FetchState("press"), session.send, now).refs[0]
    assert ref.url == web.url(path_of(1))
    assert kind.read(source, ref, session.send, now).articles[0].title == title_of(1)


ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>样报</title>
<entry><id>urn:1</id><title type="html">&lt;b&gt;要闻&lt;/b&gt; &amp;amp; 快讯</title><link href="/a/1.html"/>
<updated>2026-03-02T08:30:00+08:00</updated></entry></feed>"""
RDF = """<?xml version="1.0" encoding="gb2312"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel rdf:about="http://a.cn/"><title>样报</title></channel>
<item rdf:about="http://a.cn/1"><title>朱镕基同志讲话</title><link>http://a.cn/1</link></item></rdf:RDF>"""


def test_atom_and_rdf_are_feeds_in_any_encoding(web: Web, look: Look) -> None:
    ref = look(ATOM).refs[0]
    assert (ref.url, ref.title) == (web.url("/a/1.html"), "要闻 & 快讯")
    assert look(Answer(RDF.encode("gb18030"), headers=XML)).refs[0].title == "朱镕基同志讲话"
    lying = RDF.replace("gb2312", "utf-8").encode("gb18030")
    assert look(Answer(lying, headers=XML)).refs[0].title == "朱镕基同志讲话"


def test_json_feeds_are_feeds(look: Look) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "id": 1,
                "url": "http://a.cn/1",
                "title": "要闻",
                "content_html": WHOLE,
                "authors": [{"name": "张三"}, {}, None],
            },
            {
                "id": "http://a.cn/2",
                "content_text": "第一段。\n第二段。",
                "tags": ["党建"],
                "date_published": "2026-03-02T08:30:00+08:00",
            },
            {"id": 3, "title": None, "content_text": "\ud800坏字", "author": {"name": "李四"}, "tags": "no list"},
            None,
            "no item",
            {"id": True, "external_url": "http://a.cn/4", "summary": "<b>不是标签"},
        ],
    }
    harvest = look(json.dumps(feed), options={"full_text": "feed"})
    raws = [ref.carried[0] for ref in harvest.refs]
    assert [raw.url for raw in raws][:2] == ["http://a.cn/1", "http://a.cn/2"]
    assert raws[0].authors[0].name == "张三"
    assert (raws[1].paragraphs, raws[1].section, raws[1].published) == (
        ("第一段。", "第二段。"),
        "党建",
        "2026-03-02T08:30:00+08:00",
    )
    assert raws[2].paragraphs == ("\ufffd坏字",)
    assert raws[3].paragraphs == ("<b>不是标签",)
    assert harvest.problems[0].endswith("2 of 6 items are no items")


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><html><head><title>登录</title></head><body><p>请登录</p></body></html>",
        "[" * 100_000,
        '{"items": 5}',
        "[1, 2]",
        '{"a":',
        "plain words",
        b"%PDF-1.4",
    ],
)
def test_what_is_no_feed_is_told_as_such(look: Look, page: str | bytes) -> None:
    with pytest.raises(ParseError) as caught:
        look(page)
    assert caught.value.kind == "not_a_feed"


def test_an_empty_feed_is_an_empty_feed(look: Look) -> None:
    harvest = look(rss())
    assert (harvest.refs, harvest.unchanged) == ((), False)


def test_broken_xml_gives_what_is_whole_of_it_and_a_word(look: Look) -> None:
    cut = rss(item("甲文"), item("乙文", "http://a.cn/2")).partition("</channel>")[0][:-20]
    harvest = look(cut)
    assert [ref.title for ref in harvest.refs] == ["甲文", "乙文"]
    assert "broken XML" in harvest.problems[0]
    loose = look(rss(item("研发 R&D 中心", "http://a.cn/?x=1&y=2")))
    assert loose.refs[0].url == "http://a.cn/?x=1&y=2"


def test_entries_without_an_address_are_told_apart(web: Web, look: Look) -> None:
    bare = "<item><title>快讯一</title></item><item><title>快讯二</title></item><item><guid>tag:3</guid></item>"
    harvest = look(rss(bare, item(link="javascript:alert(1)")))
    assert len({ref.url for ref in harvest.refs}) == 4
    assert all(ref.url.startswith(web.url("/feed#!")) and ref.carried for ref in harvest.refs)


def test_a_guid_that_is_an_address_stands_in_for_a_link(look: Look) -> None:
    assert (
        look(rss("<item><guid>http://a.cn/7.html</guid><title>七</title></item>")).refs[0].url == "http://a.cn/7.html"
    )


def test_monsters_are_refused_soon(look: Look) -> None:
    for monster in (
        rss("<a>" * 100_000),
        rss("<item " + " ".join(f"a{number}='1'" for number in range(20_000)) + "><title>x</title></item>"),
    ):
        with pytest.raises(ParseError, match="too deep or too large"):
            look(monster)


def test_a_name_of_a_million_letters_is_no_name(look: Look) -> None:
    long = "a" * 1_000_000
    people = (f"<author>{long}</author>", f"<dc:creator><![CDATA[{long}]]></dc:creator>", "<author>张三</author>")
    assert len(look(rss(*(item(more=one) for one in people))).refs) == 3


def test_characters_that_are_none_are_replaced(look: Look) -> None:
    refs = look(rss("<item><title>坏&#xD800;字</title><guid>tag:&#xD800;</guid></item>")).refs
    assert [ref.url.encode().decode() for ref in refs] == [ref.url for ref in refs]
    assert refs[0].title is not None
    assert refs[0].title.encode().decode() == refs[0].title


def test_html_in_an_entry_may_be_as_untidy_as_it_likes(look: Look) -> None:
    untidy = f"<content:encoded><![CDATA[{'<div><br><p>' * 300}{WHOLE}]]></content:encoded>"
    assert len(look(rss(item(more=untidy))).refs) == 1


def test_entities_are_not_expanded(look: Look) -> None:
    laughs = (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    )
    title = look(rss(item("&b;&x;标题"), head=laughs)).refs[0].title
    assert title is not None
    assert "哈" not in title
    assert "root:" not in title


def test_a_feed_that_did_not_change_is_not_read_again(web: Web, session: Session, now: datetime) -> None:
    web.pages["/feed"] = lambda asked: (
        Answer(status=304) if "if-none-match" in asked.headers else Answer(rss(item()), headers=(("ETag", '"1"'),))
    )
    source = Source("press", "样报", "feed", (web.url("/feed"), web.url("/feed2")))
    web.pages["/feed2"] = rss(item(link="http://a.cn/2"))
    kind = make(source)
    first = kind.look(source, FetchState("press"), session.send, now)
    assert len(first.refs) == 2
    second = kind.look(source, first.state, session.send, now)
    assert [ref.url for ref in second.refs] == ["http://a.cn/2"]
    third = kind.look(source, second.state, session.send, now)
    assert len(third.refs) == 1
    long = Source("press", "样报", "feed", (web.url("/long"),))
    web.pages["/long"] = Answer(rss(item()), headers=(("ETag", '"' + "x" * 5000 + '"'),))
    state = make(long).look(long, FetchState("press"), session.send, now).state
    make(long).look(long, state, session.send, now)
    assert "if-none-match" not in web.asked[-1].headers


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Mon, 02 Mar 2026 08:30:00 +0800", "Mon, 02 Mar 2026 08:30:00 +0800"),
        ("Mon, 02 Mar 2026 08:30:00 CST", "Mon, 02 Mar 2026 08:30:00"),
        ("Mon, 02 Mar 2026 08:30:00 GMT+8", "Mon, 02 Mar 2026 08:30:00"),
        ("Mon, 02 Mar 2026 08:30:00 GMT", "Mon, 02 Mar 2026 08:30:00 GMT"),
        ("<b>2026-03-02</b>", "2026-03-02"),
        ("  ", None),
        (None, None),
        (5, None),
    ],
)
def test_dates_stay_as_printed_but_for_zones_that_mislead(text: object, printed: str | None) -> None:
    assert printed_date(text) == printed


@given(st.text())
@settings(max_examples=50)
def test_any_text_is_a_title_or_none(text: str) -> None:
    found = plain(text)
    assert found is None or found.strip() == found


def test_nothing_to_read_is_no_paragraph() -> None:
    assert paragraphs("  ") == ()
    assert paragraphs("<script>alert(1)</script>") == ()
    assert paragraphs("a<br>b<p>c") == ("a", "b", "c")


MARKUP = st.sampled_from(
    ["<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "http://a.cn/1", "</link>", "<![CDATA[",
     "]]>", "<!--", "-->", "&amp;", "&#xd800;", "&#0;", "<pubDate>", "2026-03-02", "<entry>", "<content>", "党建", "\0", "<",
     '{"items": [', "]}", '{"id": 1}', ",", "<!DOCTYPE", "<?xml", "?>", ">"]
)  # fmt: skip


@given(st.lists(MARKUP, max_size=40).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_muddle_of_markup_is_a_feed_or_told_to_be_none(muddle: str) -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    answer = Snapshot("x", "http://a.cn/feed", "http://a.cn/feed", 200, (), muddle.encode() or b" ", now)
    source = Source("press", "样报", "feed", ("http://a.cn/feed",))
    try:
        harvest = make(source).look(source, FetchState("press"), lambda _: answer, now)
    except ParseError:
        return
    for ref in harvest.refs:
        assert ref.url.startswith("http://")
        json.dumps([ref.url, ref.title, ref.published]).encode()
