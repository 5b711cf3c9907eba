"""How old a systemic series is, said: 'Enrolled 1996–2008, before CDK4/6 inhibitors and trastuzumab deruxtecan.'"""

from __future__ import annotations

from haic_core.evidence.eras import Age
from haic_core.wording.phrases import joined


def age_sentence(age: Age) -> str:
    """Which systemic therapies came after the patients of a series; empty where none did."""
    if not age.is_older:
        return ""
    before = f"before {joined(age.before)}" if age.before else ""
    partly = f"partly before {joined(age.partly_before)}" if age.partly_before else ""
    if age.enrolled:
        years = f"Enrolled {age.enrolled[0]}–{age.enrolled[1]}"
        return f"{years}, {'; '.join(part for part in (before, partly) if part)}."
    published = f"published {age.published}, {before}" if before else ""
    untold = f"whether before {joined(age.untold, 'or')} cannot be told" if age.untold else ""
    told = ("Years of enrolment not printed where read", published, untold)
    return f"{'; '.join(part for part in told if part)}."


def age_brief(age: Age) -> str:
    """The same in one line of a projected screen: 'enrolled 1996–2008, before CDK4/6 inhibitors'; empty where none."""
    if not age.is_older:
        return ""
    came = f"before {joined(age.before)}" if age.before else f"partly before {joined(age.partly_before)}"
    if age.enrolled:
        return f"enrolled {age.enrolled[0]}–{age.enrolled[1]}, {came}"
    return f"published {age.published}, {came}" if age.before else "years of enrolment not printed"
