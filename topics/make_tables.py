"""Makes `topics/data/variants.tsv` from OpenCC's dictionaries: `python -m topics.make_tables`.

Needs the development dependency opencc-python-reimplemented. Characters go from the variants of Taiwan and Hong Kong
to OpenCC's own traditional ones, and from there to simplified ones; phrases are kept where they differ from what
their characters would give (乾隆, 手鍊), or where they would hide the beginning of one that does.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

OUTPUT = Path(__file__).parent / "data" / "variants.tsv"
HEAD = (
    "# Traditional and variant forms, and the simplified form that they are folded to. Made by topics/make_tables.py\n"
    "# from the dictionaries of OpenCC (https://github.com/BYVoid/OpenCC), Apache-2.0: see LICENSE-OpenCC.\n"
)


UNSAFE = ("於", "徵調")
"""Phrases that begin so are left out: rare names and a mode of music, but met inside ordinary words (限於單位)."""


MERGED = "著"
"""Ordinary characters that are folded all the same: 著 and 着 stand for each other in traditional text."""


def _is_ordinary(character: str) -> bool:
    """Whether simplified text has that character: the first national character set does."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _dictionary(name: str) -> dict[str, str]:
    text = (files("opencc") / "dictionary" / f"{name}.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if line.strip())
    return {source: targets.split()[0] for source, targets in pairs}


def _characters() -> dict[str, str]:
    """Each character that is not its own simplified form, with that form."""
    simplified = _dictionary("TSCharacters")
    variants = _dictionary("HKVariantsRev") | _dictionary("TWVariantsRev")
    found = dict(simplified)
    for source, traditional in variants.items():
        target = simplified.get(traditional, traditional)
        if _is_ordinary(source) and source not in MERGED:  # 抬 is what 擡 is written as today; 么 is no 幺
            if not _is_ordinary(target):
                found.setdefault(target, source)
            continue
        found.setdefault(source, target)
    return {source: target for source, target in found.items() if source != target}


def _phrases(characters: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    phrases = {source: target for source, target in _dictionary("TSPhrases").items() if not source.startswith(UNSAFE)}
    special = {source for source, target in phrases.items() if "".join(characters.get(c, c) for c in source) != target}
    for source, target in phrases.items():
        hides = any(other.startswith(source[cut:]) for cut in range(1, len(source)) for other in special)
        if source in special or hides:
            yield source, target


def make() -> str:
    """The whole text of the table."""
    characters = _characters()
    lines = sorted(characters.items()) + sorted(_phrases(characters))
    return HEAD + "".join(f"{source}\t{target}\n" for source, target in lines)


if __name__ == "__main__":
    OUTPUT.write_text(make(), encoding="utf-8")
