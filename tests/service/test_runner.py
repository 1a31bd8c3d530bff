from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from service.house import open_house
from service.runner import Service

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_old_snapshots_go_once_a_day(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("sources: []\nretention: 30\n", "utf-8")
    archive = tmp_path / "data" / "archive"
    archive.mkdir(parents=True)
    old, young, later = (archive / f"{day}-x.warc.gz" for day in ("2026-10-22", "2026-10-24", "2026-10-21"))
    for file in (old, young):
        file.write_bytes(b"")
    house = open_house(data=tmp_path / "data", sources=tmp_path / "sources.yaml", database_url="")
    service = Service(house, lambda: NOW)
    service._turn()
    assert not old.exists()
    assert young.exists()
    later.write_bytes(b"")
    service._turn()
    assert later.exists()
    house.close()
