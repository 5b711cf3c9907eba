"""Facts of the liver metastases, of the liver that holds them and of what a procedure needs, in clinical order."""

from __future__ import annotations

from haic_core.case.fact_kinds import ChoiceFact, Fact, NumberFact, YesNoFact
from haic_core.words.vocabulary import KnownFrom

LIVER, PROCEDURE = "Liver metastases", "Procedure and anatomy"
_IMAGING, _WORK_UP = KnownFrom.IMAGING, KnownFrom.WORK_UP

FACTS_OF_THE_LIVER: tuple[Fact, ...] = (
    NumberFact("lesion_count", "Number of liver metastases", LIVER, "Counted on current imaging.", 1, 200, 1,
               "lesions", whole=True, recovers="down", known_from=_IMAGING),
    NumberFact("largest_lesion_cm", "Largest lesion", LIVER, "Longest diameter.", 0.1, 30, 0.1, "cm",
               recovers="down", known_from=_IMAGING),
    NumberFact("liver_involvement_percent", "Liver involvement", LIVER, "Share of liver volume replaced by tumour.",
               0, 100, 1, "%", recovers="down", known_from=_IMAGING),
    ChoiceFact("lobes", "Lobes", LIVER, "Lobes holding metastases.", ("unilobar", "bilobar"), known_from=_IMAGING),
    ChoiceFact("morphology", "Morphology", LIVER, "Pattern of the metastases on imaging.",
               ("solitary", "multinodular", "diffuse_small_nodular", "mixed"), known_from=_IMAGING),
    YesNoFact("hypervascular", "Hypervascular", LIVER, "Arterial enhancement of the metastases.", fixed=True,
              known_from=_IMAGING),
    YesNoFact("bile_duct_or_vessel_invasion", "Bile duct or major vessel invasion", LIVER,
              "By a metastasis, on imaging.", known_from=_IMAGING, rare=True),
    YesNoFact("portal_vein_thrombosis", "Portal vein thrombosis", LIVER, "Main trunk or first-order branch.",
              known_from=_IMAGING, recovers_to=False),
    ChoiceFact("portal_vein_extent", "Extent of the thrombosis", LIVER,
               "Where the portal vein is thrombosed: a branch only, or the main trunk.", ("branch", "main"),
               known_from=_IMAGING, rare=True),
    YesNoFact("pseudocirrhosis", "Pseudocirrhosis or cirrhosis", LIVER, "On imaging or by histology.", fixed=True,
              known_from=_IMAGING),
    YesNoFact("varices_at_risk", "Portal hypertension or varices", LIVER,
              "Portal hypertension, or untreated varices at risk of bleeding.", known_from=_IMAGING,
              recovers_to=False),
    YesNoFact("biliary_stent_or_anastomosis", "Biliary stent or anastomosis", LIVER,
              "Stent, papillotomy or bilioenteric anastomosis.", fixed=True, rare=True),
    YesNoFact("biliary_dilatation", "Bile ducts dilated", LIVER, "Dilated or occluded bile ducts on imaging.",
              known_from=_IMAGING, recovers_to=False, rare=True),
    YesNoFact("completely_resectable", "Completely resectable", PROCEDURE, "All visible liver disease can be removed.",
              judged_by="the surgeon", known_from=_IMAGING, recovers_to=True),
    NumberFact("future_liver_remnant_percent", "Future liver remnant", PROCEDURE,
               "Remnant volume over total functional liver volume.", 0, 100, 1, "%", recovers="up",
               known_from=_IMAGING),
    YesNoFact("safe_needle_path", "Safe needle path", PROCEDURE,
              "Every target can be reached without harm to diaphragm, bile ducts or vessels.",
              judged_by="the interventionist", known_from=_IMAGING, recovers_to=True),
    YesNoFact("hepatic_artery_patent", "Hepatic artery patent", PROCEDURE, "Open on CT angiography or arteriogram.",
              known_from=_WORK_UP),
    NumberFact("lung_shunt_percent", "Lung shunt", PROCEDURE, "Lung shunt fraction on the technetium-99m MAA scan.",
               0, 100, 0.1, "%", known_from=_WORK_UP),
    NumberFact("lung_dose_gy", "Lung dose of this treatment", PROCEDURE,
               "Expected absorbed dose to the lungs in this treatment.", 0, 200, 0.1, "Gy", known_from=_WORK_UP,
               recovers="down", rare=True),
    NumberFact("lung_dose_cumulative_gy", "Lung dose, cumulative", PROCEDURE,
               "Absorbed dose to the lungs over all radioembolisations; of a first one, this treatment's.", 0, 200, 0.1,
               "Gy", known_from=_WORK_UP, rare=True),
    YesNoFact("gut_shunt_uncorrectable", "Uncorrectable shunt to the gut", PROCEDURE,
              "Deposition in stomach, bowel or pancreas that no technique corrects.", known_from=_WORK_UP, rare=True),
    YesNoFact("contrast_allergy", "Contrast allergy", PROCEDURE, "Allergy to iodinated contrast media.", fixed=True),
    YesNoFact("oral_anticoagulation", "Oral anticoagulation", PROCEDURE, "Active use.", recovers_to=False),
    YesNoFact("ascites", "Ascites", PROCEDURE, "Clinical or on imaging.", known_from=_IMAGING, recovers_to=False),
    YesNoFact("encephalopathy", "Encephalopathy", PROCEDURE, "Hepatic encephalopathy of any grade.",
              recovers_to=False),
)  # fmt: skip
