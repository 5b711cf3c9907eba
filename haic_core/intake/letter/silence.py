"""Which sentence proposes nothing, and why: a 'no', an 'if', a mother, a plan, an earlier time. The word decides, its
scope is never guessed: one such word anywhere silences the whole sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Why(Enum):
    """Why a sentence proposes nothing, as it stands after a colon."""

    ANOTHER_PERSON = "speaks of somebody else"
    DENIED = "says what is not"
    CONDITION = "speaks of a condition"
    HISTORY = "speaks of what was"
    UNCERTAIN = "is not certain"
    PLANNED = "speaks of what is planned or asked for"
    QUESTION = "asks"
    BOXES = "has boxes to tick"
    TO_COME = "speaks of a day to come"
    TOO_LONG = "is longer than a sentence"
    UNDER_FAMILY = "stands under a heading about the family"
    UNDER_EARLIER = "stands under a heading about an earlier time"
    UNDER_PLANNED = "stands under a heading about what is planned or asked for"
    UNDER_DENIED = "stands under a heading that says what is not"


@dataclass(frozen=True, slots=True)
class Silence:
    """What silences a sentence, and the word that does where it is one."""

    why: Why
    word: str = ""

    @property
    def said(self) -> str:
        """'is not certain (“may”)'."""
        return f"{self.why.value} (“{self.word}”)" if self.word else self.why.value


_POLITE = re.compile(
    r"\b(?:(?:i|we)\s(?:would|should)\s(?:be\s(?:very\s|most\s|so\s)?(?:grateful|"
    r"glad|happy|pleased|obliged)|appreciate\sit)"
    r"\s(?:if|for)(?:\syou\s(?:could|would|can))?|(?:i|we)\swould\slike\sto\s(?:refer|discuss|present|ask)|"
    r"(?:please\s)?(?:could|would|can)\syou\s(?:please|kindly|see|review|discuss)|"
    r"if\syou\scould|(?:i|we)\swould\s(?:value|welcome|appreciate))\b",
    re.IGNORECASE,
)
_RISK = re.compile(r"\b(?:surgical|operative|surg\.?|op)\srisk\b|\bvarices\b[^;]{0,70}\bat risk\b", re.IGNORECASE)
_NUMBER_OF = re.compile(
    r"\bno\.?\s?(?=of\s)|\bn[ro]\.\s?(?=[0-9])|(?:(?<=hosp )|(?<=hosp. )|(?<=hospital )|"
    r"(?<=unit )|(?<=nhs )|(?<=record ))no\b",
    re.IGNORECASE,
)

_KINDS: tuple[tuple[Why, str], ...] = (
    (
        Why.ANOTHER_PERSON,
        r"mothers?|fathers?|sisters?|brothers?|daughters?|sons?|aunts?|uncles?|cousins?|niece|nephew|grand\w+|family|"
        r"familial|maternal|paternal|relatives?|siblings?|parents?|husband|wife|partner|twin|colleague|friend|"
        r"neighbou?r|donor|patients|pts|women|child(?:ren)?|baby|bruder|brüder|großmutter|großvater|onkel|cousine?|sohn|söhne|"
        r"ehemann|familiär\w*|patientinnen|(?:similar|another|"
        r"other|previous)\spatient|mutter|vater|schwester|tante|familie",
    ),
    (
        Why.DENIED,
        r"no|not|nothing|nowhere|without|w/o|den(?:y|ies|ied|ying)|never|none|nil|"
        r"neither|nor|non(?=-)|non\w+|absence|absent|lack\w*|"
        r"devoid|free\s(?:of|from)|clear\sof|negative\sfor|excluded|excludes|exclud\w+|"
        r"cannot|can't|\w+n't|rule[sd]?\s?out|"
        r"r/o|ruled|except|apart\sfrom|other\sthan|rather\sthan|instead|nicht|keine?\w?|"
        r"ohne|nein|weder|niemals|nie|ausgeschlossen|ausschlu\w+|fehl(?:t|en|end\w*)|unremarkable\sfor|zero\sevidence|"
        r"resolved|subsided|disappeared|vanished",
    ),
    (
        Why.CONDITION,
        r"if|unless|whether|provided|in\scase|should|would|could|might|"
        r"assuming|once|until(?!\s?(?:¤|[0-9]+ (?:weeks?|days?) ago))|wenn|falls|"
        r"sofern|sobald|ob|sollten?|würden?|könnten?",
    ),
    (Why.HISTORY, r"history|h/o|hx|pmh|z\.?\s?n|anamnes\w+"),
    (
        Why.UNCERTAIN,
        r"suspect\w*|suspicio\w*|possib\w*|probabl\w*|potential\w*|likely|unlikely|perhaps|maybe|presum\w*|query|"
        r"questionable|risks?|side\seffects?|complications?|explained|informed|"
        r"counsell\w*|consent\w*|warned|question\sof|equivocal|indeterminate|inconclusive|"
        r"unclear|uncertain|unknown|undetermined|pending|"
        r"await\w*|outstanding|unavailable|differential|concern\w*|doubtful|verdacht|"
        r"v\.?\s?a|fraglich\w*|möglich\w*|wahrscheinlich\w*|vermutlich\w*|eventuell\w*|evtl|ggf|vielleicht|unklar\w*|"
        r"verdächtig\w*|suspekt\w*|risiko|ausstehend\w*|steht\saus|stehen\saus|risk\sof|at\srisk|"
        r"but\s(?:one|some|mine|another|others?)|seem\w*|appear(?:s|ed)?\sto|illegible|tbc|contradict\w*|discrepan\w*",
    ),
    (
        Why.PLANNED,
        r"plan\w*|scheduled|intend\w*|intention|propos\w*|consider\w*|recommend\w*|"
        r"advis\w*|aim\w*|goal|threshold|cut-?off|"
        r"criteri\w+|eligib\w*|candidate|trial|protocol|requires?|must|will|shall|"
        r"going\sto|aimed|hope\w*|expected|expects|"
        r"prophyla\w*|screen\w*\sfor|monitor\w*\sfor|watch\w*\sfor|in\sorder\sto|before\sstarting|geplant\w*|vorgesehen\w*|"
        r"empf(?:ohlen|ehlen|iehlt|ehlung\w*)|erw(?:ogen|ägen)|soll|sollen",
    ),
)
# Which of several boxes is ticked hangs on what a scan or a copy kept of it.
_BOX = re.compile(r"\[\s?[xX✓✗✔]?\s?\]|[☐☑☒]")
_SILENT = tuple((why, re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE)) for why, words in _KINDS)
_ANY = re.compile("|".join(one.pattern for _, one in _SILENT) + r"|\?|(?<![\w-])may(?!\w)", re.IGNORECASE)
_MAY = re.compile(r"(?<![\w-])may(?!\w)|(?<![\w-])May(?=\s(?:be|have|need|not|also|well)\b)")

_PAST = re.compile(
    r"(?<![\w-])(?:initial(?:ly)?|original(?:ly)?|at\s(?:the\s)?(?:time\sof\s)?(?:first\s|"
    r"initial\s|primary\s|her\s)?(?:diagnosis|presentation|"
    r"relapse|recurrence|referral|admission|baseline)|on\sadmission|previous(?:ly)?|"
    r"prev\.?|former(?:ly)?|earlier|at\sthat\stime|"
    r"at\sthe\stime|back\sthen|(?<!since\s)then|in\sthe\spast|had\sbeen|before|baseline|"
    r"pre-?(?:treatment|operative(?:ly)?)|peak\w*|nadir|"
    r"long\sago|last\s(?:year|month|spring|summer|autumn|fall|winter)|months?\sago|years?\sago|"
    r"used\sto|compared|versus|vs\.?|from\s[0-9.,]+|"
    r"improved\sfrom|was\b[^.;]{0,60}\bnow|was\b[^.;]{0,25}\bin\s¤|until|till|at\s(?:the\s)?(?:start|beginning|"
    r"onset)\sof|postoperative(?:ly)?|intermittent(?:ly)?|transient(?:ly)?|"
    r"temporar\w+|had\s(?:a|an|shown|developed)|"
    r"früher\w*|zuvor|damals|vormals|ursprünglich\w*|anfangs|initial\w*|vor\s\w+\s(?:wochen|monaten|jahren)|"
    r"von\s[0-9.,]+\s?(?:cm|mm)?\sauf|vor\s(?:der\s|beginn\s)?(?:chemo\w*|therapie\w*|op)|vor-?(?:ct|mrt|aufnahme\w*)|"
    r"bei\s(?:der\s)?(?:erst)?diagnose|ehemals|voruntersuchung|vorbefund\w*|waren?|im\svergleich|as\sof\slast|when\sfirst|when\sdiagnosed|prior\s(?:ct|mri|pet|scan|imaging|study|to)|the\sprior)(?!\w)",
    re.IGNORECASE,
)

_COURSE = re.compile(
    r"\b(?:onc\w+|cancer|tumou?r|disease|present\w*|treatment|therapy)\s(?:history|"
    r"course)|history of (?:the )?present\w*|"
    r"(?:previous|prior|earlier|past) (?:\w+ )?(?:treatments?|therap\w+|lines?)|course of (?:the )?disease\b",
    re.IGNORECASE,
)
_SECTIONS: tuple[tuple[Why, re.Pattern[str]], ...] = (
    (Why.UNDER_FAMILY, re.compile(r"\b(?:family|familien|fhx?)\b", re.IGNORECASE)),
    (Why.UNDER_EARLIER, re.compile(r"\b(?:past|previous|pmh|history|anamnes\w+|earlier)\b", re.IGNORECASE)),
    (
        Why.UNDER_PLANNED,
        re.compile(
            r"\b(?:plan|plans|proposal|proposed|intended|next steps|trial|criteria|"
            r"eligibility|requirements?|considerations?|"
            r"differential|to do|pending|options?|protocol|reference (?:range|value)s?|normal (?:range|value)s?)\b",
            re.IGNORECASE,
        ),
    ),
    (Why.UNDER_DENIED, re.compile(r"\b(?:no|not|without|absent|negative|denies|excluded|allerg\w+)\b", re.IGNORECASE)),
)


def why_silent(text: str) -> Silence | None:
    """Why a sentence proposes nothing; None where nothing silences it."""
    told = text.replace("’", "'")
    if _BOX.search(told):
        return Silence(Why.BOXES)
    if not _ANY.search(told):
        return None
    told = _RISK.sub(" ", _NUMBER_OF.sub("number ", _POLITE.sub(" ", told)))
    if "?" in told:
        return Silence(Why.QUESTION)
    if _MAY.search(told):
        return Silence(Why.UNCERTAIN, "may")
    for why, words in _SILENT:
        if found := words.search(told):
            return Silence(why, " ".join(found[0].split()).casefold())
    return None


def why_past(text: str) -> str:
    """Why a sentence tells nothing of today; '' where it does."""
    found = _PAST.search(text)
    return f"speaks of an earlier time (“{' '.join(found[0].split()).casefold()}”)" if found else ""


def tells_the_course(heading: str) -> bool:
    """Whether a heading tells the course of this disease, in which only what does not change is read."""
    return bool(_COURSE.search(heading))


def why_section_silent(heading: str) -> Silence | None:
    """Why what stands under a heading proposes nothing; None where it may."""
    if tells_the_course(heading):
        return None
    return next((Silence(why) for why, words in _SECTIONS if words.search(heading)), None)
