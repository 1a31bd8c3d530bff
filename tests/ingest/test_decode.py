import gzip
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.decode import decode, text_encoding
from ingest.encoding.choose import choose
from ingest.encoding.codecs import decode_as
from ingest.encoding.labels import codec_of, encoding_of
from ingest.encoding.prescan import declared_in_page, declared_in_xml
from model.errors import ParseError
from model.source import Document, Snapshot

TEXT = "国家知识产权局：机关党建工作座谈会在北京召开，朱镕基、陶喆、李堃出席会议并讲话。"
TRADITIONAL = "國家圖書館今天舉行了紀念會，這個學會的會長說，我們對於歷史的學習不是為了過去。"


def answer(body: bytes, content_type: str = "text/html", url: str = "http://a.cn/1.html") -> Snapshot:
    headers = (("Content-Type", content_type),) if content_type else ()
    return Snapshot("urn:uuid:1", url, url, 200, headers, body, datetime(2026, 3, 1, tzinfo=UTC))


def page(text: str, meta: str = "") -> str:
    return f"<html><head>{meta}<title>{text}</title></head><body><p>{text}</p></body></html>"


def read(text: str, encoding: str, meta: str = "", content_type: str = "text/html") -> Document:
    return decode(answer(page(text, meta).encode(encoding), content_type))


@pytest.mark.parametrize(
    ("encoding", "meta", "content_type", "found", "declared"),
    [
        ("utf-8", "", "text/html", "utf-8", None),
        ("utf-8", "<meta charset=utf-8>", "text/html", "utf-8", None),
        ("utf-8", "<meta charset=gb2312>", "text/html", "utf-8", "GBK"),
        ("utf-8", "<meta charset=utf-8>", "text/html; charset=gbk", "utf-8", "GBK"),
        ("gb18030", "<meta charset=gb2312>", "text/html", "gb18030", None),
        ("gb18030", "", "text/html; charset=GB2312", "gb18030", None),
        ("gb18030", "<meta charset=utf-8>", "text/html", "gb18030", "UTF-8"),
        ("gb18030", "<meta charset=gbk>", "text/html; charset=utf-8", "gb18030", "UTF-8"),
        ("gb18030", "<meta charset=gb2312>", "text/html; charset=ISO-8859-1", "gb18030", "windows-1252"),
        ("gb18030", "", "text/html", "gb18030", None),
        ("gb18030", "<meta charset=no-such-thing>", "text/html", "gb18030", None),
        ("utf-8-sig", "<meta charset=gbk>", "text/html; charset=gbk", "utf-8", "GBK"),
        ("utf-16", "", "text/html", "utf-16le", None),
        ("utf-16le", "", "text/html", "utf-16le", None),
        ("utf-16be", "", "text/html; charset=utf-8", "utf-16be", "UTF-8"),
        ("utf-8", "<meta charset=utf-16>", "text/html", "utf-8", None),
    ],
)
def test_the_bytes_decide_and_a_false_declaration_is_told(
    encoding: str, meta: str, content_type: str, found: str, declared: str | None
) -> None:
    document = read(TEXT, encoding, meta, content_type)
    assert TEXT in document.text
    assert (document.encoding, document.declared, document.replacements) == (found, declared, 0)
    assert not document.text.startswith("\ufeff")


@pytest.mark.parametrize("meta", ["<meta charset=big5>", ""])
def test_big5_is_read_where_declared_and_where_not(meta: str) -> None:
    document = read(TRADITIONAL, "big5", meta)
    assert TRADITIONAL in document.text
    assert document.encoding == "big5"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("shift_jis", "日本語の文章です。これはテストのための長い文です。"),
        ("euc-kr", "한국어 문장입니다"),
        ("windows-1251", "Новости дня"),
    ],
)
def test_other_declared_encodings_are_read_as_declared(encoding: str, text: str) -> None:
    assert text in read(text, encoding, f"<meta charset={encoding}>").text


def test_iso_2022_jp_is_read_though_its_bytes_are_ascii() -> None:
    assert "日本語" in read("日本語", "iso2022_jp", "", "text/html; charset=iso-2022-jp").text


