"""Who wrote, by the text's own words, and the sentences that only look like that."""

from collections.abc import Callable

import pytest

from ingest.extract.bylines import find_bylines
from ingest.fields.authors import read_authors

PROSE = ("记者从县里获悉，全县春耕备耕进展顺利，已完成农资储备八成以上。",) * 6


def names(*paragraphs: str) -> list[str]:
    return [author.name for author in read_authors(find_bylines(paragraphs))]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("本报讯 记者张小三报道：近日，清河镇办起了夜校。", ["张小三"]),
        ("本报讯 记者张小三、通讯员李小四报道：近日，清河镇办起了夜校。", ["张小三", "李小四"]),
        ("本报讯 通讯员李小四报道：近日，清河镇办起了夜校。", ["李小四"]),
        ("【云溪报訊】記者郭小佩報道：清河鎮昨日辦起了夜校。", ["郭小佩"]),
        ("〔記者黃小磊／高雄報導〕清河鎮昨日辦起了夜校。", ["黃小磊"]),
        ("〔編譯黃小磊／綜合報導〕清河鎮昨日辦起了夜校。", ["黃小磊"]),
        ("（云溪社記者姜小蓁嘉義縣6日電）清河鎮昨日辦起了夜校。", ["姜小蓁"]),
        ("云溪網訊（記者 方小彥 珠海報道）清河鎮昨日辦起了夜校。", ["方小彥"]),
        ("云溪报道记者 柯小辰 深圳、合肥报道", ["柯小辰"]),
        ("文｜云溪周刊 万小蓉，冯小源（实习）", ["万小蓉", "冯小源"]),
        ("采访、文/丁小念　图/韦小来", ["丁小念", "韦小来"]),
        ("云溪日报全媒体记者张小三 通讯员李小四 文/图", ["张小三", "李小四"]),
        ("本文来自微信公众号：岛上书简，作者：凌小帆，题图来自：视觉云溪", ["凌小帆"]),
        ("作者，吕小鸿", ["吕小鸿"]),
        ("文 | 蔺小海", ["蔺小海"]),
    ],
)
def test_the_head_of_a_text_names_who_wrote_it(first: str, expected: list[str]) -> None:
    assert names(first, *PROSE) == expected


@pytest.mark.parametrize(
    "first",
    [
        "本报记者近日从县里获悉，全县春耕备耕进展顺利。",
        "本报记者在云溪县采访报道时看到，田里一片繁忙。",
        "记者现场报道了这一消息，引起广泛关注。",
        "本报记者张小三报道的《春耕》一文引起关注，县里随后回应。",
        "记者走访发现，李小四",
        "记者：我们注意到，春耕已经开始。",
        "本文作者认为，未来三年粮价平稳。",
        "作者，一个不起眼的中年人",
        "本文转自：云溪日报",
        "图文：清河镇春耕现场",
        "〔體育中心／綜合報導〕清河鎮昨日辦起了夜校。",
        "海邊起出大批貨物。（記者黃小磊翻攝）",
        "关注她",
    ],
)
def test_a_sentence_that_speaks_of_reporters_names_no_author(first: str) -> None:
    assert names(first, *PROSE) == []


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("更多消息，我们将持续关注。（编译/云溪之家 秦小超）", ["秦小超"]),
        ("云溪实习记者戴小敏对此文亦有贡献", ["戴小敏"]),
        ("（实习生骆小飞对本文亦有贡献）", ["骆小飞"]),
        ("（云溪報記者 麥小晴）", ["麥小晴"]),
        ("（云溪县融媒体中心 张小三 李小四）", ["张小三", "李小四"]),
        ("文字 | 邓小玲", ["邓小玲"]),
        ("（文／姬小瑞 图／课题组 审核／卞小陵）", ["姬小瑞"]),
        ("《云溪》记者 张小三/文 李小四/图 王小五/编辑", ["张小三", "李小四"]),
        ("（图文：张小三）", ["张小三"]),
        ("文/张小三 图/李小四 初审/王小五 终审/赵小六", ["张小三", "李小四"]),
        ("编辑 | 樊小苇", []),
        ("图 | 受访者提供", []),
        ("天气越来越好。（图/张小三）", []),
        ("天气越来越好。（记者 张小三 摄）", []),
        ("（左二）", []),
        ("记者：那么，下一步如何？", []),
        ("这名记者对此文亦有贡献", []),
    ],
)
def test_the_end_of_a_text_names_who_wrote_it(last: str, expected: list[str]) -> None:
    assert names(*PROSE, last) == expected


def test_a_signature_may_stand_before_a_card_that_follows_a_short_text() -> None:
    assert names(*PROSE[:3], "我们将持续关注。（编译/云溪之家 秦小超）", "厂商指导价：8.99万") == ["秦小超"]
    assert names(*PROSE[:3], "前排是镇里的两位干部。（张小三）", "厂商指导价：8.99万") == []


def test_the_author_may_be_named_behind_pictures_and_a_summary() -> None:
    above = ("图为书店一角。", "春天的书店。", "书店里的灯。", "一位读者走进书店。")
    assert names(*above, "作者，吕小鸿", *PROSE) == ["吕小鸿"]
    assert names(*above, "作者：您说得对", *PROSE) == []


