"""`python -m service.press.maker SEED OUT` writes OUT.pdf and OUT.json; the same seed gives the same page."""

import json
import sys
from pathlib import Path

from service.press.maker.sheet import make


def main(arguments: list[str]) -> int:
    """Write a page and its truth; gives 2 where the arguments are wrong."""
    if len(arguments) != 2 or not arguments[0].isdigit():
        sys.stderr.write(f"usage: {__doc__}\n")
        return 2
    made = make(int(arguments[0]))
    Path(f"{arguments[1]}.pdf").write_bytes(made.pdf)
    Path(f"{arguments[1]}.json").write_text(json.dumps(made.truth, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
