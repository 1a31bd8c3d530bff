"""Pages as PDF files: found by date and number, cut by geometry or by the site's map, clipped."""

import io
import re
from importlib.util import find_spec
from random import Random

import pypdfium2
import pytest

from ingest.epaper.platform import platform_of
from ingest.newspaper.clipping import page_picture
from model.errors import CatalogError
from service.press.maker.furniture import Naming
from service.press.maker.look import draw_look
from service.press.maker.page import Wants
from service.press.maker.sheet import make_page

URL = "http://a.cn/{yyyy}-{mm}-{dd}/{pp}/x{yyyy}{mm}{dd}{pp}.pdf"
LOOK = draw_look(Random(28))


@pytest.fixture(scope="module")
def pages():
    """Two pages of a paper."""

    def page(number, seed):
        naming = Naming("北溪新报", f"{number:02d}", "综合", "2026年3月5日　星期四")
        for attempt in range(40):
            made = make_page(seed + attempt, LOOK, naming, wants=Wants(kinds=("report", "notice", "report", "report")))
            if {item.kind for item in made.items} <= {"article", "notice"} and all(item.title for item in made.items):
                return made
        raise AssertionError

    return page(1, 100), page(2, 300)


def squeeze(text):
    return re.sub(r"\W", "", text or "")


def test_page_files_are_found_by_their_numbers_until_two_are_missing(web, follow, pages):
    web.pages = {
        "http://a.cn/2026-03-05/01/x2026030501.pdf": pages[0].pdf,
        "http://a.cn/2026-03-05/03/x2026030503.pdf": pages[1].pdf,
    }
    paper = follow(URL, "pdf-by-date")
    found = paper.look("2026-03-05 08:00")
    assert {article.page_no for article in found} == {"01", "03"}
    assert [url[-6:-4] for url in web.asked] == ["01", "02", "03", "04", "05", "02"]
    assert paper.problems == ("2026-03-05 02版未取到（HTTP 404）",)
    titles = {squeeze(article.title) for article in found}
    printed = [squeeze(item.title) for page in pages for item in page.items]
    assert sum(title in titles for title in printed) >= 0.9 * len(printed)
    assert all(article.page_box and article.issue_date for article in found)


def test_pages_that_are_there_are_not_fetched_again(web, follow, pages):
    web.pages = {"http://a.cn/2026-03-05/01/x2026030501.pdf": pages[0].pdf}
    paper = follow(URL, "pdf-by-date")
    paper.look("2026-03-05 08:00")
    web.pages["http://a.cn/2026-03-05/02/x2026030502.pdf"] = pages[1].pdf
    assert {article.page_no for article in paper.look("2026-03-05 09:00")} == {"02"}
    assert [url[-6:-4] for url in web.asked] == ["02", "03", "04"]


def test_an_issue_in_one_file_is_one_page(web, follow, pages):
    web.pages = {"http://a.cn/2026-03-05.pdf": pages[0].pdf}
    found = follow("http://a.cn/{yyyy}-{mm}-{dd}.pdf", "pdf-by-date").look("2026-03-05 08:00")
    assert {article.page_no for article in found} == {"01"}
    assert web.asked == ["http://a.cn/2026-03-05.pdf"]


def test_a_file_that_is_no_pdf_is_told(web, follow):
    web.pages = {"http://a.cn/2026-03-05/01/x2026030501.pdf": "<html><body>维护中，请稍候再来访问本站</body></html>"}
    paper = follow(URL, "pdf-by-date")
    assert paper.look("2026-03-05 08:00") == []
    assert "01版未取到" in paper.problems[0]
    assert "no PDF file and no picture" in paper.problems[0]


def site(page, *, articles):
    """A layout page with the map of a made page; its articles are there or not."""
    width, height = page.truth["page"]
    areas = "".join(
        f"<area shape=poly href=content_{number}.htm coords='"
        + ",".join(f"{x / width * 400:.1f},{y / height * 600:.1f}" for x, y in item.polygon)
        + "'>"
        for number, item in enumerate(page.items, 1)
    )
    links = "".join(f"<li><a href=content_{n}.htm>{item.title}</a></li>" for n, item in enumerate(page.items, 1))
    root = "http://a.cn/html/2026-03/05"
    layout = (
        f"<p>2026年3月5日</p><map name=m>{areas}</map><img usemap=#m width=400 height=600 src=p.jpg>"
        f"<a id=pageLink href=node_2.htm>第01版：综合</a><a href=p.pdf>PDF</a><ul class=news-list>{links}</ul>"
    )
    texts = {
        f"{root}/content_{n}.htm": f"<h1>{item.title}</h1><div id=ozoom>{''.join(f'<p>{p}</p>' for p in item.body)}</div>"
        for n, item in enumerate(page.items, 1)
    }
    return {f"{root}/node_2.htm": layout, f"{root}/p.pdf": page.pdf} | (texts if articles else {})


