from pathlib import Path

import pytest

from model.errors import CatalogError
from service.catalog.marked import parse_yaml
from service.catalog.sources import load_sources
from service.catalog.topics import load_topics
from service.catalog.watches import load_watches
from service.settings import load_settings, shipped

GOOD = """\
sources:
  - id: a
    name: 甲报
    kind: feed
    url: https://a.example/feed.xml
    every: 10m
    pace: 30/m
"""


def mistakes(tmp_path: Path, text: str, load: object = load_sources) -> list[str]:
    file = tmp_path / "file.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load(file)  # type: ignore[operator]
    return [line.replace(str(file), "F") for line in str(caught.value).splitlines()]


def test_a_good_source_is_read(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(GOOD, encoding="utf-8")
    source = load_sources(tmp_path / "s.yaml").sources["a"]
    assert (source.name, source.kind, source.urls, source.pace) == (
        "甲报",
        "feed",
        ("https://a.example/feed.xml",),
        0.5,
    )
    assert source.every is not None
    assert source.every.total_seconds() == 600
    assert source.enabled


def test_the_shipped_sources_are_right_and_only_the_sample_press_is_enabled() -> None:
    catalog = load_sources(shipped("sources.yaml"))
    assert len(catalog.sources) > 10
    assert {s.id for s in catalog.sources.values() if s.enabled} <= {
        s for s in catalog.sources if s.startswith("press-")
    }
    assert {"people", "xinhua", "gov", "qizhi"} <= set(catalog.profiles)


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("every: 10m", "evry: 10m"), 6, ["evry", "unknown key", "every"]),
        (("every: 10m", "every: often"), 6, ["every", "10m", "often"]),
        (("kind: feed", "kind: feeed"), 4, ["kind", "feeed", "listing"]),
        (("name: 甲报", "name: 7"), 3, ["name", "string", "7"]),
        (("    url: https://a.example/feed.xml\n", ""), 2, ["url"]),
        (("https://a.example/feed.xml", "ftp://a.example/"), 5, ["url", "http"]),
        (("id: a", "id: 甲"), 2, ["id"]),
        (("every: 10m", "cron: 0 25 * * *"), 6, ["cron", "25"]),
        (("every: 10m", "zone: Asia/Nowhere"), 6, ["zone", "Asia/Nowhere"]),
        (("every: 10m", "profile: nobody"), 6, ["profile", "nobody", "people"]),
        (("every: 10m", "full_text: sometimes"), 6, ["full_text", "sometimes"]),
        (("pace: 30/m", "pace: 0/s"), 7, ["pace", "1/s"]),
        (("pace: 30/m", "name: 乙"), 7, ["name", "line 3"]),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(
    tmp_path: Path, change: tuple[str, str], line: int, words: list[str]
) -> None:
    text = GOOD.replace(*change)
    assert text != GOOD
    (said,) = mistakes(tmp_path, text)
    assert said.startswith(f"F:{line}: "), said
    assert all(word in said for word in words), said


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    second = GOOD.partition("\n")[2].replace("url:", "urll:")
    said = mistakes(tmp_path, GOOD.replace("every: 10m", "evry: 10m") + second)
    assert [line.split(":")[1] for line in said] == ["6", "8", "11"]


def test_the_retention_of_snapshots_is_a_number_of_days(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(GOOD + "retention: 7\n", encoding="utf-8")
    assert load_sources(tmp_path / "s.yaml").retention == 7
    (said,) = mistakes(tmp_path, GOOD + "retention: soon\n")
    assert said.startswith("F:8: retention: ")


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    (said,) = mistakes(tmp_path, GOOD + GOOD.partition("\n")[2])
    assert said.startswith("F:8: id: ")
    assert "twice" in said


@pytest.mark.parametrize("text", ["[", "a: b: c", "sources: 7", "- 1", "sources:\n  - 7\n", "other: 1"])
def test_what_is_no_catalogue_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    assert mistakes(tmp_path, text)[0].startswith("F:")


def test_an_absent_or_mangled_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"none\.yaml: cannot be read"):
        load_sources(tmp_path / "none.yaml")
    (tmp_path / "gbk.yaml").write_bytes("名".encode("gbk"))
    with pytest.raises(CatalogError, match="UTF-8"):
        load_sources(tmp_path / "gbk.yaml")


