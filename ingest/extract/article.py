"""From an article page to a RawArticle: what the page states, what it prints, and what a profile adds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from ingest.extract.annexes import find_attachments, read_document_fields
from ingest.extract.body import PROSE, Body, find_body, weigh
from ingest.extract.bylines import find_bylines, find_signature
from ingest.extract.head import Head, read_head
from ingest.extract.likeness import key_of, says
from ingest.extract.markup import markup_of
from ingest.extract.meta import Stated, read_stated
from ingest.extract.paragraphs import paragraphs_of
from ingest.extract.pictures import find_pictures
from ingest.extract.place import find_original, find_page_reference, find_section
from ingest.extract.profile import Profile, recognised
from ingest.extract.select import Picks
from ingest.extract.tail import continuation
from ingest.extract.teasers import without_teasers
from ingest.extract.timing import scripted_time, tagged_times
from ingest.extract.title import Title, anchored, find_title, profile_title, title_above
from ingest.extract.tree import Page, read_tree, walk
from ingest.extract.trim import text_lines
from ingest.fields.credit import read_credit
from ingest.fields.dates import Moment, find_moment, read_moment
from ingest.fields.editors import read_editors
from ingest.fields.labels import CREDIT
from ingest.fields.pages import read_page_reference
from model.article import Extraction, RawArticle
from model.errors import ParseError
from model.source import Document

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_IMPRINT = re.compile(r"(?:版权所有[:：\s]*)?(?P<paper>[\u4e00-\u9fff]{2,8}报)社?\s*(?:出版|主办)")


def extract(
    document: Document,
    profile: Profile | None = None,
    profiles: Sequence[Profile] = (),
    now: datetime | None = None,
    select: Mapping[str, object] | None = None,
) -> RawArticle:
    """The article of a page, as printed; raises ParseError where the page holds none.

    `profile` is the one that the source names; without it, the first of `profiles` that recognises the page adds what
    it knows. `select` holds a source's own selectors. `now` is the time of the fetch, for dated profiles.
    """
    markup = markup_of(document.utf8, document.url)
    tree = read_tree(markup, document.url)
    stated = read_stated(markup, tree)
    candidates = [profile] if profile else recognised(profiles, document.url, markup)
    return _Reading(document, walk(tree, len(markup)), stated, _chosen(candidates, now, stated), select or {}).article()


def _chosen(candidates: Sequence[Profile], now: datetime | None, stated: Stated) -> Profile | None:
    """The first profile that speaks for the day of the page."""
    if not candidates:
        return None
    said = stated.first("published")
    moment = read_moment(said[0]) if said else None
    when = moment.value if moment else now
    return next((candidate for candidate in candidates if candidate.speaks_for(when)), None)


@dataclass(slots=True)
class _Reading:
    """One reading of one page."""

    document: Document
    page: Page
    stated: Stated
    profile: Profile | None
    select: Mapping[str, object]
    origins: dict[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)

    def article(self) -> RawArticle:
        """The article, each field with where it came from."""
        page, stated = self.page, self.stated
        picks = Picks.of(page, self.profile, self.select)
        title = profile_title(page, picks) or find_title(page, stated)
        body, title, numbers = self.text(picks, title)
        paragraphs = paragraphs_of(page, numbers)
        signed = find_bylines(paragraphs) or find_signature(paragraphs[0] if paragraphs else "")
        base = self.document.url
        head = read_head(page, title, numbers, signed, [name for name, _ in stated.all("author")], base)
        for said in tagged_times(page, max(0, title.line - 3), numbers[0] + 1) if numbers else ():
            stated.add("published", said, "time-tag")
        reference = find_page_reference(page, numbers)
        if not paragraphs and title.text is None:
            raise ParseError(f"{self.document.url or 'the page'} holds no article: neither a headline nor text")
        return RawArticle(
            url=self.document.url or None,
            title=self.noted("title", title.text, title.origin),
            kicker=self.noted("kicker", title.kicker, title.origin) or self.said("kicker"),
            subtitle=self.noted("subtitle", title.subtitle, title.origin) or self.said("subtitle"),
            original_title=self.noted("original_title", head.original_title, "printed"),
            bylines=self.bylines(picks, head, signed),
            credit=self.credit(picks, head, reference),
            editors=self.editors(picks, head),
            original_url=self.noted("original_url", find_original(page, title, numbers, base), "printed"),
            section=self.section(picks, title),
            page_reference=self.noted("page_no", reference, "printed"),
            images=find_pictures(page, numbers, base),
            attachments=find_attachments(page, title.end, numbers[-1] if numbers else title.end, base),
            document=self.fields,
            continued_from=continuation(page, numbers, "上接"),
            continued_on=continuation(page, numbers, "下转"),
            language=self.language(paragraphs),
            page_name=self.said("page_name"),
            published=self.published(picks, head),
            paragraphs=paragraphs,
            extraction=Extraction(self.method(), self.confidence(body, paragraphs), self.origins),
            snapshot_id=self.document.snapshot_id,
        )

    def text(self, picks: Picks, title: Title) -> tuple[Body, Title, list[int]]:
        """The box of the text and its lines: the profile's where it names one with text, else the densest."""
        page = self.page
        weights = weigh(page)
        chosen = picks.fullest("body")
        dropped = {n for box in map(page.boxes.__getitem__, picks.boxes("drop")) for n in range(box.line, box.line_end)}
        if chosen is not None:
            body = Body(chosen, page.boxes[chosen].line, page.boxes[chosen].line_end, weights)
            self.origins["paragraphs"] = self.name
        elif (marked := _marked(page, weights)) is not None:
            body = marked
            self.origins["paragraphs"] = "enpcontent"
        else:
            after = title.end if title.line >= 0 else 0
            body = find_body(page, weights, after)
            if (cleared := without_teasers(page, body.start, body.end, weights)) is not None:
                weights = cleared
                body = find_body(page, weights, after)
            self.origins["paragraphs"] = "density"
        said = key_of(title.text or "")
        prose = (n for n in range(body.start, body.end) if weights[n] >= PROSE and not says(page.lines[n].text, said))
        first = next(prose, body.start)
        title = anchored(page, title, first) if title.line >= 0 else title_above(page, title, first)
        body.start = max(body.start, min(title.end, first))
        self.fields, labelled = read_document_fields(page, first)
        return body, title, text_lines(page, body, title, dropped | labelled)

    def language(self, paragraphs: Sequence[str]) -> str | None:
        """The language that the page says it is in; a page of Chinese text whose template says otherwise is Chinese."""
        root = self.page.tree.root
        said = (root.attributes.get("lang") or "") if root is not None else ""
        text = "".join(paragraphs[:8])[:200]
        chinese = sum(map(len, _HAN.findall(text))) > len(text) / 4
        if chinese and not said.lower().startswith("zh"):
            return self.noted("language", "zh", "script") if text else None
        return self.noted("language", said, "html-lang") if re.match(r"[A-Za-z]{2,3}(?:-|$)", said) else None

    def section(self, picks: Picks, title: Title) -> str | None:
        """The section: the profile's, the printed path's, the stated one."""
        printed = find_section(self.page, title)
        return self.picked(picks, "section") or self.noted("section", printed, "printed") or self.said("section")

    def published(self, picks: Picks, head: Head) -> str | None:
        """The time as printed, or a stated one that is the same day and more exact, or stands where none is printed."""
        picked = next((text for text in picks.texts("published") if find_moment(text)), None)
        if picked:
            return self.noted("published_at", *self.exacter((picked, self.name), picked))
        best = [v for v in (self.stated.first("published", "meta-gov"),) if v]
        found = best[0] if best else (head.published, "printed") if head.published else None
        found = found or self.stated.first("published")
        if found is None and not head.told_from_now and (written := scripted_time(self.document.text)):
            found = (written, "script")
        if found is None or found[0] is None:
            return None
        return self.noted("published_at", *self.exacter((found[0], found[1]), head.published))

    def exacter(self, found: tuple[str, str], printed: str | None) -> tuple[str, str]:
        """The same time with its clock or its seconds, where the page says that elsewhere.

        A stated midnight that is not `printed` too is a day, for that is what templates write where no clock is known.
        """
        text, origin = found
        moment = find_moment(text)
        if moment is None:
            return found
        midnight = moment.precision == "minute" and moment.value.time() == time()
        if midnight and not re.search(r"(?<!\d)0?0[:：]00", printed or ""):
            text, moment = text[moment.start :][:10], find_moment(text[moment.start :][:10])
        for other, source in self.stated.all("published"):
            better = find_moment(other)
            if better and moment and _refines(better, moment):
                return other, source
        return text, origin

    def credit(self, picks: Picks, head: Head, reference: str | None) -> str | None:
        """The credit: of the profile, the national meta tag, the print, another meta tag, or a reference to a page."""
        for text in picks.texts("credit"):
            if (CREDIT.search(text) or not find_moment(text)) and read_credit(text):
                return self.noted("credit", text, self.name)
        if said := self.stated.first("credit", "meta-gov", "enpproperty", "mpproperty"):
            return self.noted("credit", *said)
        if head.credit:
            return self.noted("credit", head.credit, "printed")
        if found := self.said("credit") or self.noted("credit", self.imprint(), "imprint"):
            return found
        return self.noted("credit", read_page_reference(reference).paper if reference else None, "page-reference")

    def imprint(self) -> str | None:
        """The paper that a digital newspaper's page names as its publisher; only such pages have the comment."""
        if not self.stated.first("title", "enpproperty", "mpproperty"):
            return None
        return next((match["paper"] for line in self.page.lines if (match := _IMPRINT.match(line.text))), None)

    def bylines(self, picks: Picks, head: Head, signed: Sequence[str]) -> tuple[str, ...]:
        """Every string that names an author: above the text, inside it, and in an epaper's own comment."""
        found = [text for text, _ in self.stated.all("author", "enpproperty", "mpproperty")]
        if picked := self.picked(picks, "authors"):
            found.append(picked)
        elif found:
            self.origins["authors"] = "enpproperty"
        printed = [*head.bylines, *signed]
        if printed:
            self.origins.setdefault("authors", "printed")
        return tuple(dict.fromkeys([*found, *printed]))

    def editors(self, picks: Picks, head: Head) -> str | None:
        """The line that names the editors."""
        picked = next((text for text in picks.texts("editors") if len(text) < 200 and read_editors(text)), None)
        return self.noted("editors", picked, self.name) or self.noted("editors", head.editors, "printed")

    def picked(self, picks: Picks, key: str) -> str | None:
        """What a selector of the profile found for a field."""
        return self.noted(key, next(picks.texts(key), None), self.name)

    def said(self, name: str) -> str | None:
        """What the page states for a field."""
        found = self.stated.first(name)
        return self.noted(name, *found) if found else None

    def noted(self, name: str, value: str | None, origin: str) -> str | None:
        """The value, with where it came from written down."""
        if value:
            self.origins[name] = origin
        return value or None

    @property
    def name(self) -> str:
        return f"profile:{self.profile.name}" if self.profile else "select"

    def method(self) -> str:
        """How the page was read: with a profile, with selectors, or by what all pages share."""
        return self.name if self.profile or self.select else "generic"

    def confidence(self, body: Body, paragraphs: Sequence[str]) -> float:
        """The share of the page's prose that the text holds, as a measure of how clear the choice was."""
        whole = sum(weight for weight in body.weights if weight > 0)
        if not paragraphs or not whole:
            return 0.0
        return round(min(1.0, sum(map(len, paragraphs)) / whole), 3)


def _marked(page: Page, weights: list[float]) -> Body | None:
    """The text between <!--enpcontent--> and <!--/enpcontent-->, which digital newspapers print."""
    start, end = page.marks.get("enpcontent"), page.marks.get("/enpcontent")
    if start is None or end is None or end <= start:
        return None
    return Body(page.lines[start].box, start, end, weights)


def _refines(better: Moment, known: Moment) -> bool:
    """Whether a time says the same as another, and more."""
    if better.precision != "minute" or better.value.time() == time():
        return False
    if known.precision != "minute":
        return better.value.date() == known.value.date()
    return known.value.second == 0 and better.value.second != 0 and better.value.replace(second=0) == known.value
