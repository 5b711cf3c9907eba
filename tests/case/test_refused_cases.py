"""A case, a decision and an address that are not accepted: the whole sentence, and the same in parts for a screen."""

from __future__ import annotations

from each import each
from refused import faults
from worked import case_text

from haic_core.case.address import from_address, to_address
from haic_core.case.decision import MOST_CONDITIONS, BoardRole, read_decision
from haic_core.case.file import Case, read_case
from haic_core.case.patient import NOBODY, Patient, read_patient
from haic_core.words.refusal import Fault

KEYS = "schema, label, question, facts, recorded_on, decision"
DECISION_KEYS = (
    "considered, choice, conditions, dissent, preference, leaves_criteria_because, trial, decided_on, next_step, "
    "owner, due, rules_version, verdicts"
)


@each(
    ("content", "fault"),
    [
        (
            "[3]",
            Fault(
                "c.json: a case file is a JSON object with 'schema' and 'facts', but [3] was found.",
                place="c.json",
                found="[3]",
                allowed="a JSON object with 'schema' and 'facts'",
            ),
        ),
        (
            '{"schema": 2}',
            Fault("c.json: schema must be 1, but 2 was found.", place="c.json: schema", found="2", allowed="1"),
        ),
        (
            case_text({}, ecog=1),
            Fault(
                f"c.json: there is no key 'ecog'; allowed are {KEYS}. It is a fact and belongs inside 'facts'.",
                place="c.json",
                found="'ecog'",
                allowed=KEYS,
                guess="facts",
            ),
        ),
        (
            case_text({}, lable="x"),
            Fault(
                f"c.json: there is no key 'lable'; allowed are {KEYS}. Did you mean 'label'?",
                place="c.json",
                found="'lable'",
                allowed=KEYS,
                guess="label",
            ),
        ),
        (
            case_text([1]),
            Fault(
                "c.json: 'facts' must be an object of facts and values, but [1] was found.",
                place="c.json: 'facts'",
                found="[1]",
                allowed="an object of facts and values",
            ),
        ),
        (
            case_text({"ecgo": 1}),
            Fault(
                "c.json: there is no fact 'ecgo'; names, dates of birth and record numbers are never accepted. "
                "Did you mean 'ecog'?",
                place="c.json: facts",
                found="'ecgo'",
                allowed="a fact of the case file",
                guess="ecog",
            ),
        ),
        (
            case_text({}, label=7),
            Fault(
                "c.json: label must be at most 40 plain characters such as 'case 7', never a name, but 7 was found.",
                place="c.json: label",
                found="7",
                allowed="at most 40 plain characters such as 'case 7', never a name",
            ),
        ),
        (
            case_text({}, label="12.03.1970"),
            Fault(
                "c.json: label must not hold anything that identifies a person, but '12.03.1970' was found, which "
                "looks like a full date, such as a date of birth.",
                place="c.json: label",
                found="'12.03.1970'",
                allowed="nothing that identifies a person",
            ),
        ),
        (
            case_text({}, recorded_on=[1]),
            Fault(
                "c.json: recorded_on must be an object of facts and days, but [1] was found.",
                place="c.json: recorded_on",
                found="[1]",
                allowed="an object of facts and days",
            ),
        ),
        (
            case_text({}, recorded_on={"ecgo": "2026-01-01"}),
            Fault(
                "c.json: recorded_on: there is no fact 'ecgo'. Did you mean 'ecog'?",
                place="c.json: recorded_on",
                found="'ecgo'",
                allowed="a fact of the case file",
                guess="ecog",
            ),
        ),
        (
            case_text({}, recorded_on={"ecog": "1.2.26"}),
            Fault(
                "c.json: recorded_on: ecog must be a day such as '2026-11-02', but '1.2.26' was found.",
                place="c.json: recorded_on: ecog",
                found="'1.2.26'",
                allowed="a day such as '2026-11-02'",
            ),
        ),
    ],
    ids=["list", "schema", "outside", "key", "facts", "fact", "label", "date", "days", "day_for_nothing", "day"],
)
def test_a_case_is_refused_in_whole_and_in_parts(content: str, fault: Fault) -> None:
    assert faults(read_case, content, "c.json") == (fault,)


