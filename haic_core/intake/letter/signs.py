"""The words that say plainly that something is there, or was done; a few that say plainly that it is not."""

from __future__ import annotations

import re

from haic_core.intake.letter.treatment import CHEMOTHERAPY, OTHER_AGENT

_THERE = (
    r"\s?(?:(?:is|are|was)\s(?:clearly\s|now\s|again\s)?(?:present|seen|visible|"
    r"found|evident|noted|detected)|present\b|[:=]\s?(?:yes|present|\+(?!\w)|"
    r"ja\b))"
)
_PORTAL = r"(?:portal[- ]vein|portal venous|[MRL]PV\b)"
_WHOLE_PORTAL = r"(?:portal[- ]vein|portal venous)"
_YES: tuple[tuple[str, bool, str], ...] = (
    (
        "ascites",
        True,
        rf"\b(?:mild|moderate|slight|small(?:[- ]volume)?|large(?:[- ]volume)?|tense|"
        rf"massive|marked|gross|little|some|malignant|perihepatic|grade [1-3]|minimal|"
        rf"significant|refractory|clinical)(?:\s(?:volume|amount of))?\sascites\b|"
        rf"\bascites{_THERE}|\b(?:with|has|shows?|developed|and)\sascites\b",
    ),
    (
        "encephalopathy",
        True,
        rf"\b(?:mild|overt|manifest|hepatic|grade (?:[1-4]|I{{1,3}}V?)|west haven \w{{1,3}})\s(?:hepati"
        rf"c\s)?encephalopathy\b(?:\s(?:grade|west haven|°)\s?(?:[1-4]|I{{1,3}}V?)|"
        rf"{_THERE})|\bencephalopathy{_THERE}|\b(?:mild|overt|manifest)\s(?:hepatic\s)?encephalopathy\b",
    ),
    (
        "pseudocirrhosis",
        True,
        rf"\bpseudo-?cirrhosis{_THERE}|\b(?:with|shows?|has|developed|marked|established|"
        rf"known|of)\s(?:marked\s|established\s|liver\s)?(?:pseudo-?cirrhosis|cirrhosis)\b|"
        rf"\bpseudo-?cirrho(?:tic|sis)\s(?:liver|changes?|appearance)\b",
    ),
    (
        "varices_at_risk",
        True,
        rf"\bvarices\b[^;]{{0,70}}\bat risk\b|\b(?:portal hypertension|o?esophageal varices){_THERE}|\b(?:with|shows?|"
        rf"has|signs of|grade (?:[1-3]|I{{1,3}}))\s(?:portal hypertension|o?esophageal varices)\b",
    ),
    (
        "brain_metastases",
        True,
        rf"\bbrain met(?:s|astases)\b{_THERE}|\b(?:has|with|known|stable|progressive|"
        rf"multiple|treated|irradiated|active|[0-9]+|two|three)\s(?:cerebral|brain)\smet(?:s|"
        rf"astas[ei]s)\b",
    ),
    (
        "portal_vein_thrombosis",
        True,
        r"\b(?:thrombus|thrombosis) (?:in|of) (?:the )?[MRL]PV\b|\b[MRL]PV (?:is )?(?:occluded by|"
        r"filled with) (?:tumou?r )?thrombus\b",
    ),
    (
        "prior_tace_failure",
        True,
        r"\bTACE failure\b|\bprogress\w+ after TACE\b|\bTACE\b[^.;]{0,25}without (?:response|success)\b",
    ),
    (
        "prior_liver_resection_or_ablation",
        True,
        r"\b(?:had|underwent)\s(?:an?\s)?(?:\w+\s)?(?:hemi-?hepatectomy|hepatectomy|"
        r"liver resection|hepatic resection)\b|"
        r"\b(?:radiofrequency|microwave) ablation of (?:an?|the|one|two) (?:segment \w+ |"
        r"liver |hepatic )+(?:lesion|metastas[ei]s)|"
        r"\b(?:MWA|RFA) (?:of )?seg(?:ment|\.)? (?:[IVX]+|[1-8])\b",
    ),
    (
        "prior_liver_radiotherapy",
        True,
        r"\b(?:SBRT|SABR|radiotherapy) to (?:an?|the|one) (?:segment \w+ |liver |"
        r"hepatic )+(?:lesion|metastas[ei]s)|\b(?:received|had) (?:SBRT|radiotherapy) (?:to|"
        r"of) the liver\b",
    ),
    (
        "prior_radioembolisation",
        True,
        r"\b(?:had|received|underwent|after|previous)\s(?:a\s|first\s)*(?:radioemboli[sz]ation|SIRT|TARE|Y-?90)\b",
    ),
    (
        "prior_hepatic_arterial_chemotherapy",
        True,
        r"\bprior hepatic arterial chemo(?:therapy)?\s?:\s?yes\b|\b(?:had|received|"
        r"underwent) (?:HAIC|hepatic arter(?:y|ial) infusion)\b",
    ),
    ("active_hepatitis", True, r"\bactive hepatitis(?: [BC])?\b"),
    (
        "gut_shunt_uncorrectable",
        True,
        r"\buncorrectable (?:gut|gastrointestinal|GI|duodenal) shunt\b(?! (?:remains|is))",
    ),
    (
        "severe_cardiopulmonary_disease",
        True,
        r"\bsevere (?:COPD|heart failure|ischaemic heart dis|ischemic heart dis|"
        r"pulmonary fibrosis)|\bNYHA (?:III|IV)\b",
    ),
    (
        "portal_vein_thrombosis",
        True,
        rf"\b(?:thrombosis|tumou?r thrombus|thrombus)\s(?:of|in)\s(?:the\s)?(?:right\s|"
        rf"left\s|main\s)(?:branch\sof\sthe\s|trunk\sof\sthe\s)?{_PORTAL}\b|\b(?:right|"
        rf"left|main)\s{_PORTAL}\s(?:branch\s|trunk\s)?(?:thrombosis|thrombus)\b|"
        rf"\b(?:partial|complete|bland|acute|chronic)\s{_PORTAL}\sthrombosis\b|\b{_PORTAL}\sthrombosis{_THERE}"
        rf"|\b(?:shows?|with|has)\s(?:a\s)?{_PORTAL}\sthrombosis\b|\b(?:main\s|left\s|"
        rf"right\s)?{_PORTAL}(?:\sbranch)?\s(?:is\s)?thrombosed\b",
    ),
    (
        "portal_vein_thrombosis",
        False,
        rf"\bpatent\s{_WHOLE_PORTAL}\b|(?<!main )(?<!left )(?<!right )\b{_WHOLE_PORTAL}s?\s?(?:is|"
        rf"are|:|was|fully|widely|,|and hepatic arter(?:y|ies)(?: are)?){{0,3}}\s?(?:fully\s|"
        rf"widely\s)?(?:patent|open)\b",
    ),
    (
        "hepatic_artery_patent",
        True,
        r"\bpatent\s(?:portal vein and\s)?(?:common\s|proper\s)?hepatic\sarter(?:y|"
        r"ies)\b|\bhepatic\sarter(?:y|ies)\s?(?:is\s|are\s|:\s?|and portal vein (?:are\s)?)?(?:fully\s"
        r"|widely\s|both\s)?(?:patent|open)\b",
    ),
    (
        "hypervascular",
        True,
        r"\(hypervascular\)|= hypervascular\b|\b(?:lesions?|metastas[ei]s|mass)\b[^.;()]{0,40}, hyperv"
        r"ascular\b|\bhyper-?vascular\s(?:\w+\s){0,2}(?:metastas[ei]s|lesions?|"
        r"deposits?|"
        r"mets)\b|\b(?:metastas[ei]s|lesions?|deposits?)\s(?:is|are)\s(?:all\s)?hyper-?vascular\b",
    ),
    (
        "hypervascular",
        False,
        r"\bhypo-?vascular\s(?:\w+\s){0,2}(?:metastas[ei]s|lesions?|deposits?|mets)\b|"
        r"\b(?:metastas[ei]s|lesions?|deposits?)\s(?:is|are)\s(?:all\s)?hypo-?vascular\b",
    ),
    (
        "biliary_dilatation",
        True,
        r"\b(?:mild|moderate|marked|severe) (?:dilatation|dilation) of (?:the )?(?:right |"
        r"left )?(?:intrahepatic )?(?:biliary|bile|IHBD)|"
        r"\b(?:mild|moderate|marked) IHBD dil|\b(?:dilated|dilatation of (?:the\s)?|obstructed)\s?(?:intrahepatic\s|"
        r"extrahepatic\s)?bile ducts?\b|\b(?:intrahepatic\s)?bile ducts?\s(?:is|"
        r"are)\s(?:clearly\s|markedly\s|mildly\s)?dilated\b",
    ),
    (
        "biliary_stent_or_anastomosis",
        True,
        rf"\bstent in (?:the )?(?:CBD|common bile duct|bile duct)\b|\bhepaticojej|"
        rf"\b(?:biliary|bile duct|CBD)\sstent\b(?:\s(?:in place|in situ|inserted|"
        rf"placed)|{_THERE})|\b(?:hepatico|choledocho)jejunostomy\b|\bbilio-?enteric anastomosis\b",
    ),
    (
        "oral_anticoagulation",
        True,
        r"\b(?:apixaban|rivaroxaban|edoxaban|dabigatran|warfarin|phenprocoumon)\s(?:[0-9]\s?x\s?)?[0-9.,]+\s?mg\b|"
        r"\b(?:on|takes|taking|receives|anticoagulated with|under)\s(?:\w+\s)?(?:apixaban|"
        r"rivaroxaban|edoxaban|dabigatran|warfarin|phenprocoumon|marcumar|eliquis|"
        r"xarelto|marevan)\b|\b(?:on|under|takes)\s(?:full\s|permanent\s)?oral anticoagula(?:tion|"
        r"nts?)\b|\boral anticoagulation\s?(?::\s?yes|with\s(?:apixaban|rivaroxaban|"
        r"edoxaban|dabigatran|warfarin|phenprocoumon)|for\s)",
    ),
    (
        "contrast_allergy",
        True,
        r"\b(?:hives|urticaria|anaphylaxis|reaction)\s(?:with|after|to)\s(?:iodinated\s|"
        r"iodine\s|IV\s|CT\s)?contrast\b|\bsevere contrast reaction\b|\b(?:allergy|"
        r"allergic|anaphyla\w+)\s(?:reaction\s)?to\s(?:iodinated\s|"
        r"iodine\s|CT\s|x-ray\s)?(?:contrast|iodinated)\b|\bcontrast(?: media| medium|"
        r" agent)? allergy\s?(?::\s?yes|known|is known|present|,|\.|;|$)|\bknown contrast(?: media|"
        r" medium)? allergy\b",
    ),
    (
        "pacemaker_or_implant",
        True,
        r"\b(?:has|with|carries|wears|dual-chamber|implanted)\s(?:a\s|an\s)?(?:dual-chamber\s|"
        r"cardiac\s)?(?:pacemaker|ICD|implantable cardioverter)\b|\bpacemaker\s(?:in situ|"
        r"implanted|since)|\bpacemaker:\s?yes",
    ),
    (
        "normal_ecg",
        True,
        r"\b(?:ECG|EKG|electrocardiogram)\s?(?:is|was|:|=|-|¤+\s?:?)?\s?(?:entirely\s|"
        r"completely\s|sinus rhythm, )?(?:normal\b|within normal limits|NAD\b)(?"
        r"!\s(?:sinus|axis|rate|except|apart|but))|\bnormal\s(?:ECG|EKG|electrocardiogram)\b",
    ),
    (
        "histology_confirmed",
        True,
        r"\b(?:biopsy[- ]proven|bx[- ](?:proven|gesichert|confirmed)|histologically (?:confirmed|"
        r"proven|verified|secured)|"
        r"secured histologically|histol\. conf\.|(?:proven|confirmed|verified|secured) (?:by|"
        r"on) (?:a )?(?:core |liver |needle )*(?:biopsy|bx|histology)|"
        r"biopsy positive for|histology confirmed|"
        r"confirmed (?:by|on) (?:histology|(?:liver )?biopsy|core biopsy))\b|\b(?:liver|"
        r"hepatic|core) biopsy (?:has )?(?:confirmed|confirms|proved|showed metasta\w+|"
        r"shows metasta\w+)\b",
    ),
    (
        "bile_duct_or_vessel_invasion",
        True,
        r"\b(?:invad(?:es|ing)|invasion of|infiltrat(?:es|ing|ion of))\s(?:the\s)?(?:\w+\s)?(?:bile du"
        r"ct|portal vein|hepatic veins?|vena cava|IVC)\b",
    ),
    ("active_infection", True, r"\b(?:active|ongoing|uncontrolled)\s(?:\w+\s)?infection\b(?:{THERE})?"),
    (
        "primary_tumour_in_place",
        True,
        r"\bprimary (?:breast )?(?:tumou?r|cancer) (?:is )?(?:still )?(?:in place|"
        r"in situ|in the breast|unresected)\b",
    ),
    (
        "progressive_on_systemic",
        True,
        rf"\b(?:on|under|through) which the liver (?:has |had )?(?:progressed|grew|"
        rf"grown)\b|\bliver (?:is |has |was |now |again )*"
        rf"(?:progressing|progressed|progr\.|PD|grew|growing) (?:on|under|through|during|despite) "
        rf"(?:it\b|this|that|these|her |the |current|systemic|chemo|treatment|therapy|"
        rf"[a-z]+-line|{CHEMOTHERAPY}|{OTHER_AGENT})|"
        rf"\bPD (?:in )?(?:the )?liver (?:on|under) (?:it\b|this|therapy|treatment|chemo|{CHEMOTHERAPY}|{OTHER_AGENT})|"
        rf"\b(?:{CHEMOTHERAPY}|{OTHER_AGENT})\s?\(PD (?:liver|leber)\b|"
        r"\b(?:hepatic|liver)\s(?:progression|metastases (?:are |have |were )?(?:progress\w+|"
        r"growing|grown|increas\w+)|disease (?:is |has )?progress\w+)\s(?:clearly\s)?(?:on|"
        r"under|during|despite|while on)\s(?:systemic|chemo\w*|treatment|therapy|"
        r"her |the |current |first|second|third|fourth|fifth|[1-9](?:st|nd|rd|th)|"
        rf"{CHEMOTHERAPY}|{OTHER_AGENT})|\bprogressi(?:ve|ng|on of)\s(?:the\s)?(?:liver|hepatic)\s(?:metastas[ei]s|"
        r"disease)\s(?:on|under|during|despite|while on)\b|\bprogress(?:ion|ed|"
        r"ive disease)\sin the liver\s(?:on|under|during|despite|while on)\b",
    ),
)
FINDINGS = tuple(
    (fact, value, re.compile(pattern.replace("{THERE}", _THERE), re.IGNORECASE)) for fact, value, pattern in _YES
)
"""A fact, its value, and the words for it."""
