"""The command ``registry``: a file or a connection counted as a mapping says, answered, or written to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from math import isfinite
from pathlib import Path

from haic_core.case.patient import Patient
from haic_core.cohort.alike import alike, enough
from haic_core.cohort.counts import Arm, Counted
from haic_core.cohort.engines.line import is_line
from haic_core.cohort.estimates.answer import groups_answer, log_rank_answer
from haic_core.cohort.estimates.arms import landmark
from haic_core.cohort.estimates.compared import log_rank
from haic_core.cohort.estimates.competing import aalen_johansen
from haic_core.cohort.files.handed import LARGEST_BYTES
from haic_core.cohort.files.redcap import read_dictionary
from haic_core.cohort.guess.settling import answers, unsettled
from haic_core.cohort.mapped_twice import may_be_meant
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.mapping_file import raw_of
from haic_core.cohort.sites.answer import joined_answer
from haic_core.cohort.sites.coarsening import FEWEST_IN_A_CELL
from haic_core.cohort.sites.counts_file import LARGEST_BYTES as LARGEST_COUNTS
from haic_core.cohort.sites.counts_file import CountsFile, read_counts, to_send
from haic_core.cohort.values import Likeness
from haic_core.words.files import is_folder, is_there, read_file
from haic_core.words.identifiers import identifying
from haic_core.words.refusal import Refusal, shown

LONGEST_NAME = 60


def count_registry(registry: str, mapping: Mapping, like: Sequence[Likeness] = ()) -> Counted:
    """A registry named by its file or its connection line, as counts; raises Refusal. like: whom alone to count."""
    from haic_core.cohort.engines.duckdb import counted_file, opened

    if is_line(registry):
        return _counted_there(registry, mapping, like)
    path = Path(registry)
    file = opened(read_file(path, LARGEST_BYTES), path.name)
    found = counted_file(file, mapping, like)
    return replace(found, notes=(*file.notes, *found.notes))


def count_alike(registry: str, mapping: Mapping, patient: Patient) -> tuple[Counted, dict[str, object]]:
    """The patients of a registry who are like one, and by what; raises Refusal where they are too few for a curve."""
    place = Path(registry).name if not is_line(registry) else "The registry"
    found = alike(patient, mapping)
    if not found.like:
        raise Refusal(
            f"{place}: the case and the mapping have no fact in common, so nobody can be said to be like this patient; "
            "name columns under 'facts'.",
            place=place,
            allowed="a fact that the case records and the mapping has a column for",
        )
    counted = enough(count_registry(registry, mapping, found.like), place)
    return counted, {
        "shared": [asdict(one) for one in found.shared],
        "not_recorded": list(found.not_recorded),
        "not_told": list(found.not_told),
        "unlike": counted.unlike,
        "not_known": counted.not_known,
    }


def guess_registry(registry: str, dictionary: str | None = None) -> dict[str, object]:
    """What ``registry --guess`` prints: the mapping as columns suggest it, on what each part rests, what is asked.

    A mapping that waits for an answer (which code is the event, an unnamed unit) is refused until it has one.
    dictionary: the path of REDCap's data dictionary, where codes have to be told. Raises Refusal.
    """
    from haic_core.cohort.engines.registry import opened_file, opened_line

    labels = read_dictionary(read_file(Path(dictionary), LARGEST_BYTES), Path(dictionary).name) if dictionary else {}
    path = Path(registry)
    held = opened_line(registry) if is_line(registry) else opened_file(read_file(path, LARGEST_BYTES), path.name)
    try:
        guess = held.guess(labels)
    finally:
        held.close()
    return {
        "mapping": raw_of(guess.mapping) | unsettled(guess) if guess.mapping else None,
        "parts": [asdict(part) for part in guess.parts],
        "asked": [part.question for part in guess.asked],
        "answers": {part.use: [dict(one.held) for one in answers(guess, part)] for part in guess.asked},
        "columns": list(held.columns),
        "notes": list(held.notes),
    }


def registry_answer(
    found: Counted, mapping: Mapping, at: Sequence[float] = (), horizons: Sequence[float] = ()
) -> dict[str, object]:
    """What ``registry`` prints of a counted registry. at, horizons: times in the mapping's unit."""
    arms = arms_of(found, mapping)
    groups = groups_answer(arms, at, horizons, mapping.landmark or 0.0)
    if mapping.competing:
        groups = [group | _incidence(arm, at) for group, arm in zip(groups, arms)]
    return {
        "n": sum(arm.n for arm in arms),
        "events": sum(arm.events for arm in arms),
        "left_out": found.left_out,
        "listed": [asdict(one) for one in found.listed],
        "groups": groups,
        "log_rank": log_rank_answer(log_rank(arms)),
        "engine": found.engine,
        "sql": found.sql,
        "unit": found.unit,
        "rows": found.rows,
        "notes": [*found.notes, *may_be_meant(mapping)],
        "not_asked": found.not_asked,
        "endpoint": mapping.endpoint,
        "clock": mapping.clock,
        "landmark": mapping.landmark,
    }


