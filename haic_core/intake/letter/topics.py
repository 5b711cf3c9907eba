"""Words by which a silenced sentence is shown as passed over: it speaks of something a case could hold."""

from __future__ import annotations

import re

from haic_core.intake.letter.german import GERMAN_TOPICS

TOPIC = re.compile(
    r"\b(?:ecog|karnofsky|kps|performance|year|aged?|asa|expectancy|ejection|"
    r"lvef|ecg|pacemaker|metasta\w*|mets?|lesions?|liver|hepatic|lobes?|bilobar|"
    r"largest|tumou?r|her-?2|receptors?|er|pr|triple|bilirubin|bili|alt|ast|"
    r"got|gpt|alp|creatinine?|e?gfr|albumin|inr|platelets?|plts?|neutro\w*|"
    r"anc|wbc|"
    r"leu[ck]o\w*|h(?:a)?emoglobin|hb|hgb|ascites|encephalopathy|cirrhosis|"
    r"pseudocirrhosis|varices|portal|thrombosis|shunt|remnant|stent|bile|biliary|"
    r"anticoagul\w*|allergy|contrast|infection|pregnan\w*|hepatitis|lines?|"
    r"chemotherapy|capecitabine|taxane|paclitaxel|docetaxel|oxaliplatin|bevacizumab|"
    r"dose|cycle|weeks?|systemic|progress\w*|extrahepatic|bones?|lungs?|brain|"
    r"primary|histolog\w*|biopsy|resect\w*|ablat\w*|TACE|radioembol\w*|SIRT|"
    rf"{GERMAN_TOPICS})\b",
    re.IGNORECASE,
)
