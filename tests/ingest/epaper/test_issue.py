import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ingest.epaper.clips import Clips
from ingest.epaper.desk import Desk
from ingest.epaper.issue import Issue, make_reader
from ingest.epaper.memory import IssueRecord
from ingest.epaper.platform import platform_of
from ingest.kinds.epaper import Epaper
from model.errors import CatalogError, FetchPermanentError, FetchTemporaryError, ParseError
from model.source import FetchState, Source

NOW = datetime(2026, 3, 5, 15, tzinfo=ZoneInfo("Asia/Shanghai"))

ROOT = "http://a.cn/html"
TEXTS = {
    "课堂": "近日，青岚市石桥镇组织党员干部开展主题党日活动，把学习搬到田间地头，现场解决灌溉、道路、照明等问题二十三件，群众交口称赞。",
    "小事": "小事不小。一盏路灯、一段水渠，看上去是小事，落在群众心里就是大事，办好这些事要靠一支随叫随到的队伍和一本清楚的账。",
    "清淤": "清晨六点，北溪区河湾村的河道清淤现场已经热闹起来，三台挖掘机沿着河岸一字排开，村民自发送来热茶，说起变化都很高兴。",
    "古籍": "在市图书馆古籍修复室，老师傅用一支毛笔、一碗浆糊，让三百多年前的县志重新舒展开来，年轻人围在一旁看得入了神。",
}


def layout(day, pages, entries):
    listed = "".join(f"<a id=pageLink href=node_{node}.htm>第{no}版：{name}</a>" for no, node, name in pages)
    links = "".join(f"<li><a href=content_{number}.htm>{title}</a></li>" for number, title in entries)
    year, month, date = day.split("-")
    return f"<p>{year}年{int(month)}月{int(date)}日 星期三</p>{listed}<ul class=news-list>{links}</ul>"


def page(title, *paragraphs):
    return f"<html><body><h1>{title}</h1><div id=ozoom>{''.join(f'<p>{text}</p>' for text in paragraphs)}</div></body></html>"


PAGES = [("01", 2, "要闻"), ("02", 5, "综合")]


def paper(day="2026-03-05", pages=PAGES, **changes):
    """A paper of two pages with two articles each."""
    at = f"{ROOT}/{day[:7]}/{day[8:]}"
    site = {
        f"{at}/node_2.htm": layout(day, pages, [(1, "石桥镇把课堂搬到田间"), (2, "小事不小")]),
        f"{at}/node_5.htm": layout(day, pages, [(3, "北溪清淤见到实效"), (4, "古籍修复后继有人")]),
        f"{at}/content_1.htm": page("石桥镇把课堂搬到田间", TEXTS["课堂"], TEXTS["小事"]),
        f"{at}/content_2.htm": page("小事不小", TEXTS["小事"], TEXTS["课堂"]),
        f"{at}/content_3.htm": page("北溪清淤见到实效", TEXTS["清淤"], TEXTS["小事"]),
        f"{at}/content_4.htm": page("古籍修复后继有人", TEXTS["古籍"], TEXTS["小事"]),
    }
    return site | {f"{at}/{name}": content for name, content in changes.items()}


URL = ROOT + "/{yyyy}-{mm}/{dd}/node_2.htm"


def titles(articles):
    return [article.title for article in articles]


def test_a_whole_issue_is_read_once(web, follow):
    web.pages = paper()
    reader = follow(URL)
    assert [(a.page_no, a.page_name) for a in reader.look("2026-03-05 06:00")] == [
        ("01", "要闻"),
        ("01", "要闻"),
        ("02", "综合"),
        ("02", "综合"),
    ]
    assert reader.look("2026-03-05 06:05") == []
    assert web.asked == []
    assert reader.look("2026-03-05 06:30") == []
    assert web.asked == [f"{ROOT}/2026-03/05/node_2.htm"]


def test_an_issue_that_is_not_there_yet_is_asked_for_at_its_pace(web, follow):
    web.pages = paper("2026-03-04")
    reader = follow(URL, again=20)
    assert len(reader.look("2026-03-05 06:00")) == 4  # the first run begins with the newest issue
    assert reader.look("2026-03-05 06:10") == []
    assert web.asked == []
    web.pages |= paper()
    assert len(reader.look("2026-03-05 06:20")) == 4
    assert {str(article.issue_date) for article in reader.articles} == {"2026-03-04", "2026-03-05"}


