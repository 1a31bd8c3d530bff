import json

import pytest

TEXT = "近日，青岚市石桥镇组织党员干部开展主题党日活动，把学习搬到田间地头，现场解决群众提出的灌溉、道路、照明等问题二十三件。"
MORE = "“以前反映问题要跑三趟，如今干部把板凳搬到院子里来听。”村民何景明说，他提出的路灯问题两天就有了回音。"


def article(title, kicker="", subtitle="", author="", body=(TEXT, MORE), comment=""):
    paragraphs = "".join(f"<p>　　{text}</p>" for text in body)
    return (
        f"<html><head><title>{title}</title></head><body><div class=article><h3>{kicker}</h3><h1>{title}</h1>"
        f"<h2>{subtitle}</h2><p class=sec>{author}</p><div id=ozoom><!--enpcontent-->{paragraphs}<!--/enpcontent--></div>"
        f"</div></body></html>{comment}"
    )


def enpproperty(title, author="", kicker="", name="要闻"):
    return (
        f"<!--enpproperty <articleid>1</articleid><date>2026-03-05 00:00:00.0</date><author>{author}</author>"
        f"<title>{title}</title><keyword></keyword><subtitle></subtitle><introtitle>{kicker}</introtitle>"
        f"<siteid>1</siteid><nodeid>2</nodeid><nodename>{name}</nodename>/enpproperty-->"
    )


def as_tuple(article):
    return article.page_no, article.page_name, article.title, str(article.issue_date), bool(article.page_box)


def test_founder_new_is_read_by_its_dated_address(web, follow):
    root = "https://paper.a.cn/rmrb/pc"
    pages = (
        "<div class=swiper-slide><a id=pageLink href=node_01.html>01版：要闻</a></div>"
        "<div class=swiper-slide><a id=pageLink href=node_02.html>02版：评论</a></div>"
    )
    web.pages = {
        f"{root}/layout/202603/05/node_01.html": "<p>2026年03月05日 星期四</p>"
        "<map name=PagePicMap><Area coords='4,4,396.5,4,396.5,280.2,4,280.2' shape=polygon"
        " href=../../../content/202603/05/content_30147015.html></map>"
        "<img usemap=#PagePicMap src=../../../pic/202603/05/0b1c.jpg.2>"
        f"{pages}<ul class=news-list><li><a href=../../../content/202603/05/content_30147015.html>石桥镇把课堂搬到田间</a></li>"
        "<li><a href=../../../content/202603/05/content_30147016.html>本版责编：何清 安然</a></li></ul>",
        f"{root}/layout/202603/05/node_02.html": f"<p>2026年03月05日</p>{pages}<ul class=news-list>"
        "<li><a href=../../../content/202603/05/content_30147020.html>让小事有人管</a></li></ul>",
        f"{root}/content/202603/05/content_30147015.html": article(
            "石桥镇把课堂搬到田间",
            author="本报记者 李一鸣",
            comment=enpproperty("石桥镇把课堂搬到田间", "李一鸣", "党建引领"),
        ),
        f"{root}/content/202603/05/content_30147020.html": article("让小事有人管", author="何清"),
    }
    paper = follow(f"{root}/layout/{{yyyy}}{{mm}}/{{dd}}/node_01.html", "founder-new")
    found = paper.look("2026-03-05 06:00")
    assert [as_tuple(one) for one in found] == [
        ("01", "要闻", "石桥镇把课堂搬到田间", "2026-03-05", True),
        ("02", "评论", "让小事有人管", "2026-03-05", False),
    ]
    assert found[0].paragraphs == (TEXT, MORE)
    assert "李一鸣" in [author.name for author in found[0].authors]
    assert found[0].prominence > 0.4
    assert paper.problems == ()
    assert not [url for url in web.asked if "30147016" in url]


