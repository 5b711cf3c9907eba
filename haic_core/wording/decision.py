"""A decision as people say it: on the form, on the board's screen, on slides and sheets."""

from __future__ import annotations

from haic_core.case.decision import BoardRole, Choice, Decision
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.rules_version import rules_version
from haic_core.wording.judgement import VERDICT_SHORT
from haic_core.wording.phrases import joined
from haic_core.words.vocabulary import Modality

CHOICE_WORDS = {Choice.NONE: "none of them", Choice.DEFERRED: "put off"}
ROLE_WORDS = {role: role.value.replace("_", " ") for role in BoardRole} | {
    BoardRole.PATIENTS_ADVOCATE: "patient’s advocate"
}

FIELD_WORDS = {
    "considered": "The options considered",
    "choice": "The choice",
    "conditions": "The condition",
    "decided_on": "The day",
    "preference": "This sentence",
    "leaves_criteria_because": "This sentence",
    "trial": "This sentence",
    "next_step": "This sentence",
    "due": "The day",
}
SENTENCE_LABELS = {
    "preference": "Patient’s preference",
    "leaves_criteria_because": "Reason for leaving published criteria",
    "trial": "Trial considered",
    "next_step": "Next step",
}
FEW_VOICES = 2
NOTHING_DECIDED = "Nothing is decided yet."
COPY_AS_TEXT, SAVE_AS_TEXT = "Copy as text", "Save the text as a file"
QUESTION = "Question to the board"
ASKED_LIKE = "A liver-directed treatment next?"
SAVING_WAITS = "Saving waits: something on the decision’s form is refused. Mend it or empty its field."
IN_THIS_TAB = "The decision stays in this tab until it is closed, and in these files: the server keeps nothing."


def refused_words(field: str, said: str) -> str:
    """Why a field of the decision's form is not taken: 'This sentence must not hold anything that …'."""
    return f"{FIELD_WORDS.get(field, 'This sentence')} {said}"


def dissent_label(role: BoardRole, voices: int) -> str:
    """Over what one role said: a question to one or two, the role alone where many stand beside each other."""
    return f"What {ROLE_WORDS[role]} said" if voices <= FEW_VOICES else ROLE_WORDS[role].capitalize()


def choice_words(choice: Choice, library: Library) -> str:
    """A choice as the form and the sheet name it."""
    return CHOICE_WORDS.get(choice) or library.entry(Modality(choice.value)).short


def decision_lines(decision: Decision, library: Library) -> tuple[tuple[str, str], ...]:
    """The decision as pairs of title and words, each condition and each dissent for itself; what was not said is left
    out."""
    several = len(decision.conditions) > 1
    lines = [
        ("Considered", joined(library.entry(option).short for option in decision.considered)),
        ("Decided", choice_words(decision.choice, library) if decision.choice else ""),
        *(
            (f"Condition {index}" if several else "Condition", said)
            for index, said in enumerate(decision.conditions, 1)
        ),
        *((f"Dissent, {ROLE_WORDS[one.role]}", one.said or "without a reason") for one in decision.dissent),
        ("Patient’s preference", decision.preference),
        ("Published criteria left because", decision.leaves_criteria_because),
        ("Trial considered", decision.trial),
        ("Next step", decision.next_step),
        ("Who sees to it", ROLE_WORDS[decision.owner] if decision.owner else ""),
        ("Due", decision.due),
        ("Decided on", decision.decided_on),
    ]
    return tuple((title, words) for title, words in lines if words)


def since_the_decision(decision: Decision, assessment: Assessment, library: Library) -> str:
    """Under which rules it was taken, and which verdicts differ from those that the board had before it; nothing where
    nothing is decided."""
    if not decision:
        return ""
    same_rules = decision.rules_version == rules_version(library)
    earlier = "" if same_rules else "Taken under an earlier rule"
    if not decision.verdicts:
        return f"{earlier}; the verdicts of that day were not kept." if earlier else ""
    then = dict(decision.verdicts)
    turned = [
        f"{library.entry(option.modality).short} {VERDICT_SHORT[then[option.modality]]} → "
        f"{VERDICT_SHORT[option.verdict]}"
        for option in assessment.options
        if option.modality in then and then[option.modality] is not option.verdict
    ]
    now = (
        f"verdicts that read otherwise since: {', '.join(turned)}"
        if turned
        else "every verdict reads as when this was decided"
    )
    return f"{earlier}; {now}." if earlier else f"{now[0].upper()}{now[1:]}."
