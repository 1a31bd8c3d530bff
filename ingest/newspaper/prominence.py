"""How prominent an article is on its page and in its issue, from 0 to 1 (the lead of the front page)."""

import re

_CHINESE = {char: value for value, char in enumerate("一二三四五六七八九十", 1)}


def page_weight(page_no: str | None) -> float:
    """1 for the front page, less for later ones; 0.6 where the page is not known."""
    match = re.search(r"\d+|[一二三四五六七八九十]", page_no or "")
    if match is None:
        return 0.6
    number = int(match.group()) if match.group().isdigit() else _CHINESE[match.group()]
    return {1: 1.0, 2: 0.75, 3: 0.75, 4: 0.65}.get(number, 0.5)


def prominence(page_no: str | None, headline: float, area: float, top: float, kind: str = "article") -> float:
    """From the page number, the headline's size in body sizes, the share of the page's area and the top edge (0-1).

    Half of the weight is the headline's, a quarter the area's, a quarter the place's; a page further back lowers all.
    """
    if kind in ("notice", "photo"):
        return round(0.2 * page_weight(page_no) * min(1.0, area / 0.25), 2)
    size = min(1.0, max(0.0, (headline - 1.0) / 3.5))
    value = 0.5 * size + 0.25 * min(1.0, area / 0.3) + 0.25 * (1.0 - min(1.0, max(0.0, top)))
    return round(value * page_weight(page_no), 2)