def test_an_issue_that_never_comes_is_told_once_its_hour_has_passed(web, follow):
    web.pages = paper("2026-03-04")
    reader = follow(URL, until="12:00")
    reader.look("2026-03-05 06:00")
    assert reader.problems == ()
    reader.look("2026-03-05 12:00")
    assert reader.problems == ("2026-03-05 的报纸没有出现",)
    reader.look("2026-03-05 13:00")
    assert (reader.problems, web.asked) == ((), [])


def test_an_address_that_shows_yesterdays_issue_is_no_issue_of_today(web, follow):
    web.pages = paper() | {f"{ROOT}/2026-03/05/node_2.htm": paper("2026-03-04")[f"{ROOT}/2026-03/04/node_2.htm"]}
    reader = follow(URL, back=0)
    assert reader.look("2026-03-05 06:00") == []


def test_a_late_page_is_told_and_read_when_it_comes(web, follow):
    late = f"{ROOT}/2026-03/05/node_5.htm"
    web.pages = paper()
    there = web.pages.pop(late)
    reader = follow(URL)
    assert titles(reader.look("2026-03-05 06:00")) == ["石桥镇把课堂搬到田间", "小事不小"]
    assert reader.problems == ("2026-03-05 02版未取到（HTTP 404）",)
    web.pages[late] = there
    assert titles(reader.look("2026-03-05 06:10")) == ["北溪清淤见到实效", "古籍修复后继有人"]
    assert f"{ROOT}/2026-03/05/content_1.htm" not in web.asked
    assert reader.problems == ()


def test_a_missing_article_is_asked_for_again_and_told(web, follow):
    gone = f"{ROOT}/2026-03/05/content_4.htm"
    web.pages = paper()
    there = web.pages.pop(gone)
    reader = follow(URL)
    assert len(reader.look("2026-03-05 06:00")) == 3
    assert reader.problems == ("2026-03-05 02版 1 篇未取到：古籍修复后继有人（HTTP 404）",)
    web.pages[gone] = there
    assert titles(reader.look("2026-03-05 06:10")) == ["古籍修复后继有人"]
    assert reader.problems == ()


def test_what_is_missing_at_the_last_hour_is_told_and_given_up(web, follow):
    web.pages = paper()
    del web.pages[f"{ROOT}/2026-03/05/content_3.htm"], web.pages[f"{ROOT}/2026-03/05/content_4.htm"]
    reader = follow(URL)
    reader.look("2026-03-05 06:00")
    reader.look("2026-03-05 14:00")
    assert reader.problems == ("2026-03-05 02版 2 篇未取到：北溪清淤见到实效、古籍修复后继有人（HTTP 404）",)
    assert reader.look("2026-03-05 15:00") == []
    assert web.asked == []


def test_a_page_that_is_added_later_is_found(web, follow):
    web.pages = paper(pages=PAGES[:1])
    reader = follow(URL)
    assert len(reader.look("2026-03-05 06:00")) == 2
    web.pages = paper()
    assert titles(reader.look("2026-03-05 06:30")) == ["北溪清淤见到实效", "古籍修复后继有人"]


def test_a_continuation_waits_for_its_page_and_becomes_one_article(web, follow):
    first = {"content_1.htm": page("石桥镇把课堂搬到田间", TEXTS["课堂"], TEXTS["小事"], "（下转2版）")}
    rest = {"content_3.htm": page("（上接1版）石桥镇把课堂搬到田间", TEXTS["清淤"], TEXTS["古籍"])}
    web.pages = paper(**first, **rest)
    late = web.pages.pop(f"{ROOT}/2026-03/05/node_5.htm")
    reader = follow(URL)
    assert titles(reader.look("2026-03-05 06:00")) == ["小事不小"]
    assert "等待相连的版面" in reader.problems[0]
    web.pages[f"{ROOT}/2026-03/05/node_5.htm"] = late
    found = reader.look("2026-03-05 06:10")
    assert titles(found) == ["石桥镇把课堂搬到田间", "古籍修复后继有人"]
    assert found[0].paragraphs == (TEXTS["课堂"], TEXTS["小事"], TEXTS["清淤"], TEXTS["古籍"])
    assert reader.problems == ()


