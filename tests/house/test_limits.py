import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("model", "ingest", "topics", "storage", "net", "notify", "web", "service", "bench")
MODULE, FUNCTION = 300, 40


def modules() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def long_functions(text: str) -> list[str]:
    functions = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return [
        f"{f.name} ({f.end_lineno - f.lineno + 1} lines)" for f in functions if f.end_lineno - f.lineno + 1 > FUNCTION
    ]


def test_no_module_is_over_300_lines() -> None:
    long = {str(p.relative_to(ROOT)): n for p in modules() if (n := len(p.read_text("utf-8").splitlines())) > MODULE}
    assert not long, f"split by meaning: {long}"


def test_no_function_is_over_40_lines() -> None:
    long = {str(p.relative_to(ROOT)): found for p in modules() if (found := long_functions(p.read_text("utf-8")))}
    assert not long, f"a thought is missing in: {long}"


def test_the_measure_of_functions_sees_a_long_one() -> None:
    assert long_functions("def f():\n" + "    x = 1\n" * 41) == ["f (42 lines)"]


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(p.relative_to(ROOT)) for p in modules() if not ast.get_docstring(ast.parse(p.read_text("utf-8")))]
    assert not silent


def test_every_room_has_a_module_and_tests_have_no_init() -> None:
    assert all((ROOT / room / "__init__.py").exists() for room in ROOMS if room != "bench")
    assert not list((ROOT / "tests").rglob("__init__.py"))


def tracked() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs a git checkout")
    return [ROOT / name for name in listed.decode().split("\0") if name]


def test_pinned_dependencies_carry_hashes_and_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-ocr.txt"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text, name
        pinned = [block for block in text.replace("\\\n", " ").splitlines() if block and not block.startswith("#")]
        assert pinned, name
        assert all("==" in block and "--hash=sha256:" in block for block in pinned), name


def test_no_tracked_file_names_the_folder_it_was_written_in() -> None:
    needle = str(ROOT.parent) + "/"
    if len(needle) < 6:
        pytest.skip("the checkout lies directly below the root")
    texts = [p for p in tracked() if p.is_file() and p.suffix in {".py", ".md", ".toml", ".yaml", ".txt", ".json", ""}]
    assert not [str(p) for p in texts if needle.encode() in p.read_bytes()]
