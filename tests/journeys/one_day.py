"""One process that collects, alerts and delivers once: what the tests kill between two steps."""

import sys
from datetime import datetime

from service import cycle
from service.house import open_house


def main() -> None:
    now = datetime.fromisoformat(sys.argv[1])
    house = open_house()
    for source in house.sources.values():
        if source.enabled:
            cycle.collect(house, source, now)
    cycle.alert(house, now)
    cycle.deliver(house, now)


if __name__ == "__main__":
    main()