@each(
    ("raw", "fault"),
    [
        (
            "haic",
            Fault(
                f"f: decision must be an object with any of {DECISION_KEYS}, but 'haic' was found.",
                place="f: decision",
                found="'haic'",
                allowed=f"an object with any of {DECISION_KEYS}",
            ),
        ),
        (
            {"choise": "haic"},
            Fault(
                f"f: decision: there is no key 'choise'; allowed are {DECISION_KEYS}. Did you mean 'choice'?",
                place="f: decision",
                found="'choise'",
                allowed=DECISION_KEYS,
                guess="choice",
            ),
        ),
        (
            {"considered": ["tace", "haik"]},
            Fault(
                "f: decision: considered 2 must be one of resection, ablation, tace, haic, y90, systemic, but 'haik' "
                "was found. Did you mean 'haic'?",
                place="f: decision: considered 2",
                found="'haik'",
                allowed="one of resection, ablation, tace, haic, y90, systemic",
                guess="haic",
            ),
        ),
        (
            {"considered": ["tace", "haic", "tace"]},
            Fault(
                "f: decision: considered names an option twice: tace, haic, tace.",
                place="f: decision: considered",
                found="tace, haic, tace",
            ),
        ),
        (
            {"considered": ["tace", "haic"], "choice": "y90"},
            Fault(
                "f: decision: choice 'y90' is not among the options considered: tace, haic.",
                place="f: decision: choice",
                found="'y90'",
                allowed="tace, haic",
            ),
        ),
        (
            {"conditions": ["one"] * (MOST_CONDITIONS + 1)},
            Fault(
                "f: decision: conditions must be a list of at most 8, but "
                "['one', 'one', 'one', 'one', 'one', 'one', 'one', 'one', 'o… was found.",
                place="f: decision: conditions",
                found="['one', 'one', 'one', 'one', 'one', 'one', 'one', 'one', 'o…",
                allowed="a list of at most 8",
            ),
        ),
        (
            {"dissent": [{"role": "nurse", "said": "No."}]},
            Fault(
                f"f: decision: dissent 1: role must be one of {', '.join(BoardRole)}, but 'nurse' was found. "
                "Did you mean 'nursing'?",
                place="f: decision: dissent 1: role",
                found="'nurse'",
                allowed=f"one of {', '.join(BoardRole)}",
                guess="nursing",
            ),
        ),
        (
            {"dissent": [{"role": "nursing", "said": 5}]},
            Fault(
                "f: decision: dissent 1: said must be one plain sentence of at most 240 characters, but 5 was found.",
                place="f: decision: dissent 1: said",
                found="5",
                allowed="one plain sentence of at most 240 characters",
            ),
        ),
        (
            {"trial": "ask Mrs Roe"},
            Fault(
                "f: decision: trial must not hold anything that identifies a person, but 'ask Mrs Roe' was found, "
                "which looks like a person's name.",
                place="f: decision: trial",
                found="'ask Mrs Roe'",
                allowed="nothing that identifies a person",
            ),
        ),
        (
            {"decided_on": "soon"},
            Fault(
                "f: decision: decided_on must be a day such as '2026-11-20', but 'soon' was found.",
                place="f: decision: decided_on",
                found="'soon'",
                allowed="a day such as '2026-11-20'",
            ),
        ),
    ],
    ids=["text", "key", "no_option", "twice", "not_considered", "many", "no_role", "no_sentence", "name", "day"],
)
def test_a_decision_is_refused_in_whole_and_in_parts(raw: object, fault: Fault) -> None:
    assert faults(read_decision, raw, "f") == (fault,)


def test_an_address_says_what_is_wrong_with_it() -> None:
    address = to_address(Case(Patient({"ecog": 1})))
    assert [fault.sentence for fault in faults(from_address, address[:-3])] == [
        "The case in the address is cut off or changed and was not read; open the case file instead."
    ]


def test_the_faults_of_a_form_are_told_by_the_name_of_the_form() -> None:
    assert [fault.place for fault in faults(read_patient, {"ecog": 9, "ascites": "no"}, "The form")] == [
        "The form: ecog",
        "The form: ascites",
    ]
    assert read_patient({"ecog": None}, "The form") == NOBODY