def test_articles_are_clipped_from_the_page_file_by_the_map(web, follow, pages):
    web.pages = site(pages[0], articles=True)
    paper = follow("http://a.cn/html/{yyyy}-{mm}/{dd}/node_2.htm", "founder", clippings=True)
    found = paper.look("2026-03-05 08:00")
    assert len(found) == len(pages[0].items)
    assert {article.clipping for article in found} | {found[0].page_picture} == set(paper.pictures)
    assert all(body.startswith(b"\x89PNG") for body in paper.pictures.values())


def test_articles_are_clipped_from_the_picture_where_there_is_no_page_file(web, follow, pages):
    web.pages = site(pages[0], articles=True)
    root = "http://a.cn/html/2026-03/05"
    web.pages[f"{root}/node_2.htm"] = web.pages[f"{root}/node_2.htm"].replace("<a href=p.pdf>PDF</a>", "")
    web.pages[f"{root}/p.jpg"] = page_picture(pages[0].pdf)
    paper = follow("http://a.cn/html/{yyyy}-{mm}/{dd}/node_2.htm", "founder", clippings=True)
    assert all(article.clipping in paper.pictures for article in paper.look("2026-03-05 08:00"))


def test_a_page_that_cannot_be_clipped_is_told_and_its_articles_are_read(web, follow, pages):
    web.pages = site(pages[0], articles=True) | {"http://a.cn/html/2026-03/05/p.pdf": b"no file"}
    paper = follow("http://a.cn/html/{yyyy}-{mm}/{dd}/node_2.htm", "founder", clippings=True)
    assert len(paper.look("2026-03-05 08:00")) == len(pages[0].items)
    assert paper.problems[0].startswith("01版剪报未能制作")
    assert {article.clipping for article in paper.articles} == {None}


def test_a_page_without_file_and_picture_has_no_clippings(web, follow, pages):
    web.pages = site(pages[0], articles=True)
    root = "http://a.cn/html/2026-03/05"
    layout = web.pages[f"{root}/node_2.htm"].replace("<a href=p.pdf>PDF</a>", "").replace(" src=p.jpg", "")
    web.pages[f"{root}/node_2.htm"] = layout
    paper = follow("http://a.cn/html/{yyyy}-{mm}/{dd}/node_2.htm", "founder", clippings=True)
    assert len(paper.look("2026-03-05 08:00")) == len(pages[0].items)
    assert (paper.problems, paper.pictures) == ((), {})


def test_articles_that_never_come_are_cut_from_the_page_file_at_the_last_hour(web, follow, pages):
    web.pages = site(pages[0], articles=False)
    paper = follow("http://a.cn/html/{yyyy}-{mm}/{dd}/node_2.htm", "founder")
    assert paper.look("2026-03-05 08:00") == []
    assert f"{len(pages[0].items)} 篇未取到" in paper.problems[0]
    found = paper.look("2026-03-05 14:00")
    expected = {item.title: squeeze("".join(item.body)) for item in pages[0].items}
    assert {article.title for article in found} == set(expected)
    right = [a for a in found if squeeze("".join(a.paragraphs)) == expected[a.title]]
    assert len(right) >= 0.7 * len(found)
    assert all("content_" in article.url for article in found)
    assert paper.problems == ()


def test_what_cannot_be_cut_either_stays_missing(web, follow, pages):
    web.pages = site(pages[0], articles=False) | {"http://a.cn/html/2026-03/05/p.pdf": b"no file"}
    paper = follow("http://a.cn/html/{yyyy}-{mm}/{dd}/node_2.htm", "founder")
    assert paper.look("2026-03-05 14:00") == []
    assert "篇未取到" in paper.problems[0]


def test_an_unknown_reader_is_refused():
    with pytest.raises(CatalogError, match="known readers: html, files, pdf, zuzhirenshi"):
        platform_of(None, {"reader": "fax"})


