"""Migrations written as SQL, one file for each of the two databases."""

from pathlib import Path

from alembic import op

FOLDER = Path(__file__).parent / "versions"


def run(name: str) -> None:
    """Run the statements of `versions/NAME.DIALECT.sql`; each ends with a semicolon at the end of a line."""
    dialect = op.get_bind().dialect.name
    script = (FOLDER / f"{name}.{dialect}.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
