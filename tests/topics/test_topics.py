"""The shipped topics: well formed, and as right as they have to be on labelled articles."""

import json
from pathlib import Path

import pytest
import yaml

from service.catalog.topics import load_topics
from topics.dictionary import listed
from topics.folding import fold
from topics.labelled import measure, read_labelled
from topics.tagging import Tagger
from topics.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[2]
TOPICS = load_topics(ROOT / "topics.yaml")
PROMISED = (
    "党建 机关党建 国企党建 基层党建 干部工作 人事任免 人才 纪检监察 法治 知识产权 专利 科技创新 营商环境 民营经济 国企改革 "
    "乡村振兴 农业 就业 教育 医疗卫生 社会保障 生态环境 财税 金融 证券市场 房地产 汽车 互联网 航天 国际 港澳台 军事 体育 "
    "文化 娱乐 旅游 灾害事故 地方政务"
).split()


@pytest.fixture(scope="module")
def labelled():
    entries = yaml.safe_load((ROOT / "tests/topics/labelled.yaml").read_text("utf-8"))
    return [read_labelled(entry) for entry in entries]


@pytest.fixture(scope="module")
def report(labelled):
    return measure(Tagger(TOPICS), labelled)


def test_every_promised_topic_is_there():
    assert not set(PROMISED) - {topic.name for topic in TOPICS}
    assert len(TOPICS) >= 60


def test_every_narrow_topic_names_a_topic_that_it_implies():
    parents = {topic.name: topic.parent for topic in TOPICS}
    assert parents["机关党建"] == parents["国企党建"] == parents["基层党建"] == "党建"
    assert parents["专利"] == "知识产权"


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_every_excluded_term_holds_a_term_that_it_keeps_out(topic):
    vocabulary = Vocabulary([topic])
    weights = vocabulary.scales[0].weights
    counted = [term for number, term in enumerate(vocabulary.terms) if weights.get(number)]
    assert [term for term in topic.exclude if not any(c in fold(term) and c != fold(term) for c in counted)] == []


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_no_term_of_a_topic_stands_in_two_lists(topic):
    lists = [set(topic.strong), set(topic.weak), set(topic.exclude)]
    assert not (lists[0] & lists[1])
    assert not (lists[1] & lists[2])
    assert not (lists[0] & lists[2])


def test_the_labelled_set_is_large_and_names_every_topic(labelled):
    assert len(labelled) >= 150
    assert not {topic.name for topic in TOPICS} - {name for one in labelled for name in one.main}


def test_the_labelled_set_is_tagged_right(report):
    assert report.total.precision >= 0.95, [miss for miss in report.misses if miss.wrong]
    assert report.total.recall >= 0.90, [miss for miss in report.misses if miss.missing]
    assert report.trap_rate <= 0.03


def test_articles_that_no_topic_was_tuned_on_are_tagged_right():
    entries = yaml.safe_load((ROOT / "tests/topics/unseen.yaml").read_text("utf-8"))
    report = measure(Tagger(TOPICS), map(read_labelled, entries))
    assert report.total.precision >= 0.95
    assert report.total.recall >= 0.90
    assert report.trap_rate <= 0.01


def test_every_tag_of_the_labelled_set_has_evidence(labelled):
    tagger = Tagger(TOPICS)
    for one in labelled:
        texts = {"title": one.article.title, "body": one.article.body}
        for tag in tagger.tag(one.article):
            assert tag.evidence
            assert all(texts[spot.field][spot.start : spot.end] == spot.text for spot in tag.evidence)


def test_names_of_lists_are_clean():
    for name in ("words.txt", "organisations.txt", "places.txt", "stopwords.txt"):
        assert all(word == word.strip() and word for word in listed(name))


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.shared
def test_real_articles_are_tagged_right(shared: Path):
    """Each page's own text with the topics that people gave it."""
    pages = {row["id"]: row for row in rows(shared / "corpus/gold.jsonl")}
    labels = rows(shared / "corpus/topics.jsonl")
    entries = [
        {key: label[key] for key in ("main", "also", "not")}
        | {"title": pages[label["id"]]["title"], "text": pages[label["id"]]["body_text"]}
        for label in labels
    ]
    report = measure(Tagger(TOPICS), map(read_labelled, entries))
    assert report.total.precision >= 0.90
    assert report.total.recall >= 0.85
    assert report.trap_rate <= 0.03
