"""The literals of all rules, numbered, with how likely each is met in an article."""

from collections.abc import Sequence

from topics import idf

BY_LENGTH = (1.0, 0.3, 0.004, 0.001, 0.0005, 0.0003, 0.0002)
"""How likely a literal of so many characters is met, where the table of common words does not have it."""


class Atoms:
    """Numbers of literals as they come; texts are kept as typed, and folded where the text is searched for them.

    A literal that must stand in one field is an atom of its own, numbered downwards from -1.
    """

    def __init__(self) -> None:
        self.literals: list[str] = []
        self.fielded: dict[str, dict[int, int]] = {}  # by field: the literal, and its atom there
        self.singles: dict[str, tuple[int, ...]] = {}  # by text: the group of just that literal
        self._chances: list[float] = []
        self._fielded_chances: list[float] = []
        table = idf.start()
        self._counts, self._documents = table.counts, table.documents

    @property
    def in_fields(self) -> int:
        """How many of them must stand in one field."""
        return len(self._fielded_chances)

    def of(self, text: str, field: str = "") -> int:
        """The atom of a literal in a field, or in any text field ("")."""
        atom = self.single(text)[0]
        return self._in_field(atom, field) if field else atom

    def single(self, text: str) -> tuple[int, ...]:
        """The group of just that literal, in any text field."""
        return self.singles.get(text) or self._new(text)

    def _new(self, text: str) -> tuple[int, ...]:
        single = self.singles[text] = (len(self.literals),)
        self.literals.append(text)
        count = self._counts.get(text)
        self._chances.append(count / self._documents if count else BY_LENGTH[min(len(text), 6)])
        return single

    def chance(self, atoms: tuple[int, ...]) -> float:
        """How likely, roughly, an article has one of those atoms."""
        if len(atoms) == 1 and atoms[0] >= 0:
            return self._chances[atoms[0]]
        if min(atoms) >= 0:
            return sum(map(self._chances.__getitem__, atoms))
        return sum([self._chances[atom] if atom >= 0 else self._fielded_chances[-1 - atom] for atom in atoms])

    def ranked(self, groups: Sequence[tuple[int, ...]]) -> Sequence[tuple[int, ...]]:
        """The groups, the rarest first."""
        if len(groups) < 2:
            return groups
        if len(groups) == 2:
            first, second = groups
            return groups if self.chance(first) <= self.chance(second) else (second, first)
        return sorted(groups, key=self.chance)

    def _in_field(self, literal: int, field: str) -> int:
        known = self.fielded.setdefault(field, {})
        atom = known.get(literal)
        if atom is None:
            self._fielded_chances.append(self._chances[literal] / (1 if field == "body" else 5))
            atom = known[literal] = -len(self._fielded_chances)
        return atom