def test_an_alias_that_holds_itself_does_not_hang() -> None:
    assert parse_yaml("a: &x [1, *x]", "f").file == "f"


def test_a_topic_with_a_broken_rule_is_named_with_its_position(tmp_path: Path) -> None:
    text = "topics:\n  - name: 甲\n    rule: (专利 OR 商标\n  - name: 乙\n    rule: 专利\n    weight: 3\n  - name: 丙\n    rule: 专利\n    parent: 丁\n"
    said = mistakes(tmp_path, text, load_topics)
    assert said[0].startswith("F:3: rule: ")
    assert said[1].startswith("F:6: weight: unknown key")
    assert "丁" in said[2]


def test_the_shipped_topics_are_right() -> None:
    topics = load_topics(shipped("topics.yaml"))
    assert {"党建", "知识产权", "国企改革", "营商环境", "乡村振兴"} <= {topic.name for topic in topics}


WATCHES = """\
subscribers:
  - id: desk
    name: 编辑部
    channels:
      - {name: hook, url: "https://hook.example/x"}
watches:
  - id: w
    subscriber: desk
    name: 专利
    rule: 专利 OR 商标
    channels: [hook]
"""


@pytest.mark.parametrize(
    ("change", "line", "word"),
    [
        (("subscriber: desk", "subscriber: nobody"), 8, "nobody"),
        (("[hook]", "[fax]"), 11, "fax"),
        (("rule: 专利 OR 商标", "rule: (专利"), 10, "character"),
        (("id: w", "idd: w"), 7, "idd"),
        (("name: hook", "name: Hook!"), 5, "name"),
    ],
)
def test_a_mistake_in_a_watch_file_is_named(tmp_path: Path, change: tuple[str, str], line: int, word: str) -> None:
    said = mistakes(tmp_path, WATCHES.replace(*change), load_watches)
    assert any(text.startswith(f"F:{line}: ") and word in text for text in said), said


def test_a_good_watch_file_is_read_and_may_lean_on_stored_subscribers(tmp_path: Path) -> None:
    file = tmp_path / "w.yaml"
    file.write_text(WATCHES.partition("watches:")[1] + WATCHES.partition("watches:")[2], encoding="utf-8")
    people = load_watches(file, {"desk": ("hook",)})
    assert [watch.id for watch in people.watches] == ["w"]
    assert people.subscribers == ()


def test_a_setting_may_come_from_a_file_and_a_wrong_one_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("s3cret\n", encoding="utf-8")
    monkeypatch.setenv("BAOSHAO_SECRET_FILE", str(tmp_path / "secret"))
    settings = load_settings()
    assert settings.secret is not None
    assert settings.secret.get_secret_value() == "s3cret"
    assert "s3cret" not in repr(settings)
    monkeypatch.setenv("BAOSHAO_BIND", "nowhere")
    with pytest.raises(CatalogError, match="BAOSHAO_BIND"):
        load_settings()
    monkeypatch.setenv("BAOSHAO_SECRET_FILE", str(tmp_path / "absent"))
    with pytest.raises(CatalogError, match="BAOSHAO_SECRET_FILE"):
        load_settings(bind="127.0.0.1:1")


def test_the_allowed_hosts_are_split() -> None:
    settings = load_settings(allow_hosts=" 127.0.0.1:8900, [::1]:80 ,", bind="[::1]:0")
    assert settings.allowed == ("127.0.0.1:8900", "[::1]:80")
    assert settings.address == ("::1", 0)