def test_a_seven_bit_encoding_that_hides_markup_is_refused() -> None:
    with pytest.raises(ParseError) as caught:
        decode(answer(page("~{<script>alert(1)~}").encode(), "text/html; charset=hz-gb-2312"))
    assert caught.value.kind == "undecodable"
    assert decode_as("replacement", b"") == ""


def test_one_bad_byte_costs_one_character_only() -> None:
    good = page(TEXT * 3, "<meta charset=gbk>").encode("gb18030")
    document = decode(answer(good.replace("座谈会".encode("gbk"), b"\xff" + "座谈会".encode("gbk"), 1)))
    assert (document.encoding, document.replacements) == ("gb18030", 1)
    assert document.text.replace("\ufffd", "") == page(TEXT * 3, "<meta charset=gbk>")
    damaged = page(TEXT * 3).encode().replace("座".encode(), b"\xe5\xba", 1)
    assert decode(answer(damaged)).encoding == "utf-8"
    assert decode(answer(damaged)).replacements == 1


def test_a_page_cut_inside_a_character_is_read_to_there() -> None:
    document = decode(answer(page(TEXT, "<meta charset=gbk>").encode("gbk").partition(b"</p>")[0][:-1]))
    assert document.replacements == 1
    assert document.text.endswith("\ufffd")


def test_replacement_characters_that_the_page_itself_holds_are_not_counted() -> None:
    assert read("坏\ufffd字", "utf-8").replacements == 0


def test_two_words_of_gbk_that_could_be_utf8_are_believed_to_be_what_they_say() -> None:
    assert "联通" in read("联通", "gbk", "<meta charset=gbk>").text
    assert "Ðóñêèé café" in read("Ðóñêèé café", "utf-8").text


def test_windows_1252_is_the_last_resort() -> None:
    assert "naïve café – 100 €" in read("naïve café – 100 €", "cp1252", "<meta charset=iso-8859-1>").text
    assert decode_as("windows-1252", b"\x81a") == "\x81a"


def test_nul_never_reaches_the_text() -> None:
    assert "国务\u0000院" not in read("国务\u0000院", "utf-8").text
    assert "国务院" in read("国务\u0000院", "utf-8").text


def test_noise_is_refused_as_such() -> None:
    with pytest.raises(ParseError, match="no encoding") as caught:
        decode(answer(b"<html>" + bytes(range(0xF5, 0x100)) * 500))
    assert caught.value.kind == "undecodable"


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"junk\n%PDF-1.4", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"\xff\xd8\xff\xe0....", "image"),
        (b"GIF89a....", "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image"),
        (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00", "image"),
        (b"<?xml version='1.0'?><rss/>", "xml"),
        (b"  <feed xmlns='x'/>", "xml"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html><body><p>x</p></body></html>", "html"),
        (b"<!doctype html><p>x", "html"),
        (b"plain words, no markup", "html"),
        (b'{"items": []}', "json"),
        (b"[1, 2]", "json"),
    ],
)
def test_what_a_body_is_is_read_off_its_bytes(body: bytes, media: str) -> None:
    assert decode(answer(body)).media == media


@pytest.mark.parametrize(
    ("body", "content_type", "media"),
    [
        (b"words", "text/plain", "text"),
        (b"words", "", "text"),
        (b"<odd/>", "application/xml", "xml"),
        (b"<odd/>", "text/plain", "text"),
        (b'[{"a": "<p>"}]', "application/json", "json"),
    ],
)
def test_where_the_bytes_do_not_say_the_type_does(body: bytes, content_type: str, media: str) -> None:
    assert decode(answer(body, content_type, "http://a.cn/x")).media == media


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"PK\x03\x04" + b"\0" * 40, "ZIP"),
        (b"MZ\x90\x00\x03" + b"\0" * 60, "Windows program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60, "Office"),
        (b"\x00\x00\x00\x18ftypmp42" + b"\0" * 60, "video"),
        (bytes(range(32)) * 20, "no text"),
    ],
)
def test_a_binary_file_that_is_named_html_is_refused_by_name(body: bytes, name: str) -> None:
    with pytest.raises(ParseError, match=name) as caught:
        decode(answer(body))
    assert caught.value.kind == "binary"
    assert "http://a.cn/1.html" in str(caught.value)


