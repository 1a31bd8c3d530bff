"""baoshao db: bring the database up to date, save it, put it back."""

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from service.house import open_house
from service.output import Json, moment, print_json
from service.search import folded
from storage.backup import Manifest, backup, restore
from storage.database import Database
from storage.opening import open_database
from storage.search.index import optimise, reindex
from storage.upgrade import upgrade

Folder = Annotated[Path, typer.Argument(help="The folder of the backup.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    commands = typer.Typer(help="The database: upgrade, backup, restore.", no_args_is_help=True)
    commands.command("upgrade")(upgrade_tables)
    commands.command("backup")(save)
    commands.command("restore")(put_back)
    commands.command("reindex")(make_searchable)
    app.add_typer(commands, name="db")


def _unchecked() -> Database:
    settings = open_house().settings
    url = settings.database_url.get_secret_value() if settings.database_url else None
    return open_database(url, settings.data, check=False)


def upgrade_tables(as_json: Json = False) -> None:
    """Bring the tables to this version; several processes may do so at once. Make a backup first.

    Example: baoshao db upgrade
    """
    with closing(_unchecked()) as database:
        version = upgrade(database)
    if as_json:
        print_json([{"version": version}])
    else:
        typer.echo(f"database is at version {version}")


def save(
    folder: Folder,
    archive: Annotated[bool, typer.Option("--archive", help="With the archive of snapshots.")] = False,
    as_json: Json = False,
) -> None:
    """Save the whole database into a new folder, while the service runs. Keep secret.key elsewhere.

    Example: baoshao db backup backups/2026-11-22
    """
    _tell(backup(open_house().db, folder, moment(None), archive=archive), as_json)


def put_back(folder: Folder, as_json: Json = False) -> None:
    """Put a backup back into an empty database; one that holds anything is left alone.

    Example: baoshao db restore backups/2026-11-22
    """
    _tell(restore(open_house().db, folder), as_json)


def make_searchable(
    everything: Annotated[bool, typer.Option("--all", help="All articles, not only those without an index.")] = False,
    as_json: Json = False,
) -> None:
    """Index the articles that search cannot find yet, or all of them again, and merge the index; takes a while.

    Example: baoshao db reindex --all
    """
    house = open_house()
    done = reindex(house.db, lambda each: folded(each, house.source_name(each.source_id)), everything=everything)
    optimise(house.db)
    if as_json:
        print_json([{"indexed": done}])
    else:
        typer.echo(f"{done} articles indexed")


def _tell(manifest: Manifest, as_json: bool) -> None:
    if as_json:
        print_json([asdict(manifest)])
    else:
        rows, files = sum(manifest.rows.values()), len(manifest.archive)
        typer.echo(f"version {manifest.version}, made {manifest.made_at}: {rows} rows, {files} archive files")
