import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.dropped import read_file
from ingest.normalise import normalise
from ingest.textpage import is_text_page, read_plain_text, read_text_page
from model.article import Article
from model.errors import ParseError

P = (
    "3月1日，市市场监管局（知识产权局）机关党委召开专题会议，研究部署全年党建工作。会议听取了各支部工作汇报，并对下一步工作提出要求。",
    "会议强调，要以高质量党建引领知识产权强市建设，推动各项任务落地见效。全体党员要立足岗位，主动作为，用实际行动践行初心使命，为企业办实事、解难题。",
    "据悉，今年该局将组织“书记讲党课”“支部联建”等系列活动，进一步增强基层党组织的政治功能和组织功能，擦亮机关党建品牌。",
)
PEOPLE = "\n\n".join(
    [
        "党建频道        登录",
        "市知识产权局:党建引领促发展",
        "2026年03月02日08:30   来源:样报",
        "原标题:党建引领促发展 知识产权强市建设再上台阶",
        P[0],
        "抓支部、强基础",
        *P[1:],
        "“我们将继续把这项工作抓实抓好。”该局负责人说。(记者 王小明)",
        "\n使用微信“扫一扫”功能添加“样报微平台”\n(责编:张三、李四)\n  • 最新评论\n  • 热门评论\n查看全部留言",
        "热点关键词",
    ]
)
CLUB = "\n\n".join(
    [
        "坚持走自己的路",
        "www.example-news.cn",
        "   工作动态",
        "某某局局长赵某:把机关党建抓在经常",
        "来源:样报微平台 | 作者:赵六 | 发布时间: 2026-03-02 09:39:38 | 1649 次浏览 | 分享到:\n来源: 样报微平台 2026-03-02 09:39",
        f"　　{P[0]}",
        "2026年1月25日,某某局召开年度工作会议。",
        "强基础",
        f"　　{P[1]}",
        f"　　{P[2]}",
        "   媒体联盟\n\n责任编辑:赵六",
    ]
)
PLAIN_HEAD = "\n".join(
    [
        "首页 > 新闻中心 > 要闻 > 正文",
        "我市出台知识产权强市建设实施意见",
        "——推动高质量发展再发力",
        "本报记者 王小明 李雷",
        "发布时间：2026-03-02 10:05　来源：样报　字号：大 中 小　打印",
        *P,
        "某某市人民政府",
        "2026年3月1日",
        "编辑：韩梅梅",
        "相关新闻",
        "上一篇：没有了",
    ]
)


def article(text: str, now: datetime) -> Article:
    return normalise(read_text_page(text), source_id="x", now=now)


def test_a_page_of_the_people_kind_is_read_whole(now: datetime) -> None:
    found = article(PEOPLE, now)
    assert (found.title, found.credit, found.section) == ("市知识产权局:党建引领促发展", "样报", "党建频道")
    assert found.original_title == "党建引领促发展 知识产权强市建设再上台阶"
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2026-03-02T08:30:00+08:00"
    assert [(author.name, author.role) for author in found.authors] == [("王小明", "记者")]
    assert found.editors == ("张三", "李四")
    assert found.paragraphs[:3] == (P[0], "抓支部、强基础", P[1])
    assert found.paragraphs[-1].endswith("(记者 王小明)")
    assert len(found.paragraphs) == 5
    assert found.missing == ()


def test_a_page_of_a_society_is_read_with_its_captions_apart(now: datetime) -> None:
    found = article(CLUB, now)
    assert (found.title, found.credit, found.section) == ("某某局局长赵某:把机关党建抓在经常", "样报微平台", "工作动态")
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2026-03-02T09:39:38+08:00"
    assert [author.name for author in found.authors] == ["赵六"]
    assert found.editors == ("赵六",)
    assert found.paragraphs == (P[0], "强基础", P[1], P[2])
    assert [image.caption for image in found.images] == ["2026年1月25日,某某局召开年度工作会议。"]


def test_subtitle_byline_path_and_signature_are_seen_as_what_they_are(now: datetime) -> None:
    found = article(PLAIN_HEAD, now)
    assert (found.title, found.subtitle, found.section) == (
        "我市出台知识产权强市建设实施意见",
        "——推动高质量发展再发力",
        "要闻",
    )
    assert {author.name for author in found.authors} == {"王小明", "李雷"}
    assert found.credit == "样报"
    assert found.paragraphs == (*P, "某某市人民政府", "2026年3月1日")
    assert found.editors == ("韩梅梅",)


