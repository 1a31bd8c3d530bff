"""A matching of greatest gain between predecessors and successors, by best augmenting paths."""

from collections import deque


def best_links(gains: dict[tuple[int, int], float]) -> dict[int, int]:
    """Pairs i → j, each i and each j at most once, whose gains (all above 0) have the greatest sum."""
    ways: dict[int, list[tuple[int, float]]] = {}
    for (i, j), gain in gains.items():
        ways.setdefault(i, []).append((j, gain))
    link: dict[int, int] = {}
    back: dict[int, int] = {}
    while path := _augmenting(ways, gains, link, back):
        for i, j in path:
            link[i], back[j] = j, i
    return link


def _augmenting(
    ways: dict[int, list[tuple[int, float]]],
    gains: dict[tuple[int, int], float],
    link: dict[int, int],
    back: dict[int, int],
) -> list[tuple[int, int]]:
    """The pairs that make the matching one larger with the most gain, or nothing where no gain is left."""
    best = {i: 0.0 for i in ways if i not in link}
    reached: dict[int, int] = {}  # a matched i → the j over which it was reached
    queue = deque(best)
    goal, most = None, 1e-9
    while queue:
        i = queue.popleft()
        for j, gain in ways[i]:
            total = best[i] + gain
            holder = back.get(j)
            if holder is None:
                if total > most:
                    goal, most = (i, j), total
            elif holder != i and total - gains[holder, j] > best.get(holder, -1e18) + 1e-9:
                best[holder] = total - gains[holder, j]
                reached[holder] = i
                queue.append(holder)
    path: list[tuple[int, int]] = []
    while goal is not None:
        path.append(goal)
        i = goal[0]
        goal = (reached[i], link[i]) if i in link else None
    return path
