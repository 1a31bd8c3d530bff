"""Both engines cut alike, our own words are words, and nothing heavy is loaded before it is needed."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topics import dictionary, words
from topics.dictionary import Dictionary, Python, Rust, listed

OWN = listed(*dictionary.LISTS)
SENTENCES = (
    "云岭市启动知识产权强国建设示范工程，推动专利转化运用。",
    "机关党支部开展主题党日活动，落实三会一课制度。",
    "身穿和服的游客对产品和服务都很满意，人民代表大会审议通过了条例草案。",
    "5G基站与AI芯片：GDP增长4.5%，C++和.NET工程师月薪2.5万元。",
    "南京市长江大桥上，研究生命起源的科学家乘坐CRH380A列车。",
    "乾隆年间的瓷器\n\n　　在故宫博物院展出……（记者 王小明 摄）",
    "買賣房屋須繳納契稅，臺灣與香港的用語不同。",
    "",
)


@pytest.fixture(scope="module")
def engines():
    assert isinstance(dictionary.dictionary().engine, Rust)
    return dictionary.dictionary(), Dictionary(Python(), OWN)


@pytest.mark.parametrize("text", SENTENCES)
def test_both_engines_cut_a_text_alike(engines, text):
    rust, python = engines
    assert rust.engine.cut(text) == python.engine.cut(text)
    assert rust.engine.cut_for_search(text) == python.engine.cut_for_search(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*OWN, *"的了和在，。、：", " ", "\n", "2026", "AI", "中", "发"]), max_size=40))
def test_both_engines_cut_any_row_of_our_words_alike(engines, parts):
    rust, python = engines
    text = "".join(parts)
    assert rust.engine.cut(text) == python.engine.cut(text)


def test_both_engines_take_our_long_words_apart_alike(engines):
    rust, python = engines
    assert [rust.parts(word) for word in OWN] == [python.parts(word) for word in OWN]


def test_with_unknown_words_the_engines_differ_only_in_latin_and_digits(engines):
    rust, python = engines
    texts = [text for text in SENTENCES if not any(c.isascii() and c.isalnum() for c in text)]
    assert [rust.engine.cut(text, unknown=True) for text in texts] == [
        python.engine.cut(text, unknown=True) for text in texts
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_the_words_of_a_text_are_the_whole_text_with_right_places(text):
    tokens = words.cut(text)
    assert "".join(word for word, _, _ in tokens) == text
    assert all(text[start:end] == word for word, start, end in tokens)


def test_each_of_our_words_is_cut_as_one_word():
    assert [word for word in OWN if words.cut_words(word) != [word]] == []


def test_no_word_stands_twice_in_one_list():
    for name in dictionary.LISTS:
        found = listed(name)
        assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize(
    ("text", "word", "stands"),
    [
        ("身穿和服走过石桥", "和服", True),
        ("提高产品和服务的质量", "和服", False),
        ("抓党建工作要实", "党建", True),
        ("知识产权强国建设纲要", "知识产权", True),
        ("主题党日活动", "党日", True),
        ("资本市场回暖", "本市", False),
        ("中外科学名著", "外科", False),
    ],
)
def test_a_word_is_met_only_where_it_is_one(text, word, stands):
    assert (word in [found for found, _, _ in words.cut(text)]) is stands


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("南京市长江大桥", "南京市/长江大桥"),
        ("研究生命起源的团队", "研究/生命/起源/的/团队"),
        ("北京大学生前来参观", "北京/大学生/前来/参观"),
        ("部分居民生活水平", "部分/居民/生活/水平"),
        ("他从小学电脑", "他/从/小学/电脑"),
        ("使用户满意的产品和服务", "使/用户/满意/的/产品/和/服务"),
        ("和平解放的确实行了", "和平/解放/的确/实行/了"),
        ("相关税收优惠", "相关/税收/优惠"),
        ("有限公司党委书记", "有限公司/党委书记"),
        ("落实三会一课制度", "落实/三会一课/制度"),
        ("高价值发明专利", "高/价值/发明专利"),
        ("长三角一体化", "长三角/一体化"),
        ("国资国企改革", "国资/国企/改革"),
        ("机关党建与业务", "机关/党建/与/业务"),
    ],
)
def test_hard_texts_are_cut_as_a_reader_would(text, cut):
    assert "/".join(word for word, _, _ in words.cut(text)) == cut


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("推进知识产权强国建设", "推进/知识产权强国建设"),
        ("以党建引领基层治理", "以/党建引领/基层治理"),
        ("中央八项规定精神", "中央八项规定精神"),
        ("国资国企改革深化", "国资国企改革/深化"),
        ("粤港澳大湾区的中心", "粤港澳大湾区/的/中心"),
    ],
)
def test_our_long_words_stay_whole_for_keywords(text, cut):
    assert "/".join(words.cut_words(text)) == cut


def test_cutting_for_search_gives_the_shorter_words_too():
    found = words.cut_for_search("人民代表大会")
    assert found[-1] == "人民代表大会"
    assert {"人民", "代表", "大会"} <= set(found)


def test_jieba_takes_over_where_rjieba_is_not_installed():
    script = (
        "import sys; sys.modules['rjieba'] = None\n"
        "from topics import dictionary, words\n"
        "assert isinstance(dictionary.engine(), dictionary.Python)\n"
        "print([w for w, _, _ in words.cut('抓好主题党日活动')])\n"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['抓好', '主题', '党日', '活动']"


def test_nothing_is_loaded_before_a_text_is_cut_and_never_jieba_beside_rjieba():
    script = (
        "import sys; from topics import words\n"
        "assert 'rjieba' not in sys.modules\n"
        "words.cut('知识产权'); words.cut_for_search('知识产权')\n"
        "assert 'rjieba' in sys.modules and 'jieba' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
