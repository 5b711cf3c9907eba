"""The disease: the primary tumour, the sites of metastases, the size of a liver metastasis, the course. What does not
answer a fact beyond doubt is said, not taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from haic_core.case.fact_kinds import spoken
from haic_core.case.facts import FACTS, NUMBERS, PRIMARIES
from haic_core.intake.fhir.cancers import OTHER_CANCER, UNSPECIFIED, metastasis_of, primaries_of
from haic_core.intake.fhir.codes import COURSES, GROSS_EXAMINATION, LIVER, icd_of, site_of
from haic_core.intake.fhir.elements import ICD10, SNOMED, Coding
from haic_core.intake.fhir.latest import latest
from haic_core.intake.fhir.numbers import laboratory_value
from haic_core.intake.fhir.person import NOT_A_PERSON, STRANGER
from haic_core.intake.fhir.resources import Diagnosis, Result
from haic_core.intake.fhir.told import Gathering, Reading

_OUT = {"refuted": "it is refuted", "entered-in-error": "it was entered in error"}
_UNSURE = {
    "provisional": "it is provisional", "differential": "it is one of several possible diagnoses",
    "unconfirmed": "it is not confirmed", "unknown": "how sure it is is not known",
    "a state after it": "it is a state after the disease",
}  # fmt: skip


def sure_diagnoses(diagnoses: Iterable[Diagnosis], gathering: Gathering) -> list[Diagnosis]:
    """The diagnoses of cancer that hold; the others are passed over with their reason."""
    kept = []
    told = tuple(diagnoses)
    strangers = {one.stranger for one in told} - {""}
    for one in told:
        primaries, site = primaries_of(one.codes, one.places), metastasis_of(one.codes, one.places)
        if not primaries and not site:
            continue
        named = f"metastasis, {site}" if site else "primary tumour"
        why = one.unread or _OUT.get(one.certainty) or _UNSURE.get(one.certainty, "")
        if one.is_earlier and not site:
            why = why or "it is a tumour of earlier days, not the primary"
        if one.about == NOT_A_PERSON:
            why = "it is not about the patient"
        elif one.about == STRANGER and len(strangers) > 1:
            why = "it names a patient who is not in the bundle"
        if why:
            gathering.pass_over(f"Condition, {named}{_code(one.codes)}", why)
        else:
            kept.append(one)
    return kept


def primary_of(diagnoses: Sequence[Diagnosis], gathering: Gathering) -> Reading | None:
    """The primary tumour where all diagnoses of one agree, or None with what they say."""
    told = [one for one in diagnoses if not metastasis_of(one.codes, one.places)]
    hers = [one for one in told if one.about != STRANGER] or told
    found: dict[str, Diagnosis] = {}
    for one in hers:
        named = primaries_of(one.codes, one.places)
        if len(named) > 1:
            gathering.pass_over(f"Condition, primary tumour{_code(one.codes)}", "its codes name different tumours")
        elif named:
            found.setdefault(named.pop(), one)
    known = [primary for primary in found if primary in PRIMARIES]
    if len(known) > 1:
        names = ", ".join(spoken(primary) for primary in sorted(known))
        gathering.say.append(f"{FACTS['primary'].label}: several are diagnosed ({names}); not recorded.")
        return None
    if not known:
        gathering.say.append(
            "A diagnosis of another cancer was found, but no primary that the case file holds."
            if OTHER_CANCER in found
            else "No diagnosis of a primary tumour was found."
        )
        return None
    if OTHER_CANCER in found:
        gathering.say.append("Another cancer is diagnosed as well; whose the metastases are, no code says.")
    one = found[known[0]]
    return Reading(known[0], _code(one.codes).strip(" ()"), f"Condition, primary tumour{_code(one.codes)}")


def sites_of(diagnoses: Iterable[Diagnosis], observed: Iterable[Result]) -> tuple[str, ...]:
    """The sites of metastases that diagnoses and observations name, each once, the liver first."""
    found = {site for one in diagnoses if (site := metastasis_of(one.codes, one.places))}
    found |= {site_of((*one.value.codes, *one.places)) or UNSPECIFIED for one in observed}
    return tuple(sorted(found, key=lambda site: (site != "liver", site == UNSPECIFIED, site)))


def say_sites(sites: Sequence[str], gathering: Gathering) -> None:
    """The sites as a sentence; how far the disease outside the liver is stable, no code says."""
    if sites:
        named = ", ".join("unspecified site" if site == UNSPECIFIED else site for site in sites)
        gathering.say.append(
            f"Metastases are diagnosed: {named}. Whether they are stable or progressive is for you to enter."
        )


def largest_lesion(sizes: Sequence[Result], diagnoses: Sequence[Diagnosis], gathering: Gathering) -> Reading | None:
    """The largest size of the latest day that is said to be of a liver metastasis."""
    code, label = "largest_lesion_cm", NUMBERS["largest_lesion_cm"].label
    of_liver = {key for one in diagnoses if metastasis_of(one.codes, one.places) == "liver" for key in one.keys}
    found = []
    for one in sizes:
        if one.of_specimen or GROSS_EXAMINATION in one.method:
            gathering.pass_over(gathering.origin(label, one), "it is the size of a specimen")
        elif not LIVER & set(one.places) and not of_liver & set(one.focus):
            gathering.pass_over(gathering.origin(label, one), "it is not said to be of a liver metastasis")
        elif read := laboratory_value(code, one, gathering):
            found.append(read)
    last = latest(found)
    return max(last.together, key=lambda one: float(one.value), default=None)


def say_course(results: Iterable[Result], gathering: Gathering) -> None:
    """The course in the words of its latest code; whether the liver progressed under therapy, it does not say."""
    told = [Reading(COURSES[code], "", "", one.when) for one in results for code in one.value.codes if code in COURSES]
    if told and (stands := latest(told).stands):
        day = gathering.shown_day(stands.when)
        gathering.say.append(f"The course of the disease is recorded as {stands.value}{f' ({day})' if day else ''}.")


def _code(codes: Sequence[Coding]) -> str:
    """The code of a diagnosis in brackets, where it has the shape of one."""
    for one in codes:
        if one.system == SNOMED and one.code.isascii() and one.code.isdigit() and len(one.code) <= 18:
            return f" ({SNOMED} {one.code})"
        if icd := icd_of(one):
            return f" ({ICD10} {icd})"
    return ""