def arms_of(found: Counted, mapping: Mapping) -> tuple[Arm, ...]:
    """The groups of a counted registry, from the mapping's landmark on where it has one."""
    return tuple(landmark(arm, mapping.landmark) for arm in found.arms) if mapping.landmark else found.arms


def to_export(found: Counted, mapping: Mapping, registry: str, k: int | None, step: float | None) -> CountsFile:
    """The counts a site may send. What the mapping leaves open is said as the registry has it: the file's name for the
    site, columns and values for the endpoint and the clock. Raises Refusal as ``to_send`` does."""
    stem = Path(registry).stem if not is_line(registry) else ""
    site = mapping.site or ("the site" if not stem or identifying(stem) else stem[:LONGEST_NAME])
    ended = f"{mapping.event} = {' or '.join(mapping.dead)}"
    began = mapping.clock or mapping.begins or f"time zero of {mapping.time}"
    # Counts from a landmark on and counts from time zero are not to be joined: the clock says which these are.
    landmark_said = f", from a landmark at {mapping.landmark:g} {mapping.time_unit} on" if mapping.landmark else ""
    return to_send(
        arms_of(found, mapping),
        site=site,
        endpoint=mapping.endpoint or ended,
        clock=f"{began}{landmark_said}",
        unit=mapping.time_unit,
        step=step,
        k=FEWEST_IN_A_CELL if k is None else k,
    )


def free_for_counts(path: Path) -> None:
    """Raises Refusal where there is no such folder, or another file than counts stands there: a slip must neither make
    folders nor cost a registry or a mapping."""
    folder = path.absolute().parent
    if not is_folder(folder):
        told = f"The file {shown(path.name)} cannot be written: {shown(folder.name)} is not a folder."
        raise Refusal(told, place=path.name, allowed="a folder that is there")
    if not is_there(path):
        return
    try:
        read_counts(read_file(path, LARGEST_COUNTS), path.name)
    except Refusal as refusal:
        told = f"{path.name}: there is a file already and it is no counts file, so it is not written over."
        raise Refusal(told, place=path.name, allowed="the name of a new file") from refusal


def join_counts(
    paths: Sequence[str], at: Sequence[float], horizons: Sequence[float], reference: str | None = None
) -> dict[str, object]:
    """What ``registry --join`` prints of counts files; raises Refusal."""
    files = [read_counts(read_file(Path(path), LARGEST_COUNTS), Path(path).name) for path in paths]
    return joined_answer(files, at, horizons, reference)


def read_times(times: Sequence[float] | None, option: str, above_zero: bool = False) -> tuple[float, ...]:
    """Times of the command line; raises Refusal for what is no time."""
    for time in times or ():
        if not isfinite(time) or time < 0 or (above_zero and time == 0):
            allowed = f"a time {'above' if above_zero else 'from'} 0 in the mapping's unit"
            raise Refusal(f"{option} must be {allowed}, but {time:g} was found.", place=option, allowed=allowed)
    return tuple(dict.fromkeys(times or ()))


def _counted_there(line: str, mapping: Mapping, like: Sequence[Likeness]) -> Counted:
    """Who interrupts the command has the count ended on the server as well."""
    from haic_core.cohort.engines.counting import counting

    count = counting(line, mapping, like)
    try:
        found = count.result()
    except KeyboardInterrupt:
        count.stop()
        count.result()
        raise
    assert found is not None, "nobody else stops it"
    return found


def _incidence(arm: Arm, at: Sequence[float]) -> dict[str, object]:
    """The cumulative incidence of the event and of the others that can come first, at some times."""
    event, other = aalen_johansen(arm)
    return {
        name: [[time, *(found.at(time) or (None, None))] for time in at or found.time]
        for name, found in (("incidence", event), ("incidence_competing", other))
    }
