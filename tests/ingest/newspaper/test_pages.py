"""Pages with known truth: those of our own maker, and of the maker in the shared material."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from ingest.newspaper import read_pdf
from service.press.maker.sheet import make

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def judge(figures, seeds):
    for seed in seeds:
        made = make(seed)
        figures.add(made.truth, read_pdf(made.pdf, url=None, now=NOW))
    return figures


def test_articles_of_made_pages_are_found_with_their_titles(figures):
    judge(figures, [8, 16, 31, 45])
    assert figures.right >= 0.9 * figures.items, figures.misses
    assert figures.kinds >= 0.95 * figures.items


@pytest.mark.slow
def test_sixty_made_pages_reach_the_aim(figures):
    judge(figures, range(1, 61))
    assert figures.right >= 0.95 * figures.items, figures.misses
    assert figures.exact >= 0.93 * figures.items


def pages_of_the_shared_maker(shared, folder, seeds):
    maker = shared / "newspaper" / "make_page.py"
    for seed in seeds:
        done = subprocess.run([sys.executable, maker, str(seed), str(folder / str(seed))], capture_output=True)
        if done.returncode:
            pytest.skip(f"the maker of pages does not run here: {done.stderr[-200:]!r}")
        truth = json.loads((folder / f"{seed}.json").read_text(encoding="utf-8"))
        yield truth, (folder / f"{seed}.pdf").read_bytes()


@pytest.mark.shared
def test_a_page_of_another_maker_is_read(shared, tmp_path, figures):
    for truth, data in pages_of_the_shared_maker(shared, tmp_path, [3, 5]):
        figures.add(truth, read_pdf(data, url=None, now=NOW))
    assert figures.right == figures.items, figures.misses
    assert figures.exact == figures.items


@pytest.mark.shared
@pytest.mark.slow
def test_sixty_pages_of_another_maker_reach_the_aim(shared, tmp_path, figures):
    for truth, data in pages_of_the_shared_maker(shared, tmp_path, range(1, 61)):
        figures.add(truth, read_pdf(data, url=None, now=NOW))
    assert figures.right >= 0.98 * figures.items, figures.misses
    assert figures.exact >= 0.97 * figures.items
    assert figures.kinds >= 0.98 * figures.items


@pytest.mark.shared
def test_samples_of_pages_are_read(shared, figures):
    for path in sorted((shared / "newspaper" / "samples").glob("*.pdf")):
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        figures.add(truth, read_pdf(path.read_bytes(), url=None, now=NOW))
    assert figures.right >= 0.95 * figures.items, figures.misses


def test_what_the_site_says_of_a_page_comes_before_what_is_printed():
    from ingest.newspaper import PageFacts

    facts = PageFacts(page_no="07", page_name="副刊", issue_date="2026-11-20", edition="晨版")
    first = read_pdf(make(10).pdf, url="http://paper.example/07.pdf", now=NOW, facts=facts)[0]
    assert (first.page_no, first.page_name, first.issue_date, first.edition) == ("07", "副刊", "2026-11-20", "晨版")
    assert first.url == "http://paper.example/07.pdf"


def test_pages_are_read_in_threads_as_alone():
    pages = [make(seed).pdf for seed in (12, 44)]
    alone = [read_pdf(data, url=None, now=NOW) for data in pages]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda data: read_pdf(data, url=None, now=NOW), pages * 3))
    assert together == alone * 3


def test_prominence_puts_the_lead_before_the_briefs():
    articles = read_pdf(make(16).pdf, url=None, now=NOW)
    lead = max(articles, key=lambda article: article.prominence)
    assert all(article.prominence < 0.25 for article in articles if article.section == "简讯")
    assert lead.prominence > 0.4
    assert all(0 <= article.prominence <= 1 for article in articles)


def test_each_article_has_its_place_on_the_page():
    made = make(31)
    for article in read_pdf(made.pdf, url=None, now=NOW):
        assert article.page_box
        for polygon in article.page_box:
            assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in polygon)


def test_the_areas_of_a_map_are_cut_by_the_helper():
    from ingest.newspaper import cut

    made = make(16)
    found = read_pdf(made.pdf, url=None, now=NOW)
    nowhere = [((0.0, 0.999), (0.001, 0.999), (0.001, 1.0))]
    first, nothing = cut(made.pdf, [found[2].page_box, nowhere], url="http://paper.example/1", now=NOW)
    assert nothing is None
    assert first.paragraphs == found[2].paragraphs
    assert first.url == "http://paper.example/1"
