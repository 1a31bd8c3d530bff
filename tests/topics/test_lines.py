"""Places in the folded text lead back to the printed one, line by line."""

from hypothesis import given, settings
from hypothesis import strategies as st

from topics.folding import Folded, fold
from topics.lines import Lines

PIECES = ["专利", "專 利", "　　", "Ａ", "ﬁ", "\n", "…", "é", "é", " ", "x y"]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_a_span_within_a_line_leads_to_what_folds_to_it(pieces: list[str]):
    printed = "".join(pieces)
    folded = fold(printed)
    lines, whole = Lines(printed, folded), Folded(printed)
    for start in range(len(folded)):
        for end in range(start + 1, min(start + 3, len(folded)) + 1):
            if "\n" not in folded[start:end]:
                first, last = lines.span(start, end)
                assert fold(printed[first:last]).strip() == fold(printed[slice(*whole.span(start, end))]).strip()


def test_a_line_that_drops_and_adds_characters_is_mapped_exactly():
    printed = "第一行\nﬁ 专 利\n专利"
    lines = Lines(printed, fold(printed))
    start = fold(printed).index("专利")
    first, last = lines.span(start, start + 2)
    assert printed[first:last] == "专 利"
