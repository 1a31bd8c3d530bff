import tomllib

import pytest

from model.messages import FOLDER, say


def test_a_key_that_the_catalogue_lacks_is_an_error_that_names_it() -> None:
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        say("service.no.such.key")


def test_values_fill_their_places() -> None:
    assert say("service.seconds", count=3) == "3 秒"


def test_every_file_of_the_catalogue_holds_sentences_only() -> None:
    def check(value: object, path: str) -> None:
        if isinstance(value, dict):
            for key, below in value.items():
                check(below, f"{path}.{key}")
        else:
            assert isinstance(value, str), path
            assert value.strip(), path

    files = sorted(FOLDER.glob("zh/*.toml"))
    assert files
    for file in files:
        check(tomllib.loads(file.read_text("utf-8")), file.stem)