def test_a_continuation_whose_page_never_comes_is_handed_on_at_the_last_hour(web, follow):
    web.pages = paper(**{"content_1.htm": page("石桥镇把课堂搬到田间", TEXTS["课堂"], TEXTS["小事"], "（下转7版）")})
    reader = follow(URL)
    assert "石桥镇把课堂搬到田间" not in titles(reader.look("2026-03-05 06:00"))
    assert "2026-03-05 07版未取到（别的版面说它在）" in reader.problems
    assert titles(reader.look("2026-03-05 14:00")) == ["石桥镇把课堂搬到田间"]


def test_an_empty_page_is_looked_at_again_but_a_page_of_advertisements_is_not(web, follow):
    pages = [*PAGES, ("03", 7, "整版广告"), ("04", 9, "专题")]
    at = f"{ROOT}/2026-03/05"
    empty = {"node_7.htm": layout("2026-03-05", pages, []), "node_9.htm": layout("2026-03-05", pages, [])}
    web.pages = paper(pages=pages, **empty)
    reader = follow(URL)
    reader.look("2026-03-05 06:00")
    reader.look("2026-03-05 06:30")
    assert web.asked == [f"{at}/node_2.htm", f"{at}/node_9.htm"]


def test_days_that_were_slept_through_are_caught_up(web, follow):
    web.pages = paper("2026-03-04") | paper("2026-03-05") | paper("2026-03-06")
    reader = follow(URL)
    reader.look("2026-03-04 08:00")
    assert {str(a.issue_date) for a in reader.look("2026-03-06 08:00")} == {"2026-03-05", "2026-03-06"}


def test_no_issue_is_asked_for_on_days_without_one(web, follow):
    web.pages = paper("2026-03-06")
    reader = follow(URL, weekdays=["mon", "tue", "wed", "thu", "fri"], opens="05:00")
    reader.look("2026-03-06 08:00")
    reader.look("2026-03-07 08:00")
    reader.look("2026-03-08 08:00")
    assert web.asked == []
    reader.look("2026-03-09 04:00")
    assert web.asked == []
    reader.look("2026-03-09 05:00")
    assert web.asked == [f"{ROOT}/2026-03/09/node_2.htm"]


def test_one_broken_issue_does_not_hide_another(web, follow):
    web.pages = paper("2026-03-05") | paper("2026-03-06")
    reader = follow(URL)
    reader.look("2026-03-05 06:00")
    web.pages[f"{ROOT}/2026-03/05/node_2.htm"] = FetchTemporaryError("503", status=503)
    assert len(reader.look("2026-03-06 06:00")) == 4
    assert reader.problems == ("2026-03-05 的报纸没有读成：503",)


def test_a_source_of_which_nothing_can_be_read_fails(web, follow):
    web.pages = {f"{ROOT}/2026-03/05/node_2.htm": FetchPermanentError("403", status=403)}
    with pytest.raises(FetchPermanentError, match="403"):
        follow(URL, back=0).look("2026-03-05 06:00")


def test_an_article_page_that_is_no_article_is_missing(web, follow):
    web.pages = paper(**{"content_2.htm": b"%PDF-1.5 not an article page"})
    reader = follow(URL)
    assert len(reader.look("2026-03-05 06:00")) == 3
    assert "01版 1 篇未取到：小事不小" in reader.problems[0]


def test_an_entry_page_leads_to_the_newest_issue_and_to_older_ones(web, follow):
    web.pages = (
        paper("2026-03-04")
        | paper()
        | {"http://a.cn/paperindex.htm": '<META HTTP-EQUIV=REFRESH CONTENT="0; URL=html/2026-03/05/node_2.htm">'}
    )
    reader = follow("http://a.cn/paperindex.htm", back=1)
    assert len(reader.look("2026-03-05 06:00")) == 4
    reader = follow("http://a.cn/paperindex.htm", back=2)
    reader.state = reader.state.__class__("paper", cursor={"only": "2026-03-04"})
    assert {str(article.issue_date) for article in reader.look("2026-03-05 06:00")} == {"2026-03-04"}


def test_an_entry_page_without_a_way_on_is_no_issue(web, follow):
    web.pages = {"http://a.cn/index.htm": "<p>欢迎</p>"}
    assert follow("http://a.cn/index.htm", back=0).look("2026-03-05 06:00") == []