def bare(page, file, name="综合"):
    """A layout page that lists no article, with its file and its picture."""
    root = "http://a.cn/html/2026-03/05"
    link = "<a href=p.pdf>PDF</a>" if file.startswith(b"%PDF") else ""
    layout = f"<p>2026年3月5日</p><img usemap=#m src=p.jpg><a id=pageLink href=node_2.htm>第01版：{name}</a>{link}"
    return {f"{root}/node_2.htm": layout, f"{root}/p.{'pdf' if link else 'jpg'}": file}


def as_picture(page):
    """A page as a JPEG of 144 dots an inch."""
    out = io.BytesIO()
    document = pypdfium2.PdfDocument(page.pdf)
    document[0].render(scale=2).to_pil().convert("RGB").save(out, "JPEG", quality=90)
    document.close()
    return out.getvalue()


def test_pages_that_list_no_article_are_read_from_their_files(web, follow, pages):
    web.pages = bare(pages[0], pages[0].pdf)
    paper = follow("http://a.cn/html/{yyyy}-{mm}/{dd}/node_2.htm", "founder", {"reader": "files"})
    found = paper.look("2026-03-05 08:00")
    assert {squeeze(article.title) for article in found} >= {squeeze(item.title) for item in pages[0].items[:2]}
    assert {(a.page_no, a.page_name, a.extraction.method) for a in found} == {("01", "综合", "pdf-geometry")}
    assert paper.problems == ()
    assert paper.look("2026-03-05 09:00") == []


def test_a_page_that_lists_nothing_until_the_last_hour_is_read_from_its_file_then(web, follow, pages):
    web.pages = bare(pages[0], pages[0].pdf)
    paper = follow("http://a.cn/html/{yyyy}-{mm}/{dd}/node_2.htm", "founder")
    assert paper.look("2026-03-05 08:00") == []
    assert paper.look("2026-03-05 14:00")
    assert paper.problems == ()


def test_a_page_of_advertising_is_not_read_from_its_file(web, follow, pages):
    web.pages = bare(pages[0], pages[0].pdf, "公益广告")
    paper = follow("http://a.cn/html/{yyyy}-{mm}/{dd}/node_2.htm", "founder")
    assert paper.look("2026-03-05 14:00") == []
    assert "http://a.cn/html/2026-03/05/p.pdf" not in web.asked


if find_spec("rapidocr") is None:

    @pytest.mark.parametrize("options", [{"reader": "files"}, {}])
    def test_without_the_extra_pages_that_are_pictures_are_told_to_need_ocr(web, follow, pages, options):
        web.pages = bare(pages[0], as_picture(pages[0]))
        paper = follow("http://a.cn/html/{yyyy}-{mm}/{dd}/node_2.htm", "founder", options)
        assert paper.look("2026-03-05 14:00") == []
        assert paper.problems == ("2026-03-05 01版未取到（只有版面图片，需要文字识别：请安装 baoshao[ocr]）",)


@pytest.mark.slow
@pytest.mark.skipif(
    find_spec("rapidocr") is None,
    reason="the extra ocr is not installed: `make test REQUIREMENTS=requirements-ocr.txt` runs this test too",
)
@pytest.mark.parametrize(
    ("url", "profile", "options", "name"),
    [
        ("http://a.cn/html/{yyyy}-{mm}/{dd}/node_2.htm", "founder", {"reader": "files"}, "html/2026-03/05/p.jpg"),
        ("http://a.cn/{yyyy}{mm}{dd}/b_page_{pp}.jpg", "pdf-by-date", {}, "20260305/b_page_01.jpg"),
    ],
)
def test_pages_of_which_only_a_picture_is_published_are_read_by_ocr(web, follow, pages, url, profile, options, name):
    picture = as_picture(pages[0])
    web.pages = bare(pages[0], picture) | {f"http://a.cn/{name}": picture}
    paper = follow(url, profile, options, clippings=True)
    found = paper.look("2026-03-05 08:00")
    titles = {squeeze(article.title) for article in found}
    printed = [squeeze(item.title) for item in pages[0].items]
    assert sum(title in titles for title in printed) >= 0.6 * len(printed)
    assert {article.extraction.method for article in found} == {"ocr"}
    assert all(article.clipping in paper.pictures for article in found)