def test_text_that_begins_like_a_program_is_text() -> None:
    assert decode(answer(b"MZ is a name <p>")).media == "html"


def test_a_gzip_file_is_unpacked_and_a_bomb_or_half_of_one_refused() -> None:
    assert TEXT in decode(answer(gzip.compress(page(TEXT).encode()))).text
    for body, kind in (
        (gzip.compress(page(TEXT).encode())[:-9], "incomplete"),
        (gzip.compress(b"\0" * 30_000_000), "too_large"),
    ):
        with pytest.raises(ParseError) as caught:
            decode(answer(body))
        assert caught.value.kind == kind


@given(
    st.binary(max_size=400), st.sampled_from(["text/html", "text/html; charset=gbk", "text/plain; charset=big5", ""])
)
def test_any_bytes_are_decoded_or_refused_and_the_text_can_be_stored(body: bytes, content_type: str) -> None:
    try:
        document = decode(answer(body, content_type))
    except ParseError:
        return
    assert "\0" not in document.text
    assert document.text.encode("utf-8").decode("utf-8") == document.text


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=40))
def test_declared_chinese_text_survives_any_of_its_encodings(text: str) -> None:
    for encoding in ("utf-8", "gb18030"):
        body = page(text, f"<meta charset={encoding}>").encode(encoding)
        assert text in decode(answer(body)).text


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"<meta charset=gb2312>", "GBK"),
        (b"<META CHARSET='GBK'>", "GBK"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "GBK"),
        (b"<meta content='text/html;charset=big5' http-equiv=content-type>", "Big5"),
        (b"<meta name=x content='charset=gbk'>", None),
        (b"<!-- <meta charset=big5> --><meta charset=gbk>", "GBK"),
        (b"<!-- <meta charset=big5>", None),
        (b"<script>var a = 'charset'</script><meta charset=\"utf-8\">", "UTF-8"),
        (b"<meta charset=utf-16le>", "UTF-8"),
        (b"<meta charset=gbk", None),
        (b"<?php charset ?><meta charset=gbk>", "GBK"),
        (b"<!charset", None),
        (b"<meta http-equiv=Content-Type content=nothing charset>", None),
        (b"no markup", None),
    ],
)
def test_the_declaration_of_a_page_is_found_as_browsers_find_it(head: bytes, found: str | None) -> None:
    assert declared_in_page(head) == found


def test_xml_declares_its_encoding_in_its_first_line() -> None:
    assert declared_in_xml(b"<?xml version='1.0' encoding='gb2312'?>") == "GBK"
    assert declared_in_xml(b"<?xml version='1.0' encoding='utf-16'?>") == "UTF-8"
    assert declared_in_xml(b"<rss/>") is None


def test_labels_are_those_of_the_standard() -> None:
    assert encoding_of(" GB_2312-80\n") == "GBK"
    assert encoding_of("cp936") is encoding_of(None) is None
    assert codec_of("GBK") == "gb18030"


def test_a_header_with_more_parameters_is_read() -> None:
    body = page(TEXT).encode("gbk")
    assert text_encoding(body, 'text/html; charset="gbk"; boundary=x') == ("GBK", "GBK")


def test_long_pages_are_judged_by_a_sample_that_ends_between_characters() -> None:
    assert choose(("<p>" + TEXT * 4000).encode("gb18030"), []) == "GBK"


def test_a_page_in_utf8_is_parsed_from_its_own_bytes_as_long_as_the_text_is_theirs() -> None:
    plain = decode(answer("<p>村口的窗口</p>".encode()))
    assert plain.utf8 is plain.body
    assert replace(plain, text="<p>改过</p>").utf8 == "<p>改过</p>".encode()
    for body in (
        b"\xef\xbb\xbf<p>x</p>",
        "<p>村口的窗口</p>".encode("gb18030"),
        b"<p>" + b"x" * 99 + b"\xff</p>",
    ):
        document = decode(answer(body))
        assert document.utf8 == document.text.encode()
