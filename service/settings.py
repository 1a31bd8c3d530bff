"""Settings from the environment, each named BAOSHAO_… and each readable from a file as BAOSHAO_…_FILE."""

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from model.errors import CatalogError

PREFIX = "BAOSHAO_"


class _FileSource(EnvSettingsSource):
    """Reads BAOSHAO_X from the file that BAOSHAO_X_FILE names, as container secrets are given."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        name = f"{PREFIX}{field_name}_FILE".upper()
        path = os.environ.get(name)
        if not path:
            return None, field_name, False
        try:
            return Path(path).read_text(encoding="utf-8").strip(), field_name, False
        except OSError as error:
            raise CatalogError(
                f"{name}: cannot read {path}: {error.strerror}; give the path of a readable file"
            ) from error


class Settings(BaseSettings):
    """Everything that an operator can set; nothing else is needed to run."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", env_ignore_empty=True)

    data: Path = Path("data")
    """Folder of the database, the archive of snapshots, the key and the dropped files."""
    database_url: SecretStr | None = None
    """PostgreSQL address; without it SQLite in the data folder."""
    sources: Path | None = None
    """sources.yaml; without it ./sources.yaml, then the shipped one."""
    topics: Path | None = None
    """topics.yaml; without it ./topics.yaml, then the shipped one."""
    bind: str = "127.0.0.1:8000"
    """Address of the web page; `:0` takes any free port."""
    allow_hosts: str = ""
    """host:port, comma separated: the only private targets that may be reached."""
    proxy: SecretStr | None = None
    """Address of an HTTP proxy for all fetching."""
    user_agent: str | None = None
    """The whole User-Agent; without it Baoshao/VERSION with the contact."""
    contact: str | None = None
    """Address or mail shown to the sites that we fetch."""
    secret: SecretStr | None = None
    """Key for what is encrypted at rest; without it one is made in the data folder."""
    broker_url: SecretStr | None = None
    """RabbitMQ address, where work is shared between machines."""
    log: Literal["console", "json"] = "console"
    """How log lines are written."""

    @field_validator("bind")
    @classmethod
    def _bind_has_a_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or int(port) > 65535:
            raise ValueError("must be HOST:PORT, such as 127.0.0.1:8000")
        return value

    @property
    def address(self) -> tuple[str, int]:
        """Host and port to bind."""
        host, _, port = self.bind.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def allowed(self) -> tuple[str, ...]:
        """The private targets that may be reached, as host:port."""
        return tuple(part.strip() for part in self.allow_hosts.split(",") if part.strip())

    @property
    def sources_file(self) -> Path:
        """The sources.yaml in force."""
        return self.sources or _nearest("sources.yaml")

    @property
    def topics_file(self) -> Path:
        """The topics.yaml in force."""
        return self.topics or _nearest("topics.yaml")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Given values first, then the environment, then the files that the environment names."""
        return init_settings, env_settings, _FileSource(settings_cls)


def shipped(name: str) -> Path:
    """The file as shipped with the project: beside the rooms in a checkout, inside the package when installed."""
    package = Path(__file__).parent
    installed = package / "defaults" / name
    return installed if installed.exists() else package.parent / name


def _nearest(name: str) -> Path:
    here = Path(name)
    return here if here.exists() else shipped(name)


def load_settings(**given: object) -> Settings:
    """The settings in force; raises CatalogError that names the variable and what is wrong with it."""
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except SettingsError as error:
        raise CatalogError(str(error.__cause__ or error)) from error
    except ValidationError as error:
        lines = [
            f"{PREFIX}{str(item['loc'][0]).upper()}: {item['msg']} (given: {item['input']!r})"
            for item in error.errors(include_url=False)
        ]
        raise CatalogError("\n".join(lines)) from error
