import time
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ingest.identity import content_hash, fingerprint, identify, identify_all, squeeze, url_identity
from model.article import Article, Extraction

TEXT = (
    "为深入学习贯彻全会精神，近日，市知识产权局机关党委举办专题培训班，各支部书记参加培训。",
    "培训班强调，要把党建工作与业务工作同谋划、同部署；要坚持问题导向，逐条整改。",
    "下一步，该局将继续开展“三会一课”和主题党日活动。",
)


def article(**changes: object) -> Article:
    base = Article(
        source_id="press", url="http://a.cn/1.html", kind="article", title="培训班开班", paragraphs=TEXT,
        extraction=Extraction("html"),
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


def test_an_article_keeps_its_identity_when_its_text_changes() -> None:
    old, new = identify(article()), identify(article(title="更正", paragraphs=("改过的正文。",)))
    assert old.identity == new.identity
    assert old.content_hash != new.content_hash


def test_the_identity_is_the_address_in_its_source_however_it_is_spelt() -> None:
    same = ("https://A.cn:443/1.html?utm_source=x#top", "http://a.cn/./1.html")
    assert {identify(article(url=url)).identity for url in same} == {identify(article()).identity}
    assert identify(article()).identity == url_identity("press", "http://a.cn/1.html")
    assert identify(article(source_id="other")).identity != identify(article()).identity
    assert identify(article(url="http://a.cn/2.html")).identity != identify(article()).identity


def test_articles_of_one_page_are_told_apart_by_their_titles() -> None:
    page = "http://a.cn/page.pdf"
    first, second, untitled, alone = identify_all(
        [
            article(url=page, title="甲文"),
            article(url=page, title="乙文"),
            article(url=page, title=None),
            article(url="http://a.cn/3.html"),
        ]
    )
    assert len({first.identity, second.identity, untitled.identity}) == 3
    assert alone.identity == url_identity("press", "http://a.cn/3.html")
    again = identify_all([article(url=page, title="甲 文", paragraphs=("改了。",)), article(url=page, title="丙文")])
    assert again[0].identity == first.identity
    other_day = identify_all([article(url=page, title=t, issue_date=date(2026, 3, 2)) for t in ("甲文", "乙文")])
    assert other_day[0].identity != first.identity


def test_a_dropped_file_is_known_by_what_it_says() -> None:
    one, same, other = (
        identify(article(url=url, paragraphs=text))
        for url, text in (("file:///in/a.txt", TEXT), ("file:///in/copy.txt", TEXT), ("file:///in/a.txt", TEXT[:1]))
    )
    assert one.identity == same.identity != other.identity


def test_a_reprint_shares_its_sentences_whatever_stands_around_them() -> None:
    reprint = (
        "本报北京3月2日讯（记者 王小明 李 雷）" + TEXT[0],
        TEXT[1].replace("，", ",").replace("；", ";"),
        TEXT[2] + "（记者 王小明）",
        "责任编辑：张三",
        "来源：某某日报",
    )
    assert fingerprint(reprint) == fingerprint(TEXT)
    assert len(fingerprint(TEXT)) == 4


def test_a_dateline_is_taken_off_and_a_sentence_that_only_looks_like_one_is_not() -> None:
    plain = fingerprint(["中国代表团今天抵达日内瓦并出席会议。"])
    assert fingerprint(["新华社日内瓦3月2日电（记者某某）中国代表团今天抵达日内瓦并出席会议。"]) == plain
    assert fingerprint(["人民网讯 中国代表团今天抵达日内瓦并出席会议。"]) == plain
    assert fingerprint(["通讯设备和电站都已经修好并投入使用了。"]) != ()


def test_short_sentences_say_nothing_of_their_own() -> None:
    assert fingerprint(["好的。", "是。"]) == ()


def test_spaces_widths_and_punctuation_change_no_content() -> None:
    assert content_hash("ＡＢ 公告", ["一、二。"]) == content_hash("AB公告", ["一 二"])
    assert content_hash("公告", ["一"]) != content_hash("公告", ["二"])


def test_a_million_combining_marks_cost_little_time() -> None:
    started = time.process_time()
    fingerprint(["字" + "\u0316\u0300" * 500_000])
    assert time.process_time() - started < 5


@given(st.text(), st.lists(st.text()))
def test_any_text_has_a_hash_and_a_fingerprint(title: str, paragraphs: list[str]) -> None:
    assert len(content_hash(title, paragraphs)) == 16
    assert all(0 <= value < 2**64 for value in fingerprint(paragraphs))
    assert squeeze(squeeze(title)) == squeeze(title)
