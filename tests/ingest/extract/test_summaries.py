"""A summary between the line of time and the text is no text; a first paragraph, a caption or an abstract of its own is."""

from collections.abc import Callable

import pytest

TIME = "<p>2024-05-10 08:12 来源：云溪日报</p>"
SUMMARY = "清河镇居民以前办一件事要跑三趟，如今在家门口就能办好。"


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=intro>{SUMMARY}</div>",
        f"<div id=subhead class=subhead>{SUMMARY}</div>",
        "<div class=zhaiyao>椅子多了，排队的人少了。</div>",
        "<div class=intro>镇里的窗口搬到了村口，群众的椅子也多了起来，工作的尺子还是那一把...</div>",
        f"<div class=zy><b>摘要：</b>{SUMMARY}</div>",
        f"<div class=x><div>文章摘要</div><p>{SUMMARY}</p><p>椅子多了三十二把。</p></div>",
        f"<div class=x><div>摘要</div><div>{SUMMARY}</div></div>",
    ],
)
def test_a_summary_above_the_text_is_none_of_it(article: Callable, page: Callable, paragraphs, box: str) -> None:
    assert article(page(above=TIME + box)).paragraphs == paragraphs
    assert article(page(above=TIME).replace("<div class=text>", f"<div class=text>{box}")).paragraphs == paragraphs


@pytest.mark.parametrize(
    ("box", "first"),
    [
        (
            "<div class=article-summary><p>　　云溪县昨日下了今年的第一场雪。</p></div>",
            "云溪县昨日下了今年的第一场雪。",
        ),
        ("<div class=intro>云溪县昨日下了今年的第一场雪。</div>", "云溪县昨日下了今年的第一场雪。"),
        (f"<div class=desc><img src=/a.jpg>{SUMMARY}</div>", SUMMARY),
        (f"<p>内容摘要：{SUMMARY}</p>", f"内容摘要：{SUMMARY}"),
        (f"<div class=summary>　　{SUMMARY}</div>", SUMMARY),
        (f"<p>核心提示：{SUMMARY}</p>", f"核心提示：{SUMMARY}"),
    ],
)
def test_a_first_paragraph_stays(article: Callable, page: Callable, paragraphs, box: str, first: str) -> None:
    html = page(above=TIME).replace("<div class=text>", f"<div class=text>{box}")
    assert article(html).paragraphs == (first, *paragraphs)


def test_a_notice_that_is_hardly_longer_than_its_summary_stays_whole(article: Callable) -> None:
    html = (
        "<html><head><title>停水通知</title></head><body><h1>关于清河镇停水的通知</h1><p>2024-05-10 08:12</p>"
        f"<div class=text><div class=abstract>{SUMMARY}</div><p>椅子多了，群众排队的人少了。</p></div></body></html>"
    )
    assert article(html).paragraphs == (SUMMARY, "椅子多了，群众排队的人少了。")