def test_a_page_without_a_list_of_pages_is_an_issue_of_one_page(web, follow):
    html = layout("2026-03-05", [], [(1, "石桥镇把课堂搬到田间")]).replace("<ul", "<li>第03版：副刊</li><ul")
    web.pages = paper(**{"node_2.htm": html})
    [found] = follow(URL).look("2026-03-05 06:00")
    assert (found.page_no, found.page_name) == ("03", "副刊")


def test_notices_and_photos_are_told_from_articles(web, follow):
    notice = page("拍卖公告", "受市财政局委托，定于三月二十日公开拍卖下列标的，竞买人须缴纳保证金。", "特此公告。")
    photo = page("春到石桥", "三月四日，石桥镇的果农在给桃树疏花，远处的高铁驶过田野，春意正浓。本报记者 李一鸣 摄")
    web.pages = paper(**{"content_2.htm": notice, "content_3.htm": photo})
    found = follow(URL).look("2026-03-05 06:00")
    assert [article.kind for article in found] == ["article", "notice", "photo", "article"]


def test_a_wrong_time_of_day_is_refused(web, follow):
    with pytest.raises(CatalogError, match="until"):
        follow(URL, until="noon").look("2026-03-05 06:00")


def test_an_unreadable_index_is_told(web, follow):
    web.pages = {f"{ROOT}/2026-03/05/node_2.htm": bytes(range(128, 256)) * 40}
    with pytest.raises(ParseError):
        follow(URL, back=0).look("2026-03-05 06:00")


def test_a_slow_paper_is_read_in_turns_and_nothing_is_asked_twice(web):
    web.pages = paper()
    clock = iter(range(0, 10_000, 400))  # each look at the clock is 400 s later: two articles a turn
    source = Source("paper", "报", "epaper", (URL,))
    record, seen = IssueRecord(date(2026, 3, 5)), []
    for _ in range(4):
        desk = Desk(source, platform_of(None, {}), {}, web, NOW, monotonic=lambda: next(clock))
        issue = Issue(desk, make_reader(desk, record), record, Clips(desk, False))
        seen += [ref.title for ref in issue.turn()]
        if not issue.unfinished:
            break
    assert seen == ["石桥镇把课堂搬到田间", "小事不小", "北溪清淤见到实效", "古籍修复后继有人"]
    assert record.complete
    assert len([url for url in web.asked if "content_" in url]) == 4


def test_a_day_that_was_not_finished_is_not_closed_and_is_asked_for_at_once(web):
    web.pages = paper()
    source = Source("paper", "报", "epaper", (URL,))

    def slow(request):
        time.sleep(0.05)
        return web(request)

    first = Epaper(clippings=False, seconds=0.12).look(source, FetchState("paper"), slow, NOW)
    assert 0 < len(first.refs) < 4
    assert first.problems == ()
    rest = Epaper(clippings=False).look(source, first.state, web, NOW + timedelta(minutes=1))
    assert len(first.refs) + len(rest.refs) == 4
    assert Epaper(clippings=False).look(source, rest.state, web, NOW + timedelta(hours=1)).unchanged


def test_pages_that_only_lead_to_the_next_are_followed(web, follow):
    web.pages = paper()
    for node, onward, number in (("2", "5", "01"), ("5", "2", "02")):
        url = f"{ROOT}/2026-03/05/node_{node}.htm"
        body = web.pages[url].partition("<ul")[2]
        web.pages[url] = f"<li>第{number}版：要闻</li><a href=node_{onward}.htm>下一版</a><ul{body}"
    found = follow(URL).look("2026-03-05 06:00")
    assert [article.page_no for article in found] == ["01", "01", "02", "02"]


def test_an_article_is_asked_for_with_the_page_that_leads_to_it(web, follow):
    web.pages = paper()
    asked = []

    def fetch(request):
        asked.append((request.url, dict(request.headers).get("Referer")))
        return web(request)

    Epaper(clippings=False).look(Source("paper", "报", "epaper", (URL,)), FetchState("paper"), fetch, NOW)
    root = f"{ROOT}/2026-03/05"
    assert (f"{root}/content_1.htm", f"{root}/node_2.htm") in asked
    assert (f"{root}/content_3.htm", f"{root}/node_5.htm") in asked
