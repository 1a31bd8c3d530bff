"""What can be said of a rule from its form alone."""

from collections.abc import Iterator

from topics.rule import And, Count, In, Near, Node, Not, Or, Same


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes right below one."""
    match node:
        case And(below) | Or(below) | Near(below) | Same(_, below):
            return below
        case Not(below) | Count(below) | In(_, below):
            return (below,)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    yield node
    for part in parts(node):
        yield from walk(part)


def holds_of_nothing(node: Node) -> bool:
    """Whether an article that has none of the rule's words would be hit: then nothing holds the rule back."""
    match node:
        case Not(part):
            return not holds_of_nothing(part)
        case And(below) | Same(_, below):
            return all(holds_of_nothing(part) for part in below)
        case Or(below):
            return any(holds_of_nothing(part) for part in below)
        case In(_, part):
            return holds_of_nothing(part)
        case _:
            return False


def depth(node: Node) -> int:
    """How many brackets deep the canonical form goes."""
    below = max(map(_inner, parts(node)), default=0)
    return below + 1 if isinstance(node, Near | Same) else below


def _inner(node: Node) -> int:
    return depth(node) + (1 if isinstance(node, And | Or) else 0)