def test_the_old_peoples_daily_is_read_with_titles_written_by_script(web, follow):
    root = "http://paper.a.cn/rmrb/html"
    web.pages = {
        f"{root}/2017-10/16/nbs.D110000renmrb_01.htm": "2017年10月16日 星期一"
        "<map name=PagePicMap><Area coords='2,96,195,96,195,373,2,373' shape=polygon"
        " href=nw.D110000renmrb_20171016_1-01.htm></map><img width=400 height=575 src=b.jpg USEMAP=#PagePicMap>"
        "<div id=titleList><ul><li><a href=nw.D110000renmrb_20171016_1-01.htm>"
        '<script>document.write(view("把课堂搬到田间<br>石桥镇的做法  "))</script></a></li></ul></div>'
        "<div id=pageList><div class=right_title-name><a id=pageLink href=./nbs.D110000renmrb_01.htm>第01版：要闻</a></div>"
        "</div>",
        f"{root}/2017-10/16/nw.D110000renmrb_20171016_1-01.htm": "<div class=text_c><h3></h3><h1>把课堂搬到田间</h1>"
        f"<h2>石桥镇的做法</h2><h4>本报记者 李一鸣</h4><div id=ozoom><p>　　{TEXT}</p><p>　　{MORE}</p></div></div>",
    }
    paper = follow(f"{root}/{{yyyy}}-{{mm}}/{{dd}}/nbs.D110000renmrb_01.htm", "rmrb-old")
    [found] = paper.look("2017-10-16 08:00")
    assert as_tuple(found) == ("01", "要闻", "把课堂搬到田间", "2017-10-16", True)
    assert found.page_box[0][0] == (0.005, 0.16696)


def test_the_new_skin_leads_on_by_script(web, follow):
    root = "https://paper.b.cn/cntheory"
    web.pages = {
        f"{root}/index.html": '<script>window.location.href="2026-03/05/node_1.html";</script>',
        f"{root}/2026-03/05/node_1.html": "<p>2026年3月5日</p><div class=layout-catalogue-item>"
        "<a href=node_1.html>第A1版：要闻</a></div><div class=news-list><a href=content_12345.html>小事不小</a></div>",
        f"{root}/2026-03/05/content_12345.html": article("小事不小"),
    }
    [found] = follow(f"{root}/index.html", "studytimes").look("2026-03-05 08:00")
    assert as_tuple(found) == ("A1", "要闻", "小事不小", "2026-03-05", False)


def test_an_own_site_in_shtml_is_read_with_the_picture_of_the_page(web, follow):
    root = "http://epaper.c.cn/shtml/sxrb/20260305"
    web.pages = {
        f"{root}/index.shtml": "<p>2026年3月5日</p>"
        f"<a href={root}/v01.shtml target=_top>01版：要闻</a><a href={root}/v02.shtml target=_top>02版：经济</a>"
        f"<img src=/paperdata/sxrb/20260305/b_page_01.jpg width=300 height=450 usemap=#m>"
        f"<map id=m><area shape=rect coords='0,0,150,225' href={root}/883101.shtml></map>",
        f"{root}/v01.shtml": f"<p>2026年3月5日</p><div class=newslist><a href={root}/883101.shtml>把课堂搬到田间</a></div>",
        f"{root}/v02.shtml": f"<p>2026年3月5日</p><div class=newslist><a href={root}/883102.shtml>小事不小</a></div>",
        f"{root}/883101.shtml": f"<div class=detConTit>把课堂搬到田间</div><div class=details><p>{TEXT}</p><p>{MORE}</p></div>",
        f"{root}/883102.shtml": f"<div class=detConTit>小事不小</div><div class=details><p>{MORE}</p><p>{TEXT}</p></div>",
    }
    paper = follow("http://epaper.c.cn/shtml/sxrb/{yyyy}{mm}{dd}/index.shtml", "sxrb")
    found = paper.look("2026-03-05 08:00")
    assert [as_tuple(one)[:3] for one in found] == [("01", "要闻", "把课堂搬到田间"), ("02", "经济", "小事不小")]


