"""The list of stories: each with what it is, why it is here, and who else printed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from model.article import Article
from model.excerpt import Piece, excerpt, marked, spans_in
from model.messages import say
from model.source import Source
from model.watching import Alert, Evidence, Story, Tag, Watch

EXCERPT = 96  # characters
WORDS = 4  # different words of evidence that a list names


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article is here: a watch's or a topic's name, and the words that say so, in pieces."""

    name: str
    pieces: tuple[Piece, ...]
    watch: bool = False


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One story of the list, told by its newest article."""

    article: Article
    title: tuple[Piece, ...]
    source: str
    reasons: tuple[Reason, ...]
    tags: tuple[str, ...]
    excerpt: tuple[Piece, ...]
    others: int  # further articles with the same text


def lines(
    articles: Sequence[Article],
    tags: Mapping[int, Sequence[Tag]],
    stories: Mapping[int, Story],
    alerts: Mapping[int, Sequence[Alert]],
    watches: Mapping[str, Watch],
    sources: Mapping[str, Source],
) -> list[StoryLine]:
    """The stories of these articles, in their order; `alerts` is by story. Reprints of the same text are one line."""
    found: dict[int, StoryLine] = {}
    for article in articles:
        story = article.story_id or -(article.id or 0)
        if story in found:
            continue
        raised = alerts.get(story, ())
        carried = tags.get(article.id or 0, ())
        found[story] = _line(article, carried, stories.get(story), raised, watches, sources)
    return list(found.values())


def _line(
    article: Article,
    tags: Sequence[Tag],
    story: Story | None,
    alerts: Sequence[Alert],
    watches: Mapping[str, Watch],
    sources: Mapping[str, Source],
) -> StoryLine:
    evidence = [span for alert in alerts for span in alert.evidence]  # of a reprint too: the text is the same
    about = [span for tag in tags[:1] for span in tag.evidence]
    reasons = watch_reasons(alerts, watches) or tuple(topic_reason(tag) for tag in tags[:1] if tag.evidence)
    return StoryLine(
        article=article,
        title=title_pieces(article, evidence),
        source=source_name(article.source_id, sources),
        reasons=reasons,
        tags=tuple(tag.topic for tag in tags),
        excerpt=excerpt(article, evidence, EXCERPT) if evidence else _plain(excerpt(article, about, EXCERPT)),
        others=story.size - 1 if story else 0,
    )


def _plain(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Unmarked: on a list, only the words of a watch are marked."""
    return tuple(Piece(piece.text) for piece in pieces)


def watch_reasons(alerts: Sequence[Alert], watches: Mapping[str, Watch]) -> tuple[Reason, ...]:
    """One reason for each watch that was hit, in the order of the alerts."""
    found: dict[str, Reason] = {}
    for alert in alerts:
        name = watches[alert.watch_id].name if alert.watch_id in watches else alert.watch_id
        found.setdefault(alert.watch_id, Reason(name, quoted(alert.explanation, alert.evidence), watch=True))
    return tuple(found.values())


def topic_reason(tag: Tag) -> Reason:
    """The words that gave an article its topic."""
    words = list(dict.fromkeys(span.text for span in tag.evidence))[:WORDS]
    pieces: list[Piece] = []
    for word in words:
        pieces += [Piece(say("web.story.comma")), Piece(word, marked=True)]
    return Reason(tag.topic, tuple(pieces[1:]))


def quoted(explanation: str, evidence: Sequence[Evidence]) -> tuple[Piece, ...]:
    """An explanation in pieces, the words that it quotes from the article marked, without their quotation marks."""
    words = {span.text for span in evidence}
    pieces: list[Piece] = []
    rest = explanation
    while rest:
        before, mark, after = rest.partition("“")
        word, end, behind = after.partition("”")
        if not end:
            return (*pieces, Piece(rest))
        if word in words:
            pieces += [Piece(before)] * bool(before) + [Piece(word, marked=True)]
        else:
            pieces.append(Piece(f"{before}{mark}{word}{end}"))
        rest = behind
    return tuple(pieces)


def title_pieces(article: Article, evidence: Sequence[Evidence]) -> tuple[Piece, ...]:
    """The title with its evidence marked; a word of ours where none is printed."""
    if not article.title:
        return (Piece(say("web.story.untitled")),)
    return field_pieces(article.title, "title", evidence)


def field_pieces(text: str, field: str, evidence: Sequence[Evidence]) -> tuple[Piece, ...]:
    """One printed field with those spans of evidence marked that still stand in it."""
    still = [span for span in evidence if span.field == field and text[span.start : span.end] == span.text]
    return marked(text, spans_in(still, field))


def source_name(source_id: str, sources: Mapping[str, Source]) -> str:
    """The name of a source, or its id where the catalogue does not know it any more."""
    return sources[source_id].name if source_id in sources else source_id
