"""The bytes that are parsed: what nobody reads is left out of them, and nothing that somebody reads."""

import pytest

from ingest.extract.markup import holds, markup_of, without_styles

TEXT = "<p>清河镇把服务窗口搬到村口。</p>".encode()


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        (b"<style>p{margin:0}</style>" + TEXT, b"<style></style>" + TEXT),
        (b'<style type="text/css" media="(a>b)">p{}</style>x', b'<style type="text/css" media="(a>b)"></style>x'),
        (b"<STYLE type='a'>p{}</style><style>q{}</style >", b"<STYLE type='a'></style><style></style >"),
    ],
)
def test_a_style_sheet_is_emptied(page: bytes, kept: bytes) -> None:
    assert without_styles(page) == kept


@pytest.mark.parametrize(
    "page",
    [
        b"<!-- <style> -->" + TEXT + b"<!-- </style> -->",
        b"<style-guide>" + b"words</style-guide>",
        b"<style media='a>p{}</style>",
        b'<p title="<style>">words</p></style>',
        b"words</style>",
        b"</style>",
        b"<style>p{content:'<p>'}</style>",
    ],
)
def test_what_may_be_more_than_a_style_sheet_stays(page: bytes) -> None:
    assert without_styles(page) == page


def test_signs_that_nobody_sees_are_taken_out_of_the_page() -> None:
    page = "<style>p{}</style><p>清\u200b河\ufeff镇\u00ad\u200d</p>"
    assert markup_of(page.encode()).decode() == "<style></style><p>清河镇\u200d</p>"


def test_words_are_found_wherever_they_stand_in_the_markup() -> None:
    assert holds(b"<!-- enpcontent -->", "enpcontent")
    assert not holds(b"<!-- enpcontent -->", "content>")
