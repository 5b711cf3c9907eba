"""How many metastases and how large, as German and English letters write it; what is nearly that proposes nothing."""

from __future__ import annotations

from counted_letters import told
from each import each


@each(
    ("words", "facts"),
    [
        ("Lebermetastasen: 12", "lesion_count=12"),
        ("Lebermetastasen: 12.\nMax. Durchmesser 48 mm.", "largest_lesion_cm=4.8 lesion_count=12"),
        ("Lebermetastasen: 12, max. Durchmesser 48 mm", "largest_lesion_cm=4.8 lesion_count=12"),
        ("Lebermetastasen, Anzahl 4, Größe bis 3 cm", "largest_lesion_cm=3 lesion_count=4"),
        ("Lebermetastasen n = 12", "lesion_count=12"),
        ("Leberfiliae: 12 Stück", "lesion_count=12"),
        ("Hepatische Metastasen: 7", "lesion_count=7"),
        ("Anzahl der Lebermetastasen: 12", "lesion_count=12"),
        ("Zahl der Leberläsionen: 5", "lesion_count=5"),
        ("12 Leberherde, der größte 4,8 cm.", "largest_lesion_cm=4.8 lesion_count=12"),
        ("Es finden sich fünf Lebermetastasen.", "lesion_count=5"),
        ("7 hypodense hepatische Metastasen", "lesion_count=7"),
        ("1 Leberherd", "lesion_count=1"),
        ("Singuläre Lebermetastase, 3 cm", "largest_lesion_cm=3 lesion_count=1 morphology=solitary"),
        ("Leber: Größter Herd 5 cm in Segment VII.", "largest_lesion_cm=5"),
        ("Leber: 12 Herde.\nGrößter Herd 5 cm.", "largest_lesion_cm=5 lesion_count=12"),
        ("Größter Leberherd misst 5 x 4 cm.", "largest_lesion_cm=5"),
        ("Maximaler Durchmesser der Leberherde 48 mm", "largest_lesion_cm=4.8"),
        ("Multiple Lebermetastasen bis 5 cm.", "largest_lesion_cm=5"),
        ("Größter Leberherd 5 cm, zweitgrößter 3 cm", "largest_lesion_cm=5"),
        ("Lebermetastasen: 12 (vormals 8)", "lesion_count=12"),
        ("Liver lesions: 12, max. diameter 48 mm", "largest_lesion_cm=4.8 lesion_count=12"),
    ],
)
def test_a_count_and_a_largest_size_are_read_wherever_the_noun_stands(words: str, facts: str) -> None:
    assert told(words) == facts


@each(
    ("words", "facts"),
    [
        ("Größter Herd 5 cm", "largest_lesion_cm?"),
        ("Largest lesion 4.2cm", "largest_lesion_cm?"),
        ("max. Durchmesser 48 mm", "largest_lesion_cm?"),
        ("Durchmesser des größten Herdes: 48 mm", "largest_lesion_cm?"),
        ("Größter Herd 5 cm. Lebermetastasen, größte 4 cm.", "largest_lesion_cm?"),
        ("Leber: größter Durchmesser 18 cm", "largest_lesion_cm?"),
        ("Lebermetastasen: 10-12", "lesion_count?"),
        ("Lebermetastasen: ca. 12", "lesion_count?"),
        ("Zwei Leberherde in S4. Ein weiterer in S7.", "lesion_count?"),
        ("Two liver lesions in segment 4. A further lesion in segment 7.", "lesion_count?"),
        ("Lebermetastasen: 12. Fraglich 8 Lebermetastasen.", "lesion_count?"),
    ],
)
def test_what_may_be_of_another_organ_or_not_all_of_them_is_asked_back(words: str, facts: str) -> None:
    assert told(words) == facts


@each(
    "words",
    [
        "Lebermetastasen: 12, 8 und 5 mm", "Liver metastases: 12, 8 and 5 mm", "Lebermetastasen S4: 2, S7: 3",
        "Lebermetastasen: 2. Linie Paclitaxel", "Lebermetastasen: 3 Zyklen", "Lebermetastasen (12)",
        "Number of liver metastases: 3 (segment II), 4 (segment VI)",
        "Zahl der Lebermetastasen: 3 (Segment II), 4 (Segment VI)", "Anzahl der Lebermetastasen: 5 von 8",
        "Resektion von 2 Leberherden", "Zwei Leberherde rechts, drei links.", "Mindestens 12 Leberherde",
        "Zwei Leberherde im Segment IV, einer im Segment VII.", "Zwei Leberherde in S4 sowie ein Herd in S7.",
        "Drei bekannte Lebermetastasen, ein neuer Herd in S8.", "Lebermetastasen: 12, vormals 8",
        "Leberzysten bis 5 cm.", "Größte Leberzyste 5 cm", "Leber max. 18 cm in MCL",
        "Leber überragt den Rippenbogen um bis zu 3 cm.", "Lebermetastasen. Leber bis 5 cm unter Rippenbogen tastbar",
        "Größter Herd in der Lunge 5 cm", "Mammakarzinom links, größter Herd 5 cm",
        "Größter Leberherd von 5 cm auf 3 cm regredient", "Größter Herd in der Leber vor Chemo 5 cm, aktuell 3 cm",
        "Größter Leberherd 4,8 cm in S4, im Verlauf 5,2 cm", "Leberherde von 2 cm bis 5 cm", "Lebermetastase 3 cm",
    ],
)  # fmt: skip
def test_segments_parts_courses_cysts_and_the_liver_itself_are_no_value(words: str) -> None:
    assert told(words) == ""
