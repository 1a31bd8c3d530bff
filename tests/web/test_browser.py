"""The pages in a real browser: wide and narrow, light and dark, by keyboard, and with hostile texts in every field."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.hostile import poison
from tests.web.test_hostile import OURS, THEIRS

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not os.path.exists(CHROMIUM), reason="no Chromium here"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


def payloads() -> list[str]:
    return [each["payload"] for each in json.loads(THEIRS.read_text("utf-8"))] if THEIRS.exists() else OURS


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["/", "/articles/9", "/articles/7", "/no-such-page"])
def test_a_page_fits_its_window_and_breaks_no_policy(furnished, browser, path, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 860}, color_scheme=scheme)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(furnished.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = (
        "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert page.evaluate(wide) == 0
    paper, ink = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert contrast(paper, ink) > 10
    assert [line for line in said if "404" not in line] == []
    page.close()


def contrast(first: str, second: str) -> float:
    """WCAG 2's contrast of two opaque colours."""

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in colour[4:-1].split(",")]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(first), light(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_small_words_can_be_read_in_both_schemes(furnished, browser):
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(furnished.url)
        paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        for selector in (".meta", ".soft", ".reason.hit b", ".tag", ".state.dead", "mark"):
            colours = page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).color")
            assert contrast(paper, colours) >= 4.5, (scheme, selector)
        page.close()


def test_a_reader_walks_the_headlines_by_keyboard_and_opens_one(furnished, browser):
    page = browser.new_page()
    page.goto(furnished.url)
    for key in ("j", "j", "k", "j"):
        page.keyboard.press(key)
    second = page.locator("a.headline").nth(1)
    assert second.evaluate("element => element === document.activeElement")
    assert second.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")
    assert "会议记录" in page.locator("h1").inner_text()
    page.keyboard.press("g")
    page.wait_for_url(furnished.url + "/")


def test_no_hostile_text_runs_in_a_page(db, serve, browser):
    texts = payloads()
    sources, ids = poison(db, texts)
    site = serve(db, sources)
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    for path in ("/", *(f"/articles/{number}" for number in ids)):
        page.goto(site.url + path)
        assert page.evaluate("typeof window.__pwned") == "undefined", path
    assert [line for line in said if "Content Security Policy" in line] == []
    page.close()


def test_the_same_texts_run_where_nothing_stops_them(browser):
    page = browser.new_page()
    ran = 0
    for text in payloads():
        page.set_content(f"<!doctype html><p>{text}")
        page.wait_for_timeout(20)
        ran += page.evaluate("typeof window.__pwned") != "undefined"
        page.evaluate("delete window.__pwned")
    assert ran >= 3
    page.close()


def test_the_readmes_picture_is_there_and_small():
    picture = Path(__file__).parents[2] / "docs" / "picture.png"
    assert picture.stat().st_size <= 250_000
