"""What an article must have for a rule to be true, as groups of atoms: the cheap look before the tree is walked.

An atom is a number that stands for a literal, met in any of the text fields or in one field. A group is a set of
atoms of which at least one must be met, with the chance of that. Where a rule is nothing but groups, and atoms that
must not be met, they decide by themselves (`exact`); else they only say which articles are worth walking the tree for.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from topics.rule import And, Count, Gap, In, Near, Node, Not, Or, Same, Term, Word


class Group(NamedTuple):
    """Atoms of which one must be met, and how likely that is, roughly."""

    chance: float
    atoms: tuple[int, ...]


class Needs(NamedTuple):
    """What must be met: one atom of each group, none of the forbidden, one of each choice, and nothing of `never`."""

    groups: tuple[Group, ...]
    forbidden: tuple[int, ...] = ()
    choices: tuple[tuple["Needs", ...], ...] = ()
    never: tuple["Needs", ...] = ()
    exact: bool = True  # whether that is all there is to the rule

    def hold(self, met: set[int]) -> bool:
        """Whether an article with those atoms has what is needed."""
        if not met.isdisjoint(self.forbidden):
            return False
        for group in self.groups:
            if met.isdisjoint(group.atoms):
                return False
        for choice in self.choices:
            if not any(way.hold(met) for way in choice):
                return False
        return not any(part.hold(met) for part in self.never)


UNKNOWN = Needs((), exact=False)
CHANCE = (1.0, 0.3, 0.03, 0.006, 0.002, 0.001, 0.0005)
"""How likely a literal of so many characters is met in an article."""


class Atoms:
    """The literals of all rules, numbered as they come; texts are kept as typed and folded when they are searched.

    A literal that must stand in one field is a further atom, numbered downwards from -1.
    """

    def __init__(self) -> None:
        self.literals: list[str] = []
        self.fielded: dict[str, dict[int, int]] = {}
        self._groups: dict[str, Group] = {}
        self._fielded_groups: dict[tuple[str, str], Group] = {}

    def group(self, text: str, field: str) -> Group:
        """The group of just that literal."""
        if field:
            return self._fielded_groups.get((field, text)) or self._new_fielded(text, field)
        return self._groups.get(text) or self._new(text)

    def _new(self, text: str) -> Group:
        group = Group(CHANCE[min(len(text), 6)], (len(self.literals),))
        self.literals.append(text)
        self._groups[text] = group
        return group

    def _new_fielded(self, text: str, field: str) -> Group:
        chance, (literal,) = self.group(text, "")
        group = Group(chance if field == "body" else chance / 5, (-1 - len(self._fielded_groups),))
        self.fielded.setdefault(field, {})[literal] = group.atoms[0]
        self._fielded_groups[field, text] = group
        return group


def needs(node: Node, atoms: Atoms, field: str = "") -> Needs:
    """What the node needs inside the field; new literals are numbered in `atoms`."""
    ask = ASK.get(type(node))
    return ask(node, atoms, field) if ask else UNKNOWN


def ways(root: Node, atoms: Atoms) -> list[Needs]:
    """The ways in which a rule can be true, of which one must hold: the parts of an OR that stands at the top."""
    whole = needs(root, atoms)
    if not whole.choices or not isinstance(root, Or):
        return [whole]
    simple = [way for way in whole.choices[0] if _is_one_group(way)]
    others = [way for way in whole.choices[0] if not _is_one_group(way)]
    return [Needs((joined([way.groups[0] for way in simple]),)), *others] if simple else others


def _term(node: Term, atoms: Atoms, field: str) -> Needs:
    return Needs((atoms.group(node.text, field),))


def _word(node: Word, atoms: Atoms, field: str) -> Needs:
    return Needs((atoms.group(node.text, field),), exact=False)


def _gap(node: Gap, atoms: Atoms, field: str) -> Needs:
    return Needs(tuple(atoms.group(part, field) for part in node.parts), exact=False)


def _together(node: Near | Same, atoms: Atoms, field: str) -> Needs:
    return Needs(tuple(group for part in node.parts for group in needs(part, atoms, field).groups), exact=False)


def _and(node: And, atoms: Atoms, field: str) -> Needs:
    groups: list[Group] = []
    others: list[Needs] = []
    for part in node.parts:
        if type(part) is Term:
            groups.append(atoms.group(part.text, field))
        else:
            others.append(needs(part, atoms, field))
            groups += others[-1].groups
    if not others:
        return Needs(tuple(groups))
    if len(others) == 1:
        return others[0]._replace(groups=tuple(groups))
    _, forbidden, choices, never, exact = (tuple(values) for values in zip(*others, strict=True))
    return Needs(tuple(groups), sum(forbidden, ()), sum(choices, ()), sum(never, ()), all(exact))


def _or(node: Or, atoms: Atoms, field: str) -> Needs:
    """One of the parts must hold, so one atom of a group of each part is met; the rarest group of each says most."""
    found = [needs(part, atoms, field) for part in node.parts]
    exact = all(part.exact for part in found)
    if not all(part.groups for part in found):
        return Needs((), choices=(tuple(found),), exact=exact)
    group = joined([min(part.groups) for part in found])
    if all(map(_is_one_group, found)):
        return Needs((group,))
    return Needs((group,), choices=(tuple(found),), exact=exact)


def joined(groups: Sequence[Group]) -> Group:
    """The group that is met where one of those is."""
    atoms = tuple(dict.fromkeys([atom for group in groups for atom in group.atoms]))
    return Group(sum([group.chance for group in groups]), atoms)


def _is_one_group(part: Needs) -> bool:
    return part.exact and len(part.groups) == 1 and not (part.forbidden or part.choices or part.never)


def _not(node: Not, atoms: Atoms, field: str) -> Needs:
    part = needs(node.part, atoms, field)
    if _is_one_group(part):
        return Needs((), part.groups[0].atoms)
    return Needs((), never=(part,)) if part.exact else UNKNOWN


def _count(node: Count, atoms: Atoms, field: str) -> Needs:
    return Needs(needs(node.part, atoms, field).groups, exact=False)


def _in(node: In, atoms: Atoms, _field: str) -> Needs:
    return needs(node.part, atoms, node.field)


ASK: dict[type, Callable[..., Needs]] = {
    Term: _term,
    Word: _word,
    Gap: _gap,
    Near: _together,
    Same: _together,
    And: _and,
    Or: _or,
    Not: _not,
    Count: _count,
    In: _in,
}
