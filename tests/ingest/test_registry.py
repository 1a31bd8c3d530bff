import pytest

from ingest.extract.profile import Profile
from ingest.registry import kinds, make, option_names, option_problems
from model.errors import CatalogError
from model.source import Source


def source(kind: str = "listing", **options: object) -> Source:
    return Source("press", "样报", kind, ("http://a.cn/",), options=options)


def test_every_kind_is_found_in_its_folder() -> None:
    assert {"feed", "listing", "sitemap", "folder"} <= kinds().keys()


def test_options_are_the_fields_of_the_kind_and_what_the_house_gives_is_none() -> None:
    assert option_names("listing") == ["pages"]
    assert option_names("feed") == ["full_text"]


def test_options_reach_the_kind_with_their_types_and_the_profiles_too() -> None:
    profiles = {"people": Profile("people")}
    kind = make(source(pages=5), profiles)
    assert kind == kinds()["listing"](pages=5, profiles=profiles)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("given", "key", "words"),
    [
        (source(page=5), "page", "known options: pages"),
        (source(pages="many"), "pages", "'many' will not do"),
        (source("feed", full_text="sometimes"), "full_text", "'sometimes' will not do"),
        (source(profiles={}), "profiles", "unknown option"),
        (source("letter"), "kind", "known kinds:"),
    ],
)
def test_a_wrong_option_is_named_with_the_known_ones(given: Source, key: str, words: str) -> None:
    problems = option_problems(given)
    assert [name for name, _ in problems] == [key]
    assert words in problems[0][1]
    with pytest.raises(CatalogError, match=f"source press: {key}"):
        make(given)


def test_every_mistake_is_told_at_once() -> None:
    assert len(option_problems(source(page=5, pages="many"))) == 2
