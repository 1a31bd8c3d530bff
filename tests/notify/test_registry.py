import importlib
import pkgutil
from pathlib import Path

import notify.channels
from notify.registry import by_scheme, open_channel
from tests.notify.far_ends import reach_to


def test_every_file_in_the_channels_folder_is_found_and_nobodys_scheme_is_lost():
    modules = [
        importlib.import_module(f"notify.channels.{m.name}") for m in pkgutil.iter_modules(notify.channels.__path__)
    ]
    assert len(modules) >= 3
    assert sorted(by_scheme()) == sorted(scheme for module in modules for scheme in module.SCHEMES)


def test_spaces_and_capitals_in_a_scheme_do_not_matter(tmp_path: Path):
    assert open_channel("  HTTPS://hooks.example/x ", reach_to(tmp_path)).url == "HTTPS://hooks.example/x"