def test_the_photographers_are_the_authors_of_a_text_that_is_all_captions() -> None:
    captions = ("学生走过挂壁公路。（郝小山 摄）", "教师缝扣子。（郝小山 摄）", "放学了。（庞小涛 摄）")
    assert names(*captions) == ["郝小山", "庞小涛"]
    assert names(*captions, PROSE[0]) == []
    assert names("图一。", "图二。（郝小山 摄）") == []


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("<p>作者：<i>缪小莉</i> ▪ <i>程小开</i>　责编：<i>黄小琳</i></p>", ["缪小莉", "程小开"]),
        ("<p>作者：<a>缪小莉</a>、<a>程小开</a> <a>农业</a></p>", ["缪小莉", "程小开"]),
        ("<p>作者：缪小莉 <a>时尚</a></p>", ["缪小莉"]),
        ("<p>作者：<a>缪小莉</a> <a>程小开</a> <a>时尚</a></p>", ["缪小莉", "程小开"]),
        ("<p>作者：<a>缪小莉</a> <a class=ch>程小开</a></p>", ["缪小莉"]),
        ("<div class=author><button>关注她</button></div>", []),
        ("<ul><li><span>作者，</span><span>吕小鸿</span></li></ul>", ["吕小鸿"]),
        ("<p>2024-05-10 來源：云溪報 記者：羅小文</p>", ["羅小文"]),
    ],
)
def test_names_in_boxes_of_their_own_are_read_together(
    article: Callable, page: Callable, above: str, expected: list[str]
) -> None:
    assert [author.name for author in article(page(above=above)).authors] == expected


def test_a_question_of_an_interview_names_no_author(article: Callable, page: Callable) -> None:
    inside = "<p>云溪台记者：我们注意到，春耕已开始。镇里有何安排？</p><p>负责人：已有安排。</p>"
    assert article(page(inside=inside)).authors == ()


def test_a_stated_author_counts_where_the_text_begins_with_the_line_of_names(article: Callable, page: Callable) -> None:
    person = '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"羅小文"}}</script>'
    line = "<p><b>14:06</b><b>2024/07/09</b><b>云溪新聞網</b><b>羅小文</b></p>"
    within = page(head=person).replace("<div class=text>", f"<div class=text>{line}")
    assert [author.name for author in article(within).authors] == ["羅小文"]
    assert article(page(head=person, inside="<p>羅小文說，明天會更好，鎮裏的人都這麼想。</p>")).authors == ()


def test_a_stated_author_counts_in_a_list_beside_the_headline(article: Callable, page: Callable) -> None:
    head = "<meta name=Author content=方小心>"
    above = "<p>2024年5月10日 08:30</p><ul class=links><li><a href=/z/1>方小心</a></li></ul>"
    assert [author.name for author in article(page(head=head, above=above)).authors] == ["方小心"]
    assert article(page(above=above)).authors == ()


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("云溪县纪委网站　左小翼", ["左小翼"]),
        ("云溪社 左小翼 方小圆", ["左小翼", "方小圆"]),
        ("云溪网 楼市", []),
        ("云溪网 高清", []),
        ("云溪网 房产", []),
        ("云溪网 左小翼说起往事", []),
    ],
)
def test_a_first_line_may_be_the_paper_and_the_name(
    article: Callable, page: Callable, first: str, expected: list[str]
) -> None:
    html = page().replace("<div class=text>", f"<div class=text><p>{first}</p>")
    assert [author.name for author in article(html).authors] == expected


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("<p>来源：市人大&nbsp;&nbsp;供稿：谭小平 肖小勇&nbsp;&nbsp;更新：2010-12-25</p>", ["谭小平", "肖小勇"]),
        ("<p>供稿：县委办 2010-12-25</p>", []),
        ("<p>供稿单位：县委办 2010-12-25</p>", []),
        ("<p>时间:2016-09-22 作者:秘书处</p>", []),
    ],
)
def test_who_sends_a_text_in_is_its_author_where_it_is_a_person(
    article: Callable, page: Callable, above: str, expected: list[str]
) -> None:
    assert [author.name for author in article(page(above=above)).authors] == expected


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("<p>孙小娟</p>", ["孙小娟"]),
        ("<p>孙小娟 方小敏</p><p>2024-05-10 06:58</p>", ["孙小娟", "方小敏"]),
        ("<p>方　敏</p><p>2024-05-10 06:58</p>", ["方敏"]),
        ("<p>2024-05-10 06:58</p><p>林小慧</p><p>云溪台中文记者 发自长野</p>", ["林小慧"]),
        ("<p><span>云溪都市报</span> <span>何小梅</span> <span>2013-07-16 09:24</span></p>", ["何小梅"]),
        ("<p>文娱</p>", []),
        ("<p>党史</p><p>2024-05-10 06:58</p>", []),
        ("<p><a href=/c/>房地产</a></p><p>2024-05-10 06:58</p>", []),
        ("<p>2024-05-10 06:58</p><p>林小慧</p><p>打印</p>", []),
    ],
)
def test_a_name_alone_under_the_headline_or_behind_a_paper_is_the_author(
    article: Callable, page: Callable, above: str, expected: list[str]
) -> None:
    assert [author.name for author in article(page(above=above)).authors] == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("他说，这只是开始。（云溪县纪委监委 郑小斌 吴小升）", ["郑小斌", "吴小升"]),
        ("他说，这只是开始。（云溪县政府 供图）", []),
    ],
)
def test_an_office_may_stand_before_the_names_in_a_closing_bracket(
    article: Callable, page: Callable, last: str, expected: list[str]
) -> None:
    assert [author.name for author in article(page(inside=f"<p>{last}</p>")).authors] == expected
