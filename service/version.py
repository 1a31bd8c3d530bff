"""The version of this program, as the command line and the User-Agent tell it."""

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    """The version of the installed package; 0 where it runs from a bare folder."""
    try:
        return version("baoshao")
    except PackageNotFoundError:
        return "0"
