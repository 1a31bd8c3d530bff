import pytest

from notify.mask import scrub


@pytest.mark.parametrize("secret", ["pa55word", "T0KENT0KEN", "s3cret", "whsec_abc", "%E5%AF%86%E7%A0%81钥", "密码钥"])
def test_what_a_far_end_echoes_of_its_address_is_taken_out(secret: str):
    url = "https://user:pa55word@hooks.example/T0KENT0KEN/%E5%AF%86%E7%A0%81钥?key=s3cret#secret=whsec_abc"
    said = scrub(f"bad request to {url}: key {secret} unknown at hooks.example", url)
    assert secret not in said
    assert "hooks.example" in said


def test_a_token_that_stands_where_a_host_does_is_taken_out():
    assert scrub("key 0a1b2c3d-key is unknown", "wecombot://0a1b2c3d-key") == "key … is unknown"


def test_the_place_of_a_file_is_no_secret():
    assert "alerts.jsonl" in scrub("/data/alerts.jsonl: No space left", "file:///data/alerts.jsonl")
