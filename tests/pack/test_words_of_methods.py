"""The slide of methods says of verdicts and bands what the screens say."""

from __future__ import annotations

from haic_core.pack.words import METHODS
from haic_core.wording.curves import KEY
from haic_core.wording.glossary import GLOSSARY


def test_the_slide_names_both_bands_as_the_key_of_the_screen_does() -> None:
    said, of = dict(METHODS)["Curves"], dict(KEY)
    assert said.endswith(
        "Inner band: range of reconstructions (not a confidence interval); outer: with the 95 % sampling interval."
    )
    assert of["inner"] in said and of["outer"] in said and "95 % bands" not in said


def test_the_slide_says_of_nothing_against_what_the_glossary_says() -> None:
    [meaning] = [term.meaning for chapter in GLOSSARY for term in chapter.terms if term.name == "nothing against"]
    assert meaning[1:] in dict(METHODS)["Unknown"]
