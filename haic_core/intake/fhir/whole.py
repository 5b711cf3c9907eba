"""A bundle as proposals: who she is, what her results say on their latest day, and what is said beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from haic_core.case.doubts import doubts
from haic_core.case.fact_kinds import spoken
from haic_core.case.facts import FACTS, NUMBERS, ULN_OF
from haic_core.intake.fhir.bundle_file import LARGEST_BUNDLE_BYTES, BundleFile, read_bundle_file
from haic_core.intake.fhir.codes import BOTH_RECEPTORS, COURSE, DISTANT_SITE, ER, HER2, LABORATORY, PR, SIZE
from haic_core.intake.fhir.disease import largest_lesion, primary_of, say_course, say_sites, sites_of, sure_diagnoses
from haic_core.intake.fhir.latest import Latest, latest
from haic_core.intake.fhir.medicines import say_medicines
from haic_core.intake.fhir.numbers import laboratory_value, score
from haic_core.intake.fhir.person import Person, the_person
from haic_core.intake.fhir.receptors import hormone_receptor, receptor_answer
from haic_core.intake.fhir.resources import Result, diagnosis_of, medicine_of, results_of
from haic_core.intake.fhir.sorting import label_of, sorted_results
from haic_core.intake.fhir.told import Gathering, Reading
from haic_core.intake.proposal import Proposal, Proposed, Question
from haic_core.words.refusal import Refusal

__all__ = ["LARGEST_BUNDLE_BYTES", "read_bundle"]

_MEDICINES = ("MedicationStatement", "MedicationRequest", "MedicationAdministration", "MedicationDispense")
_READ = ("Patient", "Observation", "Condition", *_MEDICINES)


def read_bundle(content: bytes, name: str, on: date) -> Proposed:
    """What a bundle proposes for a case on the board's day; ``name`` is the file's, for the refusal.

    Raises Refusal, one sentence, for what is no bundle, of several patients, of DSTU2, too large or empty.
    """
    bundle = read_bundle_file(content, name)
    person = the_person(bundle, name)
    if bundle.version == "DSTU2":
        raise Refusal(f"{name}: the bundle is of FHIR DSTU2, an early version; R4 is read. Export it again as R4.")
    if not any(one.kind in _READ for one in bundle.resources):
        raise Refusal(f"{name}: the bundle holds no patient, result, diagnosis or medicine; nothing was read.")
    gathering = Gathering(person, on)
    _say_the_bundle(bundle, person, gathering)
    readings = _readings(bundle, person, gathering)
    return _proposed(readings, gathering)


def _say_the_bundle(bundle: BundleFile, person: Person, gathering: Gathering) -> None:
    if bundle.version:
        gathering.say.append(f"The bundle is of FHIR {bundle.version}, not R4; what both say in the same way was read.")
    if bundle.is_page:
        gathering.say.append("The bundle is a server's answer that may be incomplete; what is missing is not known.")
    if not person.is_described:
        gathering.say.append("No Patient stands in the bundle, so the age is not known.")
    if person.has_died:
        gathering.say.append("The patient is recorded as deceased; no age was read.")
    named = [key for one in bundle.resources if one.kind in _READ[1:] and (key := person.stranger_in(one))]
    if named and person.is_described:
        entries = "1 entry names" if len(named) == 1 else f"{len(named)} entries name"
        gathering.say.append(f"{entries} a patient who is not in the bundle. Please check what was read of them.")


def _readings(bundle: BundleFile, person: Person, gathering: Gathering) -> dict[str, Reading]:
    """The reading of each fact that has one."""
    conditions = [diagnosis_of(one, person) for one in bundle.resources if one.kind == "Condition"]
    observed = (result for one in bundle.resources if one.kind == "Observation" for result in results_of(one, person))
    results = sorted_results(observed, gathering)
    diagnoses = sure_diagnoses(conditions, gathering)
    found = {
        "age_years": _age(person, gathering),
        "primary": primary_of(diagnoses, gathering),
        **_of_numbers(results, gathering),
        "largest_lesion_cm": largest_lesion(results.get(SIZE, ()), diagnoses, gathering),
        **_of_receptors(results, gathering),
    }
    say_sites(sites_of(diagnoses, results.get(DISTANT_SITE, ())), gathering)
    say_course(results.get(COURSE, ()), gathering)
    known = {one.id: one for one in bundle.resources if one.kind == "Medication" and not one.is_carried and one.id}
    known |= {one.url.rsplit(":", 1)[-1]: one for one in bundle.resources if one.kind == "Medication" and one.url}
    say_medicines((medicine_of(one, person, known) for one in bundle.resources if one.kind in _MEDICINES), gathering)
    return {code: one for code in FACTS if (one := found.get(code))}


def _of_numbers(results: Mapping[str, list[Result]], gathering: Gathering) -> dict[str, Reading | None]:
    """Laboratory values, each with its upper limit beside it, and the scores; the latest of each."""
    found: dict[str, Reading | None] = {}
    earlier: list[str] = []
    for code in dict.fromkeys(("ecog", "karnofsky", *LABORATORY.values())):
        several = results.get(code, ())
        how = score if code in ("ecog", "karnofsky") else laboratory_value
        told = [(one, how(code, one, gathering)) for one in several]
        last = latest([read for _, read in told if read])
        found[code] = _stands(last, NUMBERS[code].label, gathering)
        _say_later_unread(last, [one for one, read in told if not read], NUMBERS[code].label, gathering)
        if last.stands and last.changed:
            earlier.append(f"{NUMBERS[code].label} ({len(last.changed)})")
        if last.stands and last.stands.limit is not None:
            found[ULN_OF[code]] = _limit_of(ULN_OF[code], last.stands)
    if earlier:
        gathering.say.append(f"Earlier results differ, the latest stands: {', '.join(earlier)}.")
    return found


def _limit_of(code: str, value: Reading) -> Reading:
    assert value.limit is not None
    told = next((one.sentence for one in doubts({code: value.limit})), "")
    origin = value.origin.replace("Observation ", "Observation, reference range of ", 1)
    return Reading(value.limit, value.limit_written, origin, value.when, told)


def _of_receptors(results: Mapping[str, list[Result]], gathering: Gathering) -> dict[str, Reading | None]:
    found: dict[str, Latest[Reading]] = {}
    for name in (ER, PR, BOTH_RECEPTORS, HER2):
        told = [(one, receptor_answer(name, one, gathering)) for one in results.get(name, ())]
        last = latest([read for _, read in told if read])
        found[name] = last if _stands(last, label_of(name), gathering) else Latest(None)
        _say_later_unread(last, [one for one, read in told if not read], label_of(name), gathering)
        if last.stands and last.changed:
            before = max(last.changed, key=lambda one: one.when.first)
            was, now = (gathering.shown_day(one.when) or "undated" for one in (before, last.stands))
            gathering.say.append(
                f"{label_of(name)} was {before.value} ({was}) and is {last.stands.value} ({now}); the latest stands."
            )
    her2 = found.pop(HER2).stands
    return {"hormone_receptor": hormone_receptor(found, gathering), "her2": her2}


def _stands(last: Latest[Reading], label: str, gathering: Gathering) -> Reading | None:
    """The latest reading; where those of one day differ, a sentence instead."""
    if last.differs:
        day = next((one.when for one in last.together if one.when.day), None)
        values = " and ".join(sorted({spoken(one.value) for one in last.together})[:4])
        of = f" of {gathering.shown_day(day)}" if day and gathering.shown_day(day) else ""
        gathering.say.append(f"{label}: results{of} differ ({values}); not recorded.")
    return last.stands


def _say_later_unread(last: Latest[Reading], unread: list[Result], label: str, gathering: Gathering) -> None:
    """That a later result could not be read, where an earlier one stands in its place."""
    if last.stands and (day := gathering.shown_day(last.stands.when)):
        when = last.stands.when
        if any(when.before(one.when) and one.when.day for one in unread):
            gathering.say.append(f"{label}: a later result could not be read; the one of {day} stands.")


def _age(person: Person, gathering: Gathering) -> Reading | None:
    """The age on the board's day; a question where the day of birth is not known, nothing after a death."""
    ages, fact = person.ages(gathering.on), NUMBERS["age_years"]
    if person.has_died or not person.is_described:
        return None
    if not ages:
        gathering.pass_over("Age", "no date of birth stands in the bundle")
        return None
    if len(ages) > 2 or ages[-1] - ages[0] > 1:
        gathering.pass_over("Age", "dates of birth in the bundle differ")
        return None
    if not all(fact.within(age) for age in ages):
        gathering.pass_over("Age", f"it is out of range, which is {fact.allowed}")
        return None
    if len(ages) == 1:
        return Reading(ages[0], f"{ages[0]} years", "Patient, date of birth")
    either = f"{ages[0]} or {ages[1]}"
    return Reading(either, either, "Patient, date of birth", doubt=f"Age: {either} years; which?", answers=ages)


def _proposed(readings: Mapping[str, Reading], gathering: Gathering) -> Proposed:
    read, questions = [], []
    for code, one in readings.items():
        day = None if gathering.person.is_birthday(one.when.day) else one.when.day
        if one.answers:
            questions.append(Question(code, one.answers, one.as_written, one.origin, one.doubt, day))
        else:
            read.append(Proposal(code, one.value, one.as_written, one.origin, day, one.doubt))
    singly = {one.fact for proposal in read for one in doubts({proposal.fact: proposal.value})}
    sure = {one.fact: one.value for one in read if not one.doubt}
    gathering.say += [one.sentence for one in doubts(sure) if one.fact not in singly]
    return Proposed(tuple(read), tuple(questions), gathering.passed_over, tuple(gathering.say))
