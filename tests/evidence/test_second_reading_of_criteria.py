"""Every printed limit was read a second time, line by line, by a reader who had not seen the first transcription."""

from __future__ import annotations

import csv
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from each import each
from worked import sources

from haic_core.case.fact_kinds import ChoiceFact, NumberFact, YesNoFact
from haic_core.case.facts import JUDGED
from haic_core.evidence.criterion import Condition, Criterion
from haic_core.evidence.source import Source
from haic_core.evidence.span import Between, OneOf
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import Role

FOLDER = Path(__file__).parents[2] / "data" / "second_reading"
LOOKED_UP = tomllib.loads((FOLDER / "resolved_criteria.toml").read_text(encoding="utf-8"))
OF_A_LIST = {Role.ENTRY: "list-entry", Role.CONTRAINDICATION: "list-exclusion", Role.CAUTION: "list-caution"}
OF_LIMITS = {Role.CONTRAINDICATION: "absolute limit", Role.CAUTION: "relative limit"}
TIMES_ULN = "x ULN"
GOAL = 0.95
Place = tuple[str, str, str]


@dataclass(frozen=True, order=True)
class Asked:
    """One fact with its verb and bound, as both readings write it."""

    fact: str
    relation: str
    bound: str
    times_uln: bool

    def __str__(self) -> str:
        return f"{self.fact} {self.relation} {self.bound}" + (f" {TIMES_ULN}" if self.times_uln else "")


@dataclass(frozen=True)
class Line:
    """What one document asks for one option: one fact, or several of which one is enough."""

    document: str
    option: str
    kind: str
    asked: frozenset[Asked]

    def __str__(self) -> str:
        return f"{self.kind}: " + " or ".join(str(one) for one in sorted(self.asked))

    @property
    def place(self) -> Place:
        """Document, option and the line in words."""
        return self.document, self.option, str(self)


def written(bound: object) -> str:
    """A bound as the second reader writes it: words in alphabetical order, numbers without a trailing nought."""
    if isinstance(bound, bool):
        return str(bound).lower()
    if isinstance(bound, (int, float)):
        return plain(bound)
    return "|".join(sorted(str(bound).split("|")))


def asked(condition: Condition) -> Iterator[Asked]:
    span = condition.span
    if isinstance(span, Between):  # two limits on one line; the second reader has a row for each
        for relation, end in zip(("at_least", "at_most"), span.bound, strict=True):
            yield Asked(condition.fact, relation, written(end), condition.times_uln)
        return
    bound = "|".join(span.bound) if isinstance(span, OneOf) else span.bound
    yield Asked(condition.fact, span.relation.value, written(bound), condition.times_uln)


def lines_of(document: str, kind: str, criterion: Criterion) -> Iterator[Line]:
    option = criterion.modality.value
    if criterion.condition:
        yield from (Line(document, option, kind, frozenset({one})) for one in asked(criterion.condition))
    else:
        parts = frozenset(one for condition in criterion.any_of for one in asked(condition))
        yield Line(document, option, kind, parts)


def held(source: Source) -> tuple[Line, ...]:
    """What the library holds of a document, a line for each printed limit."""
    of_list = [line for one in source.criterion for line in lines_of(source.key, OF_A_LIST[one.role], one)]
    return (*of_list, *(line for one in source.limit for line in lines_of(source.key, OF_LIMITS[one.role], one)))


