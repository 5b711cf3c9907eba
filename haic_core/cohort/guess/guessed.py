"""The mapping of a registry as its columns suggest it, part by part, with why and with what has to be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Labels
from dataclasses import dataclass

from haic_core.cohort.guess import said
from haic_core.cohort.guess.clock import Clock, clock_of
from haic_core.cohort.guess.coding import Coding
from haic_core.cohort.guess.columns import entries, events, groups, record
from haic_core.cohort.guess.facts import facts_of
from haic_core.cohort.guess.names import endpoint_of
from haic_core.cohort.guess.part import Part, of_date, of_values
from haic_core.cohort.guess.profile import Profile
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.mapping_file import raw_of
from haic_core.cohort.values import BLANK, FILLED

VISITS = ("redcap_event_name", "redcap_repeat_instrument")


@dataclass(frozen=True, slots=True)
class Guess:
    """A guessed mapping: None where no column looks like a time or like an event. parts: what it consists of."""

    mapping: Mapping | None
    parts: tuple[Part, ...]

    @property
    def asked(self) -> tuple[Part, ...]:
        """The parts that a person has to look at."""
        return tuple(part for part in self.parts if part.question)


def guessed(profiles: Sequence[Profile], labels: Labels[str, Labels[str, str]] | None = None) -> Guess:
    """The mapping that some columns suggest. labels: what a data dictionary calls the codes of a column."""
    found = events(profiles, labels or {})
    clock = clock_of(profiles, [one for one, _ in found])
    event, coding, others = _event(found, clock)
    taken = frozenset(clock.columns) | ({event.name} if event else frozenset())
    told = list(clock.parts)
    held: dict[str, object] = dict(clock.held)
    if event and coding:
        told += _event_parts(event, coding, others, clock)
        held |= {"event": event.name, "dead": coding.dead, "alive": coding.alive, "competing": coding.competing or None}
    elif clock.died:
        told += _of_death(clock.died)
        held |= {"event": clock.died.name, "dead": (FILLED,), "alive": (BLANK,)}
    else:
        told.append(Part("event", None, said.NOTHING, 0, _rows(profiles), said.NOTHING))
    for part, more in _beside(profiles, labels or {}, taken, clock):
        told.append(part)
        held |= more
    complete = clock.is_found and held.get("dead") and held.get("alive")
    return Guess(Mapping.model_validate(held) if complete else None, tuple(told))


def _of_death(died: Profile) -> Iterator[Part]:
    """A date of death is an event where nothing else tells one."""
    yield Part("event", died.name, of_date(died), died.dates, died.rows)
    yield Part("dead", (FILLED,), of_date(died), died.dates, died.rows, said.DATE_OF_DEATH.format(died.name))
    yield Part("alive", (BLANK,), of_date(died), died.rows - died.filled, died.rows)


def raw_of_guess(guess: Guess) -> dict[str, object]:
    """What was guessed as a mapping's file would hold it, whole or not."""
    if guess.mapping:
        return raw_of(guess.mapping)
    plain = {part.use: part.value for part in guess.parts if part.value and part.use in Mapping.model_fields}
    listed = {use: list(value) if isinstance(value, tuple) else value for use, value in plain.items()}
    return listed | ({"together": True} if "together" in listed else {})


def _event(
    found: Sequence[tuple[Profile, Coding]], clock: Clock
) -> tuple[Profile | None, Coding | None, tuple[str, ...]]:
    """The column that tells the event of this clock; the others that could."""
    free = [(one, coding) for one, coding in found if one.name not in clock.columns]
    if not free:
        return None, None, ()
    ranked = sorted(enumerate(free), key=lambda one: (-(clock.fits(one[1][0]) + one[1][1].certainty / 2), one[0]))
    event, coding = ranked[0][1]
    others = tuple(
        one.name
        for _, (one, other) in ranked[1:]
        if other.certainty >= coding.certainty and clock.fits(one) >= clock.fits(event) - 0.5
    )
    return event, coding, others


def _event_parts(event: Profile, coding: Coding, others: tuple[str, ...], clock: Clock) -> Iterator[Part]:
    told = of_values(event)
    of_time, of_event = clock.endpoint, endpoint_of(event.name)
    question = said.OTHER_ENDPOINT.format(of_event, of_time) if of_time and of_event and of_time != of_event else ""
    same = tuple(name for name in others if endpoint_of(name) == of_event)
    yield Part("event", event.name, told, event.filled, event.rows,
               question or (said.OTHER_EVENTS.format(", ".join(same)) if same else ""), others)  # fmt: skip
    counts = dict(event.values)
    for use, values in (("dead", coding.dead), ("alive", coding.alive), ("competing", coding.competing)):
        if values or use != "competing":
            rests = sum(counts[value] for value in values)
            question = coding.question if use == "dead" else ""
            yield Part(use, values, told, rests, event.rows, question, counts=event.values if question else ())


def _beside(
    profiles: Sequence[Profile], labels: Labels[str, Labels[str, str]], taken: frozenset[str], clock: Clock
) -> Iterator[tuple[Part, dict[str, object]]]:
    """Groups, entry, record number and facts."""
    found = groups(profiles, taken)
    if found:
        group, others = found[0], tuple(one.name for one in found[1:])
        names = {code: name for code, name in labels.get(group.name, {}).items() if code in dict(group.values)}
        question = said.OTHER_GROUPS.format(", ".join(others)) if others else ""
        yield Part("group", group.name, of_values(group), group.filled, group.rows, question, others), {
            "group": group.name, "group_names": names,
        }  # fmt: skip
        taken = taken | {group.name}
    else:
        yield Part("group", None, said.NOTHING, 0, _rows(profiles)), {}
    for entry in entries(profiles, clock.time)[:1] if clock.time else ():
        question = said.IS_ENTRY.format(repr(entry.name))
        yield Part("entry", entry.name, said.NAMED, entry.filled, entry.rows, question), {"entry": entry.name}
    if number := record(profiles):
        why = said.DIFFERENT.format(distinct=number.distinct, rows=number.rows)
        several, visits = number.distinct < number.filled, any(one.name in VISITS for one in profiles)
        question = said.TWICE if several and not visits else ""
        yield Part("patient", number.name, why, number.filled, number.rows, question), {"patient": number.name}
        if several and visits:
            yield Part("together", "true", why, number.filled, number.rows, said.VISITS), {"together": True}
    yield from _facts(profiles, taken)


def _facts(profiles: Sequence[Profile], taken: frozenset[str]) -> Iterator[tuple[Part, dict[str, object]]]:
    """Facts of the case file; each with all found so far, for the mapping holds them in one key."""
    columns: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    for code, (column, read) in facts_of(profiles, taken).items():
        columns[code] = column.name
        values |= {code: read} if read else {}
        slips = [said.NEAREST.format(value, word) for value, word in read.items() if _is_slip(value, word)]
        part = Part(f"facts: {code}", column.name, of_values(column), column.filled, column.rows, " ".join(slips))
        yield part, {"facts": dict(columns), "values": dict(values)}


def _is_slip(value: str, word: str) -> bool:
    """Whether a value is the word but for a letter."""
    return value[:3].lower() == word[:3] and value.lower() != word


def _rows(profiles: Sequence[Profile]) -> int:
    return max((one.rows for one in profiles), default=0)
