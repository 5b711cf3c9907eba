"""The words of the screens and their abbreviations, each in one sentence of our own; no figure stands here."""

from __future__ import annotations

from dataclasses import dataclass

NOTHING_AGAINST_MEANS = (
    "At least one published list has no line that is not met, two of its facts besides the primary are met, and no "
    "caution, dispute or value beyond every list is recorded; another list may still leave her out, and “outside” then "
    "names it."
)


@dataclass(frozen=True, slots=True)
class Term:
    """One abbreviation, or a word in the sense this product gives it. words: in full, '' where it is no abbreviation;
    also: other ways of writing it that a screen may draw."""

    name: str
    words: str
    meaning: str
    also: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its place on a page."""
        return "word-" + "".join(sign if sign.isalnum() else "-" for sign in self.name.lower())


@dataclass(frozen=True, slots=True)
class Chapter:
    """Terms of one kind, in the order in which they are met."""

    title: str
    terms: tuple[Term, ...]


GLOSSARY = (
    Chapter(
        "Treatments",
        (
            Term("HAIC", "hepatic arterial infusion chemotherapy", "Chemotherapy run into the liver’s artery."),
            Term(
                "TACE",
                "transarterial chemoembolisation",
                "A drug and particles that block vessels, given together through the artery.",
            ),
            Term(
                "DEB-DOX",
                "drug-eluting beads with doxorubicin",
                "A chemoembolisation whose particles carry the drug and release it slowly.",
                ("DEB-TACE",),
            ),
            Term(
                "Y-90",
                "yttrium-90 radioembolisation",
                "Particles that radiate, given through the artery; other documents call it SIRT or TARE.",
                ("SIRT", "TARE"),
            ),
            Term("FUDR", "floxuridine", "A cytotoxic drug, in this library given into the liver’s artery."),
            Term("5-FU", "fluorouracil", "A cytotoxic drug, given through a vein or into the liver’s artery.", ()),
        ),
    ),
    Chapter(
        "Results in documents",
        (
            Term("OS", "overall survival", "Time from the clock’s start to death of any cause."),
            Term(
                "PFS",
                "progression-free survival",
                "Time from the clock’s start to progression or death, whichever comes first.",
            ),
            Term(
                "HR",
                "hazard ratio",
                "How many times as high the rate of events is in one group as in another, assumed to hold over time.",
            ),
            Term(
                "CI", "confidence interval", "The values that a study’s own data leave plausible, at the stated level."
            ),
            Term("CR", "complete response", "No tumour is seen any longer by the criteria used."),
            Term("PR", "partial response", "The tumour became clearly smaller by the criteria used."),
            Term("SD", "stable disease", "Neither response nor progression by the criteria used."),
            Term("PD", "progressive disease", "The tumour grew, or new lesions came, by the criteria used."),
            Term("ORR", "objective response rate", "Share of patients with complete or partial response."),
            Term("DCR", "disease control rate", "Share of patients with response or stable disease."),
            Term(
                "RECIST",
                "Response Evaluation Criteria in Solid Tumours",
                "Rules that judge response by the size of lesions.",
                ("mRECIST",),
            ),
            Term(
                "PERCIST",
                "PET Response Criteria in Solid Tumours",
                "Rules that judge response by what lesions take up on PET.",
            ),
            Term(
                "CTCAE",
                "Common Terminology Criteria for Adverse Events",
                "A list of harms with grades; from grade 3 a harm is called serious here.",
            ),
            Term(
                "OCEBM level",
                "level of evidence of the Oxford Centre for Evidence-Based Medicine",
                "How far a study’s design can carry a conclusion; the lower the number, the further.",
                ("OCEBM",),
            ),
        ),
    ),
    Chapter(
        "The patient",
        (
            Term(
                "ECOG",
                "performance status of the Eastern Cooperative Oncology Group",
                "What a patient can still do, from 0, fully active, to 4, confined to bed.",
            ),
            Term("HR+", "hormone-receptor positive", "The tumour carries receptors for oestrogen or progesterone."),
            Term(
                "HER2",
                "human epidermal growth factor receptor 2",
                "A receptor on the tumour’s cells that drugs can be aimed at.",
            ),
            Term(
                "LVEF",
                "left ventricular ejection fraction",
                "The share of its blood that the heart’s left chamber puts out with a beat.",
            ),
            Term("ULN", "upper limit of normal", "The highest value that the patient’s own laboratory calls normal."),
            Term("ALT", "alanine aminotransferase", "A liver enzyme in blood."),
            Term("AST", "aspartate aminotransferase", "An enzyme of liver and other organs in blood."),
            Term("ALP", "alkaline phosphatase", "An enzyme of bile ducts and bone in blood."),
            Term(
                "INR",
                "international normalised ratio",
                "How long blood takes to clot, on a scale that is the same in every laboratory.",
            ),
            Term("ANC", "absolute neutrophil count", "The white cells that fight bacteria, counted."),
            Term(
                "eGFR",
                "estimated glomerular filtration rate",
                "How much the kidneys filter, worked out from creatinine.",
            ),
            Term(
                "Child-Pugh",
                "",
                "How well a diseased liver works: bilirubin, albumin, clotting, ascites and encephalopathy as points.",
            ),
        ),
    ),
    Chapter(
        "Verdicts",
        (
            Term(
                "document", "", "Anything in the library: a paper, an abstract, a trial’s record, a label, a guideline."
            ),
            Term("series", "", "A group of patients whom a document reports on together; the same as its cohort."),
            Term("entry criteria", "", "What a document asked of patients before treatment; the same as its list."),
            Term(
                "whole list",
                "",
                "Entry criteria of which every line is held here, so that a patient can meet all of them.",
            ),
            Term(
                "part of a list",
                "",
                "Some lines of entry criteria: one that is not met speaks against, but all met does not admit.",
                ("part list",),
            ),
            Term("limit", "", "A value or state at which a document says not to treat, or to be careful."),
            Term(
                "caution",
                "",
                "A limit that only warns: it never rules an option out, and while its fact is not recorded it is open.",
            ),
            Term("nothing against", "", NOTHING_AGAINST_MEANS),
            Term("in question", "", "Something recorded speaks against the option, but not everybody says so."),
            Term("too little known", "", "Not enough is recorded to say anything."),
            Term("silent on", "", "The document prints nothing on it, so nothing is compared."),
            Term("not recorded", "", "Not in this case: neither met nor absent; nothing is concluded from it."),
            Term("provisional", "", "The verdict rests on facts that are old, or that have no day."),
            Term(
                "disputed",
                "",
                "Documents, or places of one document, contradict each other; both are shown and nothing is repaired.",
            ),
        ),
    ),
    Chapter(
        "Curves",
        (
            Term(
                "clock",
                "time zero",
                "The moment from which a document counts survival; curves of different clocks share a chart only where "
                "that is chosen, and then it says so.",
            ),
            Term(
                "guarantee time",
                "",
                "Time a patient must have survived to be counted in a group at all; it makes that group look better.",
            ),
            Term(
                "reconstructed",
                "",
                "Drawn by this product from figures that are printed; the document’s own patients are not known.",
            ),
            Term(
                "range of reconstructions",
                "",
                "Where curves lie that agree with everything printed; it is narrow where much is printed.",
            ),
            Term("sampling interval", "", "How far the curve of as many patients would move by chance alone."),
            Term(
                "at risk",
                "",
                "Patients neither dead nor out of sight at that moment; of a published curve they are reconstructed.",
            ),
        ),
    ),
)

ABBREVIATIONS = {
    name: term.words
    for chapter in GLOSSARY
    for term in chapter.terms
    if term.words and not term.name.islower()
    for name in (term.name, *term.also)
} | {"HR positive": "hormone-receptor positive", "HR negative": "hormone-receptor negative"}