@pytest.mark.parametrize(
    "head",
    [
        "2026年03月02日08:30 | 来源：样报",
        "2026-03-02 08:30:00 来源： 样报 作者：王小明",
        "来源：样报\n2026年03月02日08:30\n责任编辑：张三\n浏览次数：128",
        "发布时间：2026-03-02 08:30　　信息来源：样报　　字体：[大 中 小]　【打印】【关闭】",
        "日期：2026-03-02 08:30\n作者：王小明\n出处：样报\n分享到：微信 QQ空间",
        "2026-03-02 08:30\n样报",
        "2026年3月2日 08:30 样报 我要评论",
        "\n2026年03月02日08:30\n\n来源：样报\n\n原标题：专题会议召开",
    ],
)
def test_a_head_may_be_printed_in_many_ways(head: str, now: datetime) -> None:
    lead = "2026年3月1日9:00，会议在市政府召开。"
    found = article("\n".join(["首页", "我市召开专题会议部署全年工作", head, lead, *P, "【纠错】"]), now)
    assert (found.title, found.credit) == ("我市召开专题会议部署全年工作", "样报")
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2026-03-02T08:30:00+08:00"
    assert found.paragraphs == (lead, *P)
    assert {author.name for author in found.authors} <= {"王小明"}


def test_text_that_begins_like_furniture_stays(now: datetime) -> None:
    notice = (
        "返回北京后，调研组召开了座谈会，交流各地做法。",
        "举报电话：12388",
        "主办单位：某某市知识产权局",
        "声明：本通知自印发之日起施行。",
    )
    found = article("\n".join(["某某通知", "2026-03-02 08:30 来源：样报", *P, *notice, "上一篇：没有了"]), now)
    assert found.paragraphs == (*P, *notice)


@pytest.mark.parametrize("text", ["", "一行字", "标题\n\n正文没有日期行。" * 3, f"标题\n\n2026年3月1日，{P[0]}"])
def test_a_text_without_a_line_of_date_and_credit_is_no_page(text: str) -> None:
    assert not is_text_page(text)
    with pytest.raises(ParseError, match="no line of date and credit"):
        read_text_page(text)


def test_a_page_without_text_is_no_article() -> None:
    with pytest.raises(ParseError, match="no text below"):
        read_text_page("标题在这里\n2026-03-02 10:05 来源：样报\n责任编辑：张三")


def test_a_page_may_begin_with_its_date() -> None:
    raw = read_text_page(f"{'导航' * 90}\n——某某局\n2026-03-02 10:05 来源：样报\n{P[0]}")
    assert raw.title is None
    assert raw.section is None


def test_a_text_that_is_nothing_but_an_article_is_one() -> None:
    titled = read_plain_text("专题培训班开班\n\n" + "\n".join(P))
    assert (titled.title, titled.paragraphs) == ("专题培训班开班", P)
    assert read_plain_text("\n".join(P)).title is None
    with pytest.raises(ParseError, match="empty"):
        read_plain_text(" \n\n ")


@pytest.mark.shared
def test_the_seeds_that_are_pages_are_read_to_the_letter(shared: Path, now: datetime) -> None:
    gold = json.loads((shared / "seeds" / "gold.json").read_text(encoding="utf-8"))["items"]
    items = [item for item in gold if item["kind"] == "article" and item["seed"].startswith(("001", "002"))]
    assert len(items) == 2
    for item in items:
        data = (shared / "seeds" / item["seed"]).read_bytes()
        found = normalise(read_file(item["seed"], data, now=now)[0], source_id="seeds", now=now)
        text = (shared / "seeds" / "text" / Path(item["text_file"]).name).read_text(encoding="utf-8")
        assert found.title == item["title"]
        assert found.credit == item["source"]
        assert [author.name for author in found.authors] == item["authors"]
        assert found.published_at == datetime.fromisoformat(item["published"])
        assert "、".join(found.editors) == item["editor"]
        assert found.section == item["section"]
        assert found.original_title == item.get("original_title")
        assert "\n".join(found.paragraphs) == text.strip()


PIECES = st.sampled_from(
    ["2026-03-02 08:30", "来源：样报", "责编：张三", "作者：李四", "——", "\n", "\n\n", "　　", P[0], "标题", " > ", "首页", "摄", "。", "\t", "（"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["a.txt", "a.html", "a.jsonl", "a"]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_articles_or_told_to_be_none(text: str, name: str) -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    try:
        found = read_file(name, text.encode(), now=now)
    except ParseError:
        return
    for raw in found:
        normalise(raw, source_id="x", now=now)


def test_twice_the_text_takes_no_more_than_twice_the_time() -> None:
    def seconds(times: int) -> float:
        text = "标题\n2026-03-02 10:05 来源：样报\n" + (P[0] + "（记者 王小明）" + "\n") * times
        return min(_timed(text) for _ in range(3))

    def _timed(text: str) -> float:
        started = time.process_time()
        read_text_page(text)
        return time.process_time() - started

    assert seconds(8000) < 3 * seconds(4000) + 0.05