def api(answers):
    def answer(request):
        key = request.body.decode() if request.body else ""
        return json.dumps({"code": 200, "data": answers.get(key, answers.get("", None))}, ensure_ascii=False)

    return answer


def zuzhirenshi(content=f"<p>{TEXT}</p><p>{MORE}</p>"):
    root = "https://www.d.cn"
    shown = {
        "dianzibaoShowList": [
            {
                "sort": 2,
                "columnName": "第02版：人才",
                "areapdfPath": "/files/2.pdf",
                "areaCoordinateList": [
                    {"newsId": "n-3", "newsName": "让小事有人管", "coords": "0%,0%,50%,0%,50%,20%,0%,20%"}
                ],
            },
            {
                "sort": 1,
                "columnName": "第01版：要闻",
                "areapdfPath": "/files/1.pdf",
                "areaCoordinateList": [
                    {"newsId": "n-1", "newsName": "把课堂搬到田间", "coords": "0,0,100,0,100,30,0,30"},
                    {"newsId": "n-1", "newsName": "把课堂搬到田间", "coords": "0,30,50,30,50,60,0,60"},
                    {"newsId": "n-2", "newsName": "本版责编：何清"},
                    {"newsName": "没有编号"},
                ],
            },
        ]
    }
    stages = [{"id": "s-1", "releaseDate": "2026-03-05 00:00:00"}, {"id": "s-0", "releaseDate": "2026-03-03"}]
    news = {"showTitle": "把课堂搬到田间", "newContent": content, "author": "李一鸣", "columnName": "要闻"}
    return root, {
        f"{root}/api/welcome/selectPastDianZiBao": api({'{"years": "2026", "months": "03"}': stages}),
        f"{root}/api/welcome/dianZiBaoHomePage": api({'{"id": "s-1"}': shown}),
        f"{root}/api/welcome/selectNews?id=n-1": api({"": news}),
        f"{root}/api/welcome/selectNews?id=n-3": api({"": {**news, "showTitle": "让小事有人管"}}),
    }


def test_the_json_api_gives_pages_articles_and_places(web, follow):
    root, web.pages = zuzhirenshi()
    paper = follow(f"{root}/", "zuzhirenshi")
    found = paper.look("2026-03-05 08:00")
    assert [as_tuple(one) for one in found] == [
        ("01", "要闻", "把课堂搬到田间", "2026-03-05", True),
        ("02", "人才", "让小事有人管", "2026-03-05", True),
    ]
    assert found[0].url == "https://www.d.cn/detailpage/n-1"
    assert len(found[0].page_box) == 2
    assert found[0].paragraphs == (TEXT, MORE)
    assert [author.name for author in found[0].authors] == ["李一鸣"]


def test_a_day_without_an_issue_in_the_json_api_is_not_there_yet(web, follow):
    root, web.pages = zuzhirenshi()
    paper = follow(root, "zuzhirenshi", back=0)
    assert paper.look("2026-03-06 08:00") == []
    assert paper.problems == ()
    assert paper.look("2026-03-06 15:00") == []
    assert paper.problems == ("2026-03-06 的报纸没有出现",)


def test_an_article_of_the_json_api_without_text_is_missing(web, follow):
    root, web.pages = zuzhirenshi(content="")
    paper = follow(root, "zuzhirenshi")
    assert paper.look("2026-03-05 08:00") == []
    assert [problem[:21] for problem in paper.problems] == ["2026-03-05 01版 1 篇未取到", "2026-03-05 02版 1 篇未取到"]


@pytest.mark.parametrize("answer", ["<html>502</html>", '{"code": 500, "msg": "error"}', "[]"])
def test_an_api_that_answers_something_else_fails_the_source(web, follow, answer):
    from model.errors import ParseError

    root, web.pages = zuzhirenshi()
    web.pages[f"{root}/api/welcome/selectPastDianZiBao"] = answer
    with pytest.raises(ParseError):
        follow(root, "zuzhirenshi", back=0).look("2026-03-05 08:00")
