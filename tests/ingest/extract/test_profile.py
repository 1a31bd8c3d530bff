from datetime import UTC, date, datetime

import pytest

from ingest.extract.profile import Profile, load_profiles, with_select
from model.errors import CatalogError


def test_a_profile_is_data() -> None:
    found = load_profiles({"people": {"hosts": ["people.example"], "body": "#a", "until": date(2024, 11, 30)}})
    assert found == {"people": Profile("people", hosts=("people.example",), body=("#a",), until=date(2024, 11, 30))}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"bdy": "#a"}, "unknown key 'bdy'; known keys: hosts, markers, title"),
        ({"body": 3}, "body must be a string or a list of strings"),
        ({"body": ["#a", 3]}, "body must be a string or a list of strings"),
        ({"body": "#a >>> ["}, "is no CSS selector"),
        ({"until": "soon"}, "until must be a day such as 2024-11-30"),
        ([], "must be a mapping of hosts"),
    ],
)
def test_a_mistake_names_the_profile_and_the_remedy(body: object, message: str) -> None:
    with pytest.raises(CatalogError, match="profile odd") as error:
        load_profiles({"odd": body})
    assert message in str(error.value)


def test_a_profile_recognises_hosts_by_their_end_and_pages_by_a_marker() -> None:
    profile = Profile("p", hosts=("people.example",), markers=("rm_txt_con",))
    assert profile.recognises("http://cpc.people.example:80/n1/1.html", "")
    assert profile.recognises("", "<div class=rm_txt_con>")
    assert not profile.recognises("http://notpeople.example/1.html", "")
    assert not profile.recognises("", "")


def test_a_dated_profile_is_silent_about_later_pages() -> None:
    profile = Profile("p", until=date(2024, 11, 30))
    assert profile.speaks_for(datetime(2024, 11, 30, 23, tzinfo=UTC))
    assert not profile.speaks_for(datetime(2024, 12, 1, tzinfo=UTC))
    assert profile.speaks_for(None)


def test_a_sources_selectors_come_first_and_may_stand_alone() -> None:
    profile = Profile("p", body=("#a",))
    merged = with_select(profile, {"body": ["#b"]})
    assert merged is not None
    assert merged.body == ("#b", "#a")
    assert with_select(profile, {}) is profile
    assert with_select(None, {}) is None
    assert with_select(None, {"title": "h1"}) == Profile("select", title=("h1",))
    with pytest.raises(CatalogError, match="select: unknown key 'bdy'"):
        with_select(None, {"bdy": "h1"})
