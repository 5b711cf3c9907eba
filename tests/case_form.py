"""The case page without a browser: its fields, its buttons, its file field."""

from __future__ import annotations

import json
from typing import Any

from screens import EXAMPLES, pieces, plain
from streamlit.testing.v1 import AppTest

from haic_core.case.fact_kinds import Fact
from haic_core.case.facts import FACTS, SECTIONS
from haic_core.wording.intake import label_said

EXAMPLE = EXAMPLES["Liver-dominant, two lines, progressing"]
LABEL = "Label (never a name)"


def shown(at: AppTest, label: str) -> Any:
    """The field with this label that stands on the page now; each kind takes values of its own type."""
    return next(one for kind in (at.text_input, at.radio, at.selectbox) for one in kind if one.label == label)


def field(at: AppTest, fact: Fact | str) -> Any:
    """A fact's field, found by the form's own search."""
    wanted = fact if isinstance(fact, str) else fact.code
    at.text_input(key="case:search").set_value(wanted).run()
    waiting = f"{label_said(FACTS[wanted])} (asked where "
    closed = [one for one in at.radio if one.label.startswith(waiting)]
    return closed[0] if closed else shown(at, label_said(FACTS[wanted]))


def fields(at: AppTest, section: str) -> dict[str, object]:
    """What every field of one section shows."""
    return {one.label: one.value for one in drawn(at, section)}


def drawn(at: AppTest, section: str) -> list[Any]:
    """Every field of one section; each kind has values of its own type."""
    if (search := at.text_input(key="case:search")).value:
        search.set_value("").run()
    shown(at, "Section").set_value(section).run()
    known = {label_said(fact) for fact in FACTS.values()}
    return [one for kind in (at.text_input, at.radio, at.selectbox) for one in kind if one.label in known]


def form(at: AppTest) -> dict[str, object]:
    """What every field shows that the form asks without being searched for."""
    return {label: value for section in SECTIONS for label, value in fields(at, section).items()}


def press(at: AppTest, label: str) -> AppTest:
    return next(button for button in at.button if button.label == label).click().run()


def hand_in(at: AppTest, content: bytes | str, name: str = "case.json") -> AppTest:
    data = content.encode() if isinstance(content, str) else content
    return at.file_uploader[0].set_value((name, data, "application/json")).run()


def file_of(**facts: object) -> str:
    return json.dumps({"schema": 1, "label": "case 7", "facts": facts})


def labels(at: AppTest) -> list[str]:
    """The fields of facts that stand on the page now."""
    known = {label_said(fact) for fact in FACTS.values()}
    return [one.label for kind in (at.text_input, at.radio, at.selectbox) for one in kind if one.label in known]


def captions(at: AppTest) -> list[str]:
    """How much of each section is recorded, as the sections say it."""
    return list(shown(at, "Section").proto.captions)


def said_at(at: AppTest) -> str:
    """The sentence with which a typed number is asked back at its field; empty where none is."""
    return next((plain(piece) for piece in pieces(at) if 'class="hb-asked"' in piece), "")


def folded(at: AppTest) -> str:
    """The head under which rarely needed facts are folded away."""
    return next((box.label for box in at.expander if box.label.startswith("Rarely needed")), "")


def unfolded(at: AppTest, section: str) -> dict[str, object]:
    """What a section's fields show once the rarely needed ones are unfolded."""
    at.session_state[f"case:rarely:{section}"] = True
    return fields(at.run(), section)
