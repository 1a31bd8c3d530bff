"""Names beside places, papers and the traditional script."""

import re
from time import process_time

import pytest

from ingest.fields.authors import read_authors
from ingest.fields.labels import both_scripts, in_both_scripts
from ingest.fields.names import is_person, may_be_person
from ingest.fields.places import without_place


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("本报记者 张小三 李小四报道", ["张小三", "李小四"]),
        ("本报记者 张小三、李小四报道", ["张小三", "李小四"]),
        ("本报记者 张小三 安阳报道", ["张小三"]),
        ("记者张小三北京报道", ["张小三"]),
        ("記者張三台北6日電", ["張三"]),
        ("記者張小三／台北即時報導", ["張小三"]),
        ("记者 张小三 李小四 摄影报道", ["张小三", "李小四"]),
        ("記者 王小電", ["王小電"]),
        ("作者：缪小莉 • 程小开", ["缪小莉", "程小开"]),
        ("云溪日报记者 郑小扬 共享联盟·清河 胡小立 通讯员 沈小墨", ["郑小扬", "胡小立", "沈小墨"]),
        ("記者 阿尔达克 李小楠", ["阿尔达克", "李小楠"]),
        ("作者：習小平", ["習小平"]),
        ("记者：后来我们就走了", []),
        ("云溪5月9日讯", []),
    ],
)
def test_places_and_papers_between_names_are_no_names(printed: str, expected: list[str]) -> None:
    assert [author.name for author in read_authors([printed])] == expected


def test_the_roles_of_the_traditional_script_are_the_same() -> None:
    assert [author.role for author in read_authors(["記者張小三 通訊員李小四 攝影王小五"])] == [
        "记者",
        "通讯员",
        "摄影",
    ]


@pytest.mark.parametrize("filling", [" ", "/ ", "、", "和"])
def test_a_byline_of_any_length_is_read_at_once(filling: str) -> None:
    start = process_time()
    assert [author.name for author in read_authors(["记者 张小三" + filling * 40_000 + "李小四报道"])][:1] == ["张小三"]
    assert process_time() - start < 1


def test_what_is_no_place_stays() -> None:
    assert without_place("张小三") == "张小三"
    assert without_place("王小电") == "王小电"
    assert without_place("张小三云溪5月9日电") == "张小三云溪5月9日电"


def test_words_of_buttons_channels_and_groups_are_no_persons() -> None:
    for word in (
        "关注她",
        "展开",
        "楼市",
        "银行",
        "返回",
        "时尚",
        "房产",
        "簡體",
        "韩国",
        "课题组",
        "左二",
        "共享联盟·清河",
    ):
        assert not is_person(word), word
    assert not may_be_person("我们注意到")
    assert is_person("羅小文")
    assert is_person("阿卜杜拉·买买提")


def test_a_pattern_means_both_scripts_inside_classes_too() -> None:
    pattern = re.compile(both_scripts(r"[供来]稿\[记者"))
    assert pattern.fullmatch("來稿[記者")
    assert pattern.fullmatch("供稿[记者")
    assert in_both_scripts("记者 方圆") == {"记者", "記者", "方圆"}
