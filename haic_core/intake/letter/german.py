"""The words of a German letter: those that may be shown again though they are capitalised, and those of our topics."""

from __future__ import annotations

import re

SHOWN_GERMAN = frozenset(
    re.findall(
        r"\S+",
        """
ab aber abdomen ablation aktuell aktuelle aktueller alle allergie allergien allgemeinzustand als am an anamnese
anastomose anfrage angiographie anhalt antikoagulation arterie auch auf aufgrund aus az befall befunde behandlung bei
beide beiden beidseits beschwerden bestrahlung beurteilung bildgebung bis bislang bisher biopsie bitte blut blutbild
blutung brust brustkrebs cholestase chemo chemotherapie danach dann darunter das dem den der derzeit des diagnose
diagnosen die dies diese dieser dosis durch durchsetzung ein eine einem einen einer eines eiweiß eierstock empfehlung
entzündung enzephalopathie er ergebnis erguss erhöht erneut erstdiagnose erste erster es familie fernmetastasen
fernmetastasierung filiae folgende frage fragestellung frau gallenwege gallengang gallengänge gehirn gerinnung gesamt
gewicht größe größte größter größten hämoglobin herd herde herden hirn hirnmetastase hirnmetastasen histologie
histologisch hormonrezeptor ich ihr ihre im in infektion infekt innerhalb ja jahr jahre jahren juni juli januar
februar märz mai oktober dezember jetzt kardial karzinom keiner keinen knochen knochenmetastasen knochenmark
knochenszintigraphie kontraindikation kontraindikationen kontrastmittel kontrastmittelallergie kontrolle
krankheitsverlauf kreislauf läsion läsionen lappen leberarterie leberbefall leberbiopsie leberenzyme leberfunktion
leberherd leberherde leberherden leberlappen leberläsion leberläsionen leberlast lebermetastase leberresektion
lebersegment lebersegmente lebersynthese leberteilresektion leberversagen leberwerte leberzirrhose letzte letzter
links linke linken linker linkes linkslappig lobär lokaltherapie lunge lungen lungenmetastasen lungenrundherd
lungenrundherde lymphknoten lymphknotenmetastasen mammakarzinom mammakarzinoms medikamente medikation mehrere
metastase metastasiertes metastasierung milz milzvergrößerung monat monate monaten multiple mutter nach nachweis
nebenbefund nebenbefundlich nebendiagnosen nebenniere nebennieren nebenwirkungen neu neue nicht niere nieren
nierenfunktion nur oberbauch oberbauchsonographie ödem ödeme ohne onkologie operation östrogenrezeptor patienten
perfusion pfortader pfortaderthrombose pleura pleuraerguss primärtumor primarius progesteronrezeptor progredient
progrediente progress progression prothese pulmonal punktion quick quickwert radioembolisation raumforderung rechte
rechten rechter rechts reduziert rezeptor rezeptoren rezeptorstatus rezidiv resektion rückgang rundherd rundherde
schmerzen schwanger schwangerschaft schwester segmente sehr seit serum sie sind sonographie sonographisch sono
splenomegalie stabil stabile stauung stoffwechsel strahlentherapie symptome systemtherapie therapielinie
therapielinien thoraxbild tochter transaminasen tumorboard tumorgröße tumorlast tumormarker übelkeit über überweisung
umgebungsödem und unter unsere unserer unauffällig ursache varizen vater verdacht verlauf verlaufskontrolle vom von
vor vorerkrankungen voroperationen vorstellung vortherapie vortherapien war weiter weitere wegen werte wir wirbelsäule
wirbelkörper wo woche wochen zahl zeichen zentral zirrhose zn zunahme zur zum zusammenfassung zustand zwei zweite
zweitmeinung zyklus zyklen zyste zysten zystische lebertumorlast thromboplastinzeit tpz leberhälfte kreatinin
bilirubin hämangiom milzvene antwort anzahl ausdehnung ansprechen bauch bauchwassers bauchwasser km tep pat
drei vier fünf sechs
sieben acht neun zehn elf zwölf
""".casefold(),
    )
)
GERMAN_TOPICS = (
    r"leber\w*|herde?n?|rundherde?n?|läsion\w*|metastas\w*|größte\w?|aszites|bauchwasser|enzephalopathie|"
    r"pfortader\w*|schwanger\w*|hirn\w*|knochen\w*|lungen?\w*|rezeptor\w*|quick\w*|tumorlast|varizen|"
    r"gallen\w*|infekt\w*|kontrastmittel\w*|antikoagul\w*|hepatitis|therapielinien?|chemotherapie\w*|kreatinin|"
    r"thrombozyten|hämoglobin|leukozyten"
)
"""Topics of a German letter, as a part of a pattern."""
