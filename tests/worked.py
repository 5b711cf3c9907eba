"""Worked patients out of the source files, and small builders that the tests share."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from haic_core.case.fact_kinds import NumberFact, Value
from haic_core.case.facts import FACTS
from haic_core.case.patient import Patient, read_patient
from haic_core.evidence.audit import trusted
from haic_core.evidence.library import DATA, Library, read_library
from haic_core.evidence.source import Source, WorkedPatient
from haic_core.judgement.compiling import rule_books
from haic_core.judgement.known import known_facts
from haic_core.judgement.options import Option, judge_option
from haic_core.judgement.rulebook import RuleBook
from haic_core.words.vocabulary import Modality

Raw = dict[str, Any]  # a source file as TOML gives it, before any check


def source_paths() -> list[Path]:
    return sorted((DATA / "sources").glob("*.toml"))


@cache
def library() -> Library:
    """The repository's own data, read once for all tests of a process."""
    return read_library((DATA,))


@cache
def checked() -> Library:
    """The library as the product shows it: without the documents that do not add up."""
    return trusted(library())


@cache
def sources() -> tuple[Source, ...]:
    """Every source by key: a file that is refused fails here, by its own sentence."""
    if library().left_out:
        raise ValueError("\n".join(library().left_out))
    return tuple(sorted(library().sources, key=lambda source: source.key))


def book_of(modality: Modality, sources: Iterable[Source]) -> RuleBook:
    """What some documents together ask for one option, with what it needs by nature and what a board knows before."""
    return rule_books(library_of(sources))[modality]


@cache
def books() -> Mapping[Modality, RuleBook]:
    """What all documents of the repository together ask, option by option, compiled once for all tests."""
    return rule_books(library_of(sources()))


def option_of(book: RuleBook, patient: Patient) -> Option:
    """One option for one patient, judged by this book."""
    return judge_option(book, known_facts(patient.facts, book.scores), patient.facts)


def library_of(sources: Iterable[Source]) -> Library:
    """The repository's library with these documents in place of its own."""
    return replace(library(), sources=tuple(sources))


def facts_of(source: Source, worked: WorkedPatient, seen: tuple[str, ...] = ()) -> dict[str, Value]:
    """The facts of a worked patient: those of ``based_on``, less ``without``, then its own."""
    if worked.name in seen:
        raise ValueError(f"{source.key}: the worked patients {', '.join(seen)} rest on each other")
    facts: dict[str, Value] = {}
    if worked.based_on is not None:
        base = next((other for other in source.worked_patient if other.name == worked.based_on), None)
        if base is None:
            raise ValueError(f"{source.key}: there is no worked patient {worked.based_on!r}")
        facts = facts_of(source, base, (*seen, worked.name))
    for code in worked.without:
        if code not in facts:
            raise ValueError(f"{source.key}: {worked.name!r} goes without {code}, which its base does not have")
        del facts[code]
    return {**facts, **worked.facts}


def patient_of(source: Source, worked: WorkedPatient) -> Patient:
    """The worked patient, read as strictly as a case file."""
    return read_patient(facts_of(source, worked), f"{source.key}.toml, worked patient {worked.name!r}")


def worked_patients() -> Iterator[tuple[Source, WorkedPatient]]:
    for source in sources():
        yield from ((source, worked) for worked in source.worked_patient)


def fully_met(source: Source, modality: Modality) -> Patient:
    """The first worked patient whom a source's own list calls met."""
    worked = next(one for one in source.worked_patient if one.modality is modality and one.verdict.value == "meets")
    return patient_of(source, worked)


def complete_facts() -> dict[str, Value]:
    """One value for every fact there is, within its range and on its step."""
    values: dict[str, Value] = {}
    for fact in FACTS.values():
        if not isinstance(fact, NumberFact):
            values[fact.code] = fact.answers[0]
        else:
            values[fact.code] = int(min(fact.high, fact.low + 10)) if fact.low == int(fact.low) else fact.low + 1
    return values


def case_text(facts: object, **more: object) -> str:
    """A case file as text, with whatever is wrong with it left in."""
    return json.dumps({"schema": 1, "facts": facts, **more})


def raw_of(key: str) -> Raw:
    """A source file as it stands, before any check; each time another one, to be changed."""
    return read_toml(DATA / "sources" / f"{key}.toml")


@cache
def _as_json(path: Path) -> str:
    """A file of TOML read once: to read it as JSON again and again takes a tenth of the time."""
    return json.dumps(tomllib.loads(path.read_text(encoding="utf-8")))


def read_toml(path: Path) -> Raw:
    """A file of TOML that nobody changes while the tests run; each time another one, to be changed."""
    raw: Raw = json.loads(_as_json(path))
    return raw


def changed(key: str, change: Callable[[Raw], object]) -> Source:
    """A source of ``data/`` with its content changed in memory by ``change(raw)``, read under the same rules."""
    raw = raw_of(key)
    change(raw)
    return Source.model_validate_json(json.dumps(raw))
