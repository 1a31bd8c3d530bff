"""Pictures of newspaper pages and of articles cut from them (剪报): files named by their content."""

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from model.article import Picture
from model.errors import StorageError

_NAME = re.compile(r"[0-9a-f]{40}\.png")


class Clippings:
    """The folder `clippings` of the data folder; the same picture is kept once, however often it is put."""

    def __init__(self, data: Path) -> None:
        self.folder = data / "clippings"

    def put(self, pictures: Iterable[Picture]) -> None:
        """Keep pictures; a file is whole or absent, whatever breaks off. Raises StorageError."""
        for picture in pictures:
            path = self._path(picture.name)
            if path is None:
                raise StorageError(f"{picture.name!r} is no name of a clipping: 40 hex digits and .png are expected")
            if path.exists():
                continue
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, picture.body)
            except OSError as error:
                raise StorageError(
                    f"{path} cannot be written: {error.strerror}; check space and permissions of the data folder"
                ) from error

    def get(self, name: str) -> bytes | None:
        """The PNG bytes of that name, or None where there is none or the name is none."""
        path = self._path(name)
        try:
            return path.read_bytes() if path else None
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(f"{path} cannot be read: {error.strerror}; check its permissions") from error

    def _path(self, name: str) -> Path | None:
        """Where a picture lies, two levels down, so that no folder grows too large."""
        return self.folder / name[:2] / name if _NAME.fullmatch(name) else None


def _write(path: Path, body: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
