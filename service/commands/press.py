"""baoshao press: the sample press by itself."""

import threading
from typing import Annotated

import typer

from service.press.server import PORT, Press


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(press)


def press(port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any free port.")] = PORT) -> None:
    """Serve the made-up publications on 127.0.0.1 until Ctrl-C; new items come every 20 to 45 seconds.

    Example: baoshao press
    """
    try:
        running = Press(port)
    except OSError as error:
        raise typer.BadParameter(
            f"127.0.0.1:{port} cannot be used: {error.strerror}; give another --port", param_hint="--port"
        ) from error
    with running:
        typer.echo(
            f"The sample press is at {running.url}/ — let the service reach it by BAOSHAO_ALLOW_HOSTS={running.host}"
        )
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            typer.echo("The sample press is closed.")
