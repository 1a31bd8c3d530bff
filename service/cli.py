"""The command line: finds the commands in `service/commands/` and maps errors to exit codes.

Exit codes: 0 the turn was made (a failed source is data), 2 wrong usage or a wrong file, 3 nothing could be done.
"""

import importlib
import pkgutil
import sys
from typing import Annotated

import typer

import service.commands
from model.errors import BaoshaoError, CatalogError, RuleError, StorageError
from service.house import close_houses
from service.version import installed_version

USAGE, NOTHING_DONE = 2, 3

app = typer.Typer(
    name="baoshao",
    help="报哨 Baoshao: a lookout for publications.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"baoshao {installed_version()}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_tell_version)
    ] = False,
) -> None:
    """What every command shares."""


def load_commands() -> None:
    """Let each module in `service/commands/` add its commands: it has a function `register(app)`."""
    for module in sorted(pkgutil.iter_modules(service.commands.__path__), key=lambda m: m.name):
        importlib.import_module(f"service.commands.{module.name}").register(app)


def main() -> None:
    """Run the command line; an error of ours is one clear line on standard error, never a traceback."""
    load_commands()
    try:
        app()
    except (CatalogError, RuleError) as error:
        typer.echo(f"baoshao: {error}", err=True)
        sys.exit(USAGE)
    except StorageError as error:
        typer.echo(f"baoshao: {error}", err=True)
        sys.exit(NOTHING_DONE)
    except BaoshaoError as error:
        typer.echo(f"baoshao: {error}", err=True)
        sys.exit(1)
    finally:
        close_houses()