def read() -> frozenset[Line]:
    """What the second reader has; rows of one option that share a letter are alternatives on one line."""
    files = sorted(FOLDER.glob("*_criteria.csv"))
    rows = (row for file in files for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    together: defaultdict[tuple[str, str, str, str], set[Asked]] = defaultdict(set)
    for number, row in enumerate(rows):
        one = Asked(row["fact"], row["relation"], written(_value(row["bound"])), row["unit"] == TIMES_ULN)
        together[row["source"], row["option"], row["kind"], row["alternative"] or str(number)].add(one)
    return frozenset(Line(key, option, kind, frozenset(parts)) for (key, option, kind, _), parts in together.items())


def _value(bound: str) -> str | float:
    try:
        return float(bound)
    except ValueError:
        return bound


def places(entries: Iterable[dict[str, Any]]) -> set[Place]:
    """The lines that an explanation names."""
    return {(one["document"], option, line) for one in entries for option in one["options"] for line in one["lines"]}


SECOND = read()
READ_TWICE = {line.document for line in SECOND}
HELD = {source.key: held(source) for source in sources() if source.key in READ_TWICE}
RESOLVED, NOT_HELD = places(LOOKED_UP["resolved"]), places(LOOKED_UP["not_held"])


def complaints(document: str, lines: Collection[Line]) -> list[str]:
    """What one reading of a document has that the other has not, and explanations that explain nothing."""
    second = {line for line in SECOND if line.document == document}
    only_held = {line.place for line in lines} - {line.place for line in second}
    only_read = {line.place for line in second} - {line.place for line in lines}
    explained = {place for place in RESOLVED if place[0] == document}
    absent = {place for place in NOT_HELD if place[0] == document}
    return [
        f"{said}: {option}, {line}"
        for said, found in (
            ("not read so", only_held - explained),
            ("not held", only_read - absent),
            ("explained without need", (explained - only_held) | (absent - only_read)),
        )
        for _, option, line in sorted(found)
    ]


@each("document", sorted(READ_TWICE))
def test_both_readers_found_the_same_limits_or_the_difference_is_explained(document: str) -> None:
    assert complaints(document, HELD[document]) == []


def test_no_document_with_limits_was_read_only_once() -> None:
    assert [source.key for source in sources() if held(source) and source.key not in READ_TWICE] == []


def test_every_explanation_is_of_a_document_that_was_read_twice() -> None:
    assert {document for document, _, _ in (*RESOLVED, *NOT_HELD)} <= READ_TWICE


# Numbers in words: what no fact can hold stands in an open statement.

NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?!-[A-Z])")  # not the 5 of 5-FU
POWER = "x 10^9/L"
IN_WORDS: defaultdict[str, list[float]] = defaultdict(list)
for row in csv.DictReader((FOLDER / "open_statements.csv").read_text(encoding="utf-8").splitlines()):
    IN_WORDS[row["source"]].append(float(row["number"]))


@each("source", list(sources()), ids=lambda source: source.key)
def test_both_readers_have_the_same_numbers_in_open_statements(source: Source) -> None:
    said = dict.fromkeys(statement.about.replace(POWER, "") for statement in source.open_statement)
    assert sorted(float(one) for about in said for one in NUMBER.findall(about)) == sorted(IN_WORDS[source.key])


# How much of what could slip in a limit is noticed: every line of the library that was read twice, changed in memory.

TURNED = {
    "at_most": "at_least",
    "at_least": "at_most",
    "less_than": "more_than",
    "more_than": "less_than",
    "is": "is_not",
    "is_not": "is",
    "one_of": "is_not",
}
KINDS = (tuple(OF_A_LIST.values()), tuple(OF_LIMITS.values()))


def moved(one: Asked, chance: random.Random) -> Asked:
    """The bound one step off: the fact's own step, the other answer, another word."""
    fact = JUDGED[one.fact]
    if isinstance(fact, NumberFact):
        step = fact.step * (1 if chance.random() < 0.5 else -1)
        return replace(one, bound=plain(round(float(one.bound) + step, 6)))
    if isinstance(fact, YesNoFact):
        return replace(one, bound={"true": "false", "false": "true"}[one.bound])
    assert isinstance(fact, ChoiceFact)
    return replace(one, bound=chance.choice([word for word in fact.answers if word != one.bound]))


def turned(one: Asked, _: random.Random) -> Asked:
    return replace(one, relation=TURNED[one.relation])


def slipped(line: Line, change: Callable[[Asked, random.Random], Asked], chance: random.Random) -> Line:
    """The same line with one of its facts changed."""
    first, *others = chance.sample(sorted(line.asked), len(line.asked))
    return replace(line, asked=frozenset({change(first, chance), *others}))


def other_role(line: Line, chance: random.Random) -> Line:
    kinds = next(kinds for kinds in KINDS if line.kind in kinds)
    return replace(line, kind=chance.choice([kind for kind in kinds if kind != line.kind]))


SLIPS: dict[str, Callable[[Line, random.Random], Line]] = {
    "bound by one step": lambda line, chance: slipped(line, moved, chance),
    "relation turned": lambda line, chance: slipped(line, turned, chance),
    "role changed": other_role,
}


@pytest.mark.parametrize("slip", SLIPS)
def test_nearly_every_slip_in_a_limit_would_be_noticed(
    slip: str, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(2026)
    tried = noticed = 0
    for document, lines in HELD.items():
        for index, line in enumerate(lines):
            wrong = (*lines[:index], SLIPS[slip](line, chance), *lines[index + 1 :])
            tried += 1
            noticed += complaints(document, wrong) != []
    record_property("tried", tried)
    record_property("share_noticed", noticed / tried)
    assert noticed / tried >= GOAL, f"{slip}: only {noticed / tried:.1%} of {tried} would be noticed"
