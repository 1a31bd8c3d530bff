"""What an article must have for a rule to be true, as groups of atoms: the cheap look before the tree is walked.

Of each group at least one atom must be met. Where a rule is nothing but groups, and atoms that must not be met, they
decide by themselves (`exact`); else they only say which articles are worth walking the tree for.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from topics.atoms import Atoms
from topics.patterns import literals
from topics.rule import And, Count, Gap, In, Near, Node, Not, Or, Regex, Same, Term, Word

Group = tuple[int, ...]


class Needs(NamedTuple):
    """What must be met: one atom of each group, none of the forbidden, one of each choice, and nothing of `never`."""

    groups: tuple[Group, ...]
    forbidden: Group = ()
    choices: tuple[tuple["Needs", ...], ...] = ()
    never: tuple["Needs", ...] = ()
    exact: bool = True  # whether that is all there is to the rule

    def hold(self, met: set[int]) -> bool:
        """Whether an article with those atoms has what is needed."""
        if not met.isdisjoint(self.forbidden):
            return False
        for group in self.groups:
            if met.isdisjoint(group):
                return False
        for choice in self.choices:
            if not any(way.hold(met) for way in choice):
                return False
        return not any(part.hold(met) for part in self.never)

    def is_group(self) -> bool:
        """Whether one group is all there is to it."""
        return len(self.groups) == 1 and self.exact and not (self.forbidden or self.choices or self.never)


UNKNOWN = Needs((), exact=False)


def ways(root: Node, atoms: Atoms) -> list[Needs]:
    """The ways in which a rule can be true, of which one must hold: the parts of an OR that stands at the top."""
    plain = _plain(root, atoms)
    if plain:
        return [plain]
    if not isinstance(root, Or):
        return [needs(root, atoms)]
    parts = [_plain(part, atoms) or needs(part, atoms) for part in root.parts]
    simple = [part.groups[0] for part in parts if part.is_group()]
    others = [part for part in parts if not part.is_group()]
    return [Needs((_joined(simple),)), *others] if simple else others


def _plain(root: Node, atoms: Atoms) -> Needs | None:
    """What a rule of terms, ORs of terms and NOTs of these needs: most rules are such, and this is the short way."""
    known, new = atoms.singles.get, atoms.single
    groups: list[Group] = []
    forbidden: Group = ()
    for part in root.parts if type(root) is And else (root,):
        inner = part.part if type(part) is Not else part
        if type(inner) is Term:
            group = known(inner.text) or new(inner.text)
        elif isinstance(inner, Or):
            group = tuple([(known(t.text) or new(t.text))[0] for t in inner.parts if type(t) is Term])
            if len(group) < len(inner.parts):
                return None
        else:
            return None
        if inner is part:
            groups.append(group)
        else:
            forbidden += group
    return Needs(tuple(groups), forbidden)


def needs(node: Node, atoms: Atoms, field: str = "") -> Needs:
    """What the node needs inside the field; new literals are numbered in `atoms`."""
    ask = ASK.get(type(node))
    return ask(node, atoms, field) if ask else UNKNOWN


def _term(node: Term, atoms: Atoms, field: str) -> Needs:
    return Needs(((atoms.of(node.text, field),),))


def _word(node: Word, atoms: Atoms, field: str) -> Needs:
    return Needs(((atoms.of(node.text, field),),), exact=False)


def _gap(node: Gap, atoms: Atoms, field: str) -> Needs:
    return Needs(tuple((atoms.of(part, field),) for part in node.parts), exact=False)


def _regex(node: Regex, atoms: Atoms, field: str) -> Needs:
    return Needs(tuple((atoms.of(part, field),) for part in literals(node.pattern)), exact=False)


def _together(node: Near | Same, atoms: Atoms, field: str) -> Needs:
    return Needs(tuple(group for part in node.parts for group in needs(part, atoms, field).groups), exact=False)


def _and(node: And, atoms: Atoms, field: str) -> Needs:
    parts = [needs(part, atoms, field) for part in node.parts]
    return Needs(
        tuple(group for part in parts for group in part.groups),
        tuple(atom for part in parts for atom in part.forbidden),
        tuple(choice for part in parts for choice in part.choices),
        tuple(never for part in parts for never in part.never),
        all(part.exact for part in parts),
    )


def _or(node: Or, atoms: Atoms, field: str) -> Needs:
    """One of the parts must hold, so one atom of a group of each part is met; the rarest group of each says most."""
    parts = tuple(needs(part, atoms, field) for part in node.parts)
    exact = all(part.exact for part in parts)
    if not all(part.groups for part in parts):
        return Needs((), choices=(parts,), exact=exact)
    group = _joined(min(part.groups, key=atoms.chance) for part in parts)
    if all(part.is_group() for part in parts):
        return Needs((group,))
    return Needs((group,), choices=(parts,), exact=exact)


def _joined(groups: Iterable[Group]) -> Group:
    """The group that is met where one of those is."""
    return tuple(dict.fromkeys(atom for group in groups for atom in group))


def _not(node: Not, atoms: Atoms, field: str) -> Needs:
    part = needs(node.part, atoms, field)
    if part.is_group():
        return Needs((), part.groups[0])
    return Needs((), never=(part,)) if part.exact else UNKNOWN


def _count(node: Count, atoms: Atoms, field: str) -> Needs:
    return Needs(needs(node.part, atoms, field).groups, exact=False)


def _in(node: In, atoms: Atoms, _field: str) -> Needs:
    return needs(node.part, atoms, node.field)


ASK: dict[type, Callable[..., Needs]] = {
    Term: _term,
    Word: _word,
    Gap: _gap,
    Regex: _regex,
    Near: _together,
    Same: _together,
    And: _and,
    Or: _or,
    Not: _not,
    Count: _count,
    In: _in,
}
