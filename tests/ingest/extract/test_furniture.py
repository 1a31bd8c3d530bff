import pytest

from ingest.extract.furniture import named_noise
from ingest.extract.notices import is_notice


@pytest.mark.parametrize(
    "key", ["trs_editor", "syl-page-article tt-article-content", "page-content", "view text-editor"]
)
def test_what_is_called_a_text_too_is_no_furniture(key: str) -> None:
    assert not named_noise(key)


@pytest.mark.parametrize(
    "key", ["editor", "page", "fl pager", "comment-content", "article-share", "side-nav", "hot-news"]
)
def test_furniture_is_known_by_its_name(key: str) -> None:
    assert named_noise(key)


@pytest.mark.parametrize(
    "line",
    [
        "如需转载请与《云溪日报》社联系。",
        "本文为转载内容，授权事宜请联系原著作权人。",
        "新闻爆料热线：0123-8888888　投稿邮箱：news@yunxi.example",
        "关注云溪发布微信公众号，获取更多资讯",
        "更多热点速报、权威资讯、深度分析尽在云溪日报App",
        "本网站转载此文目的在于传递更多信息，并不代表本网赞同其观点。",
    ],
)
def test_what_a_site_prints_under_every_article_is_a_notice(line: str) -> None:
    assert is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "联系人：赵老师，联系电话：0123-1234567。",
        "“转载文章应当注明作者和出处。”法官介绍。",
        "律师提醒，不得转载他人作品，记者采访时对方表示将依法维权。",
        "村民们关注的是蔬菜能不能卖上好价钱。",
    ],
)
def test_a_sentence_of_an_article_is_no_notice(line: str) -> None:
    assert not is_notice(line)
