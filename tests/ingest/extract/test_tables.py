"""Tables in a text: rows of data keep their numbers, and rows of buttons go."""

from collections.abc import Callable


def rows(*found: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in found)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def test_the_numbers_of_a_table_stay(article: Callable, page: Callable, paragraphs) -> None:
    table = rows(("公司", "净利润", "同比"), ("云溪信托", "24.6", "18"), ("清河信托", "1.3", "-56.4"))
    inside = f"{table}<p>从风险看，产业和中小企业仍要留心，去年底的三家公司已经整改。</p>"
    assert article(page(inside=inside)).paragraphs[3:6] == (
        "公司 净利润 同比",
        "云溪信托 24.6 18",
        "清河信托 1.3 -56.4",
    )
    assert article(page(inside=table)).paragraphs[-1] == "清河信托 1.3 -56.4"


def test_a_numbered_list_of_names_keeps_its_numbers(article: Callable, page: Callable) -> None:
    table = rows(("1", "莫秋娥", "瑶绣"), ("2", "邓火生", "舞狮"))
    assert article(page(inside=table)).paragraphs[3:] == ("1 莫秋娥 瑶绣", "2 邓火生 舞狮")


def test_rows_of_buttons_and_of_links_go(article: Callable, page: Callable, paragraphs) -> None:
    buttons = rows(("打印", "关闭"), ("收藏", "12"))
    links = rows(*[(f"·<a href=/2022/{n}.html>打通服务群众最后一百米</a> [2022-09-2{n}]", str(n)) for n in range(3)])
    assert article(page(inside=buttons)).paragraphs == paragraphs
    assert article(page(inside=links)).paragraphs == paragraphs


def test_a_link_with_its_date_behind_it_is_none_of_the_text(article: Callable, page: Callable, paragraphs) -> None:
    rows = "".join(f"<p>·<a href=/2022/{n}.html>夜市里的烟火气</a> [2022-09-2{n}]</p>" for n in range(4))
    assert article(page(inside=rows)).paragraphs == paragraphs


def test_a_long_table_below_one_paragraph_is_part_of_the_text(article: Callable) -> None:
    names = [(str(n), f"莫{sign}娥", "瑶绣") for n, sign in enumerate("春夏秋冬东南西北梅兰竹菊", 1)]
    html = (
        "<html><head><title>公示名单</title></head><body><h1>关于传承人名单的公示</h1><p>2024-05-10</p><div>"
        "<p>根据有关规定，经申报、评审，现将第五批传承人名单予以公布。</p>"
        f"{rows(*names)}<p>请各地支持其开展传播活动。</p></div></body></html>"
    )
    found = article(html).paragraphs
    assert (len(found), found[1], found[-1]) == (14, "1 莫春娥 瑶绣", "请各地支持其开展传播活动。")
