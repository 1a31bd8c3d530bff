import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.authors import read_authors
from ingest.fields.names import is_person, may_be_person, split_glued
from model.article import Author


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("本报记者  赵文清  方  圆", ["赵文清/记者", "方圆/记者"]),
        ("本报记者 赵文清 方　圆", ["赵文清/记者", "方圆/记者"]),
        ("（记者赵文清）", ["赵文清/记者"]),
        ("本报记者 吴清和 方圆", ["吴清和/记者", "方圆/记者"]),
        ("本报记者 赵文清和方圆", ["赵文清/记者", "方圆/记者"]),
        ("（某社记者邹文为、唐诗圆、丁小乐）", ["邹文为/记者", "唐诗圆/记者", "丁小乐/记者"]),
        ("记者刘小琪通讯员田春圆", ["刘小琪/记者", "田春圆/通讯员"]),
        ("本报记者 刘小琪 特约通讯员 田春圆", ["刘小琪/记者", "田春圆/通讯员"]),
        ("文丨某报特约评论员 韩小涵", ["韩小涵/作者"]),
        ("【文/某网专栏作者 王小文】", ["王小文/作者"]),
        ("采写：云都记者 张小强 实习生 李小国", ["张小强/记者", "李小国/None"]),
        ("作者：张小强（云溪大学农学院副教授）", ["张小强/作者"]),
        ("（作者系云溪县委书记 张小强）", ["张小强/作者"]),
        ("文字：张小强　图片：李小国", ["张小强/作者", "李小国/摄影"]),
        ("記者：陳小文", ["陳小文/记者"]),
        ("云溪晚报记者　高小翔/文　王小雪/摄", ["高小翔/记者", "王小雪/记者"]),
        ("作者：云溪市图书馆 高小翔", ["高小翔/作者"]),
        ("供稿：王小雪　摄影：高小翔", ["王小雪/作者", "高小翔/摄影"]),
        ("(文/图 刘小东 易小楠)", ["刘小东/作者", "易小楠/作者"]),
        ("撰文：张小三 摄影：李小四", ["张小三/作者", "李小四/摄影"]),
        ("本报记者罗小科发自北京", ["罗小科/记者"]),
        ("【记者张小三/台北报道】", ["张小三/记者"]),
        ("（本报记者张小三、李小四参与采写）", ["张小三/记者", "李小四/记者"]),
        ("记者 阿卜杜拉·买买提 张伟", ["阿卜杜拉·买买提/记者", "张伟/记者"]),
        ("作者：Demi Summer", ["Demi Summer/作者"]),
        ("作者：一叶知秋", ["一叶知秋/作者"]),
        ("张小三 摄影", ["张小三/None"]),
        ("（张大峰）", ["张大峰/None"]),
        ("张小三/某某青年报", ["张小三/None"]),
        ("（评论员罗小博 萧海川）", ["罗小博/作者", "萧海川/作者"]),
        ("某某报记者 魏小濛 来源：某某青年报", ["魏小濛/记者"]),
    ],
)
def test_a_byline_becomes_names_with_roles(printed: str, expected: list[str]) -> None:
    assert [f"{author.name}/{author.role}" for author in read_authors([printed])] == expected


@pytest.mark.parametrize(
    "printed",
    [
        "本报评论员",
        "作者：某某社",
        "作者：佚名",
        "admin",
        "（完）",
        "作者： 来源：某网",
        "（某县发改局）",
        "作者：editor01",
        "作者：党委办公室",
        "作者：小编",
        "供稿：一中",
        "记者调查",
        "",
    ],
)
def test_no_author_is_invented(printed: str) -> None:
    assert read_authors([printed]) == ()


def test_an_affiliation_behind_a_name_is_kept() -> None:
    assert read_authors(["作者：南小帆，系某某大学研究中心特约研究员"]) == (
        Author("南小帆", "作者", "某某大学研究中心特约研究员"),
    )


def test_an_affiliation_line_of_its_own_goes_to_the_authors_before_it() -> None:
    assert read_authors(["本报记者 张小三", "（作者单位：某某党校）"]) == (Author("张小三", "记者", "某某党校"),)


def test_an_author_printed_twice_is_one_author_with_what_both_lines_say() -> None:
    assert read_authors(["张小三", "（记者 张小三）"]) == (Author("张小三", "记者"),)


def test_glued_names_part_only_where_surnames_leave_one_way() -> None:
    assert split_glued("罗小博萧海川") == ("罗小博", "萧海川")
    assert split_glued("张三") == ()


def test_papers_and_logins_are_no_persons() -> None:
    assert not is_person("新华社")
    assert not is_person("平安")
    assert not may_be_person("hn666")
    assert is_person("欧阳小修")


@given(st.lists(st.text(max_size=80), max_size=4))
def test_no_byline_breaks_the_reading(bylines: list[str]) -> None:
    for author in read_authors(bylines):
        assert author.name.strip() == author.name != ""
