from hypothesis import given
from hypothesis import strategies as st

from model.article import Article, Extraction
from model.excerpt import Piece, excerpt, marked, marked_paragraphs, spans_in
from model.text import one_line
from model.watching import Evidence

TEXT = st.text(st.sampled_from("党建知识产权强国。！\n ab"), max_size=300)
SPANS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=6)


def evidence(spans, field="body"):
    return tuple(Evidence(field, start, end, "") for start, end in spans)


def article(*paragraphs: str) -> Article:
    return Article("s", "https://a.example", "article", "题", paragraphs, Extraction("test"))


def text_of(pieces) -> str:
    return "".join(piece.text for piece in pieces)


@given(TEXT, SPANS)
def test_marking_loses_and_adds_nothing(text, spans):
    assert text_of(marked(text, spans_in(evidence(spans), "body"))) == text


@given(st.lists(TEXT.map(lambda text: text.replace("\n", "")), max_size=5), SPANS)
def test_marks_in_paragraphs_are_those_of_the_whole_body(paragraphs, spans):
    joined = spans_in(evidence(spans), "body")
    body = "\n".join(paragraphs)
    wanted = "".join(body[start:end] for start, end in joined).replace("\n", "")
    found = marked_paragraphs(paragraphs, joined)
    assert [text_of(pieces) for pieces in found] == paragraphs
    assert "".join(piece.text for pieces in found for piece in pieces if piece.marked) == wanted


@given(st.lists(TEXT.map(lambda text: text.replace("\n", "")), max_size=4), SPANS, st.integers(20, 200))
def test_an_excerpt_is_never_longer_than_its_limit_and_stands_in_the_article(paragraphs, spans, limit):
    body = "\n".join(paragraphs)
    true = tuple(Evidence("body", start, end, body[start:end]) for start, end in spans)
    found = text_of(excerpt(article(*paragraphs), true, limit))
    assert len(found) <= limit
    assert found.strip("…") in "\n".join(paragraphs)


def test_an_excerpt_is_cut_around_its_evidence():
    text = "开头的话。" * 30 + "这里说到知识产权强国建设。" + "后面的话。" * 30
    at = text.index("知识产权强国")
    pieces = excerpt(article("另一段。", text), [Evidence("body", at + 5, at + 11, "知识产权强国")], 60)
    assert Piece("知识产权强国", marked=True) in pieces
    assert text_of(pieces).startswith("…开头的话。")
    assert text_of(pieces).endswith("…")


def test_an_excerpt_without_evidence_in_the_text_is_its_beginning():
    assert text_of(excerpt(article("", "第一段。", "第二段。"), evidence([(0, 1)], "title"))) == "第一段。"


def test_touching_spans_are_one():
    assert spans_in(evidence([(4, 6), (0, 2), (2, 4), (9, 9)]), "body") == [(0, 6)]


def test_one_line_keeps_what_a_reader_sees():
    assert one_line(" 第一行\r\n\t第二行\u200b\ud800\u2028 ") == "第一行 第二行"
    assert one_line(" a ", strip=False) == " a "


def test_evidence_that_no_longer_stands_there_is_not_marked():
    pieces = excerpt(article("改过的文字"), [Evidence("body", 0, 2, "原来")])
    assert pieces == (Piece("改过的文字"),)
