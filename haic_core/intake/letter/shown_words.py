"""The words that may begin with a capital in what is shown of a letter again: of medicine and of plain English. No name
of a person or a place is among them."""

from __future__ import annotations

import re

from haic_core.case.facts import FACTS
from haic_core.intake.letter.german import SHOWN_GERMAN

_OF_LABELS = re.findall(r"\w+", " ".join(fact.label for fact in FACTS.values()).casefold())
SHOWN = (
    SHOWN_GERMAN
    | frozenset(_OF_LABELS)
    | frozenset(
        re.findall(
            r"\S+",
            """
a about actual acute adc additional adjuvant adrenal afp after again age aged alat alb albumin alkaline all
allergies allergy allred alp already also alt although an anc and angiography antiangiogenic anticoagulation ap
arterial artery as asa asat ascites aspartate assessment ast at aunt axillary basal because before bevacizumab bile
bili biliary bilirubin bilobar biopsy blood bloods bone both brain brca breast brother but by ca cancer capecitabine
carboplatin carcinoma cardiac cbc cea chemotherapy chest child cirrhosis cish cisplatin clinical clinically cns
coagulation comorbidities conclusion confirmed contrast could count course cpt crea creat creatinine crp ct cta
current currently cyclophosphamide date dcis deb denosumab despite diagnosis disease dish dl docetaxel doxorubicin
dpd during dxd ec ecg echo echocardiography ecog ef egfr eight ejection ekg encephalopathy endocrine epirubicin er
erbb eribulin estimated estrogen everolimus examination exemestane extrahepatic extrahepatically family father fdg
fec findings first fish five flr fnh following for four fourth from fulvestrant function g gemcitabine general
gesamtbilirubin gfr ggt git given good got gpt grade gy h haemangioma haematology haemoglobin hai haic has have hb
hbv hcc hcv heart hemoglobin hepatic hepatitis her her2 hgb hipec histologically histology history hormone hr i icd
if ihc ii iii imaging immunohistochemistry impression in index indication infection inr interpretation intrahepatic
invasive investigations involvement irs is ish it iu iv ivc karnofsky ki ki67 kps krea kreatinin l lab laboratory
labs largest last latest ldh leber left lesions letrozole leucocytes leuko leukocytes leukos leukozyten lft lfts
life liver lln lobe lobes lsf lung lungs lvef lymph m maa main mastectomy max maximum mdt medication medications
metastasen metastases metastasis metastatic ml most mother mr mri multinodular multiple mwa n net neutrophils never
new next ngs nine no nodal none normal not now nr number nyha oestrogen of ok on oncological oncology one only or
oral orr os our overall paclitaxel palbociclib past pathology patient pd performance peritoneal pertuzumab pet pfs
pgr physical pik plan planned platelet platelets plt portal positive possible possibly pr previous primary prior
problem procedure progesterone progress progression progressive proposal ps pseudocirrhosis psma pt ptt pulmonary
pvt qs question radiology radiotherapy receptor receptors recist referral relapse resection restaging result results
rfa ribociclib right s1 s2 s3 s4 s5 s6 s7 s8 sacituzumab scan sd second section segment segments serum seven sgot
sgpt she should since sirt sish sister six size solitary stable staging started status stopped summary surgery
surgical suspected systemic t tace tamoxifen tare target taxane ten thank the then therapy there these they third
this three thrombocytes thrombos thrombosis thrombozyten tnbc tnm today total trastuzumab treated treatment triple
tumor tumour two u ul uln ultrasound under unilobar until upper us v varices vein vi vii viii vinorelbine was wbc
wcc we weeks when white who whole with without would x y zubrod
january february march april may june july august september october november december
mamma met
cycle cycles penicillin aspirin hypertension diabetes jaundice oedema edema confusion nodules nodes bowel pacer
hypothyroidism kidney kidneys renal spleen pleural nausea fatigue pain fever weight stent duct ducts t-dxd afib port
f k cr nab meds pv aszites lebermetastasen labor befund befunde patientin mit keine kein hepatische
""",
        )
    )
)
