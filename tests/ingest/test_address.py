import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.address import canonical_url, file_name, join


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        (
            "HTTP://WWW.Example.CN:80/a/../b/%7euser/./?b=2&a=1&utm_source=x#top",
            "http://www.example.cn/b/~user/?a=1&b=2",
        ),
        ("https://example.cn:443", "https://example.cn/"),
        ("https://example.cn:8443/x?", "https://example.cn:8443/x"),
        ("http://例子.cn/路径?名=值", "http://xn--fsqu00a.cn/%E8%B7%AF%E5%BE%84?%E5%90%8D=%E5%80%BC"),
        ("http://a.cn/x;jsessionid=1A2B?from=timeline&id=3", "http://a.cn/x?id=3"),
        ("http://a.cn/x?from=beijing", "http://a.cn/x?from=beijing"),
        ("http://a.cn/content_1.htm?div=-1", "http://a.cn/content_1.htm"),
        ("http://a.cn/#!/detail/3", "http://a.cn/#!/detail/3"),
        ("http://a.cn/app#/detail/3", "http://a.cn/app#/detail/3"),
        (" http://a.cn/1.html\n", "http://a.cn/1.html"),
        ("http://a.cn./x", "http://a.cn/x"),
        ("http://[::1]:80/x%zz%2f", "http://[::1]/x%zz%2F"),
        ("http://a.cn/a/b/..", "http://a.cn/a/"),
        ("http://a.cn/../../x", "http://a.cn/x"),
        ("mailto:someone@example.cn", "mailto:someone@example.cn"),
        ("http://a.cn:port/", "http://a.cn:port/"),
        ("", ""),
    ],
)
def test_each_address_has_one_spelling(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


def test_a_host_that_no_name_can_be_is_left_alone() -> None:
    assert canonical_url(f"http://{'字' * 80}.cn/") == f"http://{'字' * 80}.cn/"


PIECES = st.lists(
    st.sampled_from([*"abcAZ019%/.?&=#;:@[]-_~ 字é\\!+", "%2F", "%e5", "..", "%25", "utm_source=", "jsessionid="]),
    max_size=15,
).map("".join)


@given(
    st.tuples(
        st.sampled_from(["http://", "https://", "HTTP://", ""]),
        st.sampled_from(["a.cn", "A.CN:80", "例.cn", "x:y@a.cn"]),
        PIECES,
    )
)
def test_the_one_spelling_is_its_own(parts: tuple[str, str, str]) -> None:
    once = canonical_url("".join(parts))
    assert canonical_url(once) == once


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("../x y/路.htm?utm_source=1&id=2#a", "http://a.cn/x%20y/%E8%B7%AF.htm?id=2"),
        ("//b.cn/1", "http://b.cn/1"),
        ("/n1/2026/0302/c1-2.html\r\n", "http://a.cn/n1/2026/0302/c1-2.html"),
        ("http:\\\\b.cn\\1", "http://b.cn/1"),
        ("?page=2", "http://a.cn/b/c.htm?page=2"),
        ("#/detail/2", "http://a.cn/b/c.htm#/detail/2"),
        ("javascript:alert(1)", None),
        ("mailto:a@b.cn", None),
        ("http://", None),
        (" ", None),
        ("http://a.cn:99999999/", None),
        ("http://[x/", None),
        ("http://b.cn:0/", None),
        ("http://b%2fcn/", None),
        ("///b.cn/1", "http://b.cn/1"),
    ],
)
def test_links_are_joined_as_browsers_join_them(href: str, url: str | None) -> None:
    assert join("http://a.cn/b/c.htm", href) == url


def test_a_file_name_is_readable() -> None:
    assert file_name("http://a.cn/x/%E5%85%AC%E6%96%87.pdf?v=1") == "公文.pdf"


@pytest.mark.shared
def test_no_address_of_the_suites_breaks_it_and_no_host_changes(shared: Path) -> None:
    cases = json.loads((shared / "suites" / "wpt-url" / "urltestdata.json").read_text(encoding="utf-8"))
    checked = 0
    for case in (one for one in cases if isinstance(one, dict)):
        once = canonical_url(case["input"])
        assert canonical_url(once) == once
        joined = join(case.get("base") or "http://base.example/", case["input"])
        if joined is None or case.get("failure") or case.get("protocol") not in ("http:", "https:"):
            continue
        assert canonical_url(canonical_url(joined)) == canonical_url(joined)
        assert urlsplit(canonical_url(joined)).scheme == case["protocol"].rstrip(":")
        checked += 1
    assert checked > 150
