"""Channel addresses are secrets: encrypted at rest, masked when shown."""

import base64
import hashlib
import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet, InvalidToken

from model.errors import StorageError

KEY_FILE = "secret.key"


class Keeper:
    """Seals and opens secrets with one key (Fernet: AES-128-CBC with HMAC-SHA256)."""

    def __init__(self, key: bytes, origin: str) -> None:
        self._fernet = Fernet(key)
        self._origin = origin

    def seal(self, secret: str) -> bytes:
        """The secret, encrypted."""
        return self._fernet.encrypt(secret.encode())

    def open(self, sealed: bytes, place: str) -> str:
        """The secret in clear; `place` names it in the StorageError that a wrong key raises."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken as error:
            raise StorageError(
                f"{place} cannot be read with the key from {self._origin}; "
                "put the former key back (BAOSHAO_SECRET, or secret.key in the data folder), or import it again"
            ) from error


def keeper(folder: Path, secret: str | None = None) -> Keeper:
    """The keeper with the key made of BAOSHAO_SECRET, else with the data folder's own, made at the first use."""
    if secret:
        key = hashlib.scrypt(secret.encode(), salt=b"baoshao channels", n=2**14, r=8, p=1, dklen=32)
        return Keeper(base64.urlsafe_b64encode(key), "BAOSHAO_SECRET")
    path = folder / KEY_FILE
    try:
        key = _read_or_make(path)
        return Keeper(key, str(path))
    except (OSError, ValueError) as error:
        raise StorageError(
            f"secret key {path} cannot be used ({error}); give this user the right to read and write it, "
            "put it back from a backup, or set BAOSHAO_SECRET"
        ) from error


def _read_or_make(path: Path) -> bytes:
    if not path.exists():
        # Written aside and linked into place, so that nobody ever reads half a key or makes a second one.
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # mode 0600
        with open(handle, "wb") as file:
            file.write(Fernet.generate_key())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:
            pass  # somebody else was first: that key counts
        finally:
            Path(aside).unlink()
    return path.read_bytes().strip()


def masked(url: str) -> str:
    """A channel address fit to be shown: its kind and its host's beginning, never a key, user or path."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return url
    host = (parts.hostname or "") if parts.scheme in ("http", "https", "json", "jsons", "webhook", "webhooks") else ""
    return f"{parts.scheme or '?'}://{host or '…'}/…"
