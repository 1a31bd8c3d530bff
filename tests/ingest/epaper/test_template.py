from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.epaper.template import date_in, fill, holds_date, holds_page, template_of

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("http://a.cn/html/{yyyy}-{mm}/{dd}/node_1.htm", "http://a.cn/html/2026-03/05/node_1.htm"),
        ("http://a.cn/pc/layout/{yyyy}{mm}/{dd}/node_01.html", "http://a.cn/pc/layout/202603/05/node_01.html"),
        ("http://a.cn/{yyyy}/{m}/{d}", "http://a.cn/2026/3/5"),
        ("http://a.cn/{yy}{mm}{dd}/{pp}.pdf?p={p}", "http://a.cn/260305/07.pdf?p=7"),
    ],
)
def test_a_template_is_filled_with_day_and_page(template, address):
    assert fill(template, DAY, 7) == address


@pytest.mark.parametrize(
    ("address", "template"),
    [
        ("http://a.cn/html/2026-03/05/node_2.htm", "http://a.cn/html/{yyyy}-{mm}/{dd}/node_2.htm"),
        ("http://a.cn/pc/layout/202603/05/node_01.html", "http://a.cn/pc/layout/{yyyy}{mm}/{dd}/node_01.html"),
        ("http://a.cn/2026-03-05/01/x2026030501.pdf", "http://a.cn/{yyyy}-{mm}-{dd}/01/x2026030501.pdf"),
        ("http://a.cn/shtml/sxrb/20260305/index.shtml", "http://a.cn/shtml/sxrb/{yyyy}{mm}{dd}/index.shtml"),
        ("http://a.cn/2026/03/05/", "http://a.cn/{yyyy}/{mm}/{dd}/"),
        ("http://a.cn/2026/0305/c1-2.html", "http://a.cn/{yyyy}/{mm}{dd}/c1-2.html"),
    ],
)
def test_an_address_of_some_day_becomes_a_template(address, template):
    assert date_in(address) == DAY
    assert template_of(address) == template


def test_an_address_without_a_day_is_no_template():
    assert date_in("http://a.cn/paperindex.htm") is None
    assert template_of("http://a.cn/node_20261399.htm") is None
    assert not holds_date("http://a.cn/{pp}.pdf")
    assert holds_page("http://a.cn/{pp}.pdf")
    assert holds_date("http://a.cn/{yyyy}{mm}{dd}")


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_the_template_of_one_day_gives_the_address_of_any_other(one, other):
    shape = "http://a.cn/html/{yyyy}-{mm}/{dd}/node_2.htm"
    template = template_of(fill(shape, one))
    assert template is not None
    assert fill(template, other) == fill(shape, other)
