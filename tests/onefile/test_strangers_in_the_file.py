"""In the one file too a stranger's text is drawn as text, by every call with which a page draws: a label as the pages
hand it over, made literal; what was typed, a placeholder and a file's name as they are."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path

from each import each
from strangers import NASTY, faults_of, shows

from haic_core.onefile.stage.box import Stage
from haic_core.onefile.stage.layout import Box
from haic_core.onefile.stage.rooms import Room
from haic_core.onefile.stage.session import Session
from haic_core.screen.literal import literal

TOLD, RAW = literal(NASTY), NASTY
JOINT = "\N{WORD JOINER}"

# Each call by its name, with a stranger's text in every text it takes.
CALLS: dict[str, Callable[[Box], object]] = {
    "markdown": lambda box: box.markdown(TOLD),
    "header": lambda box: box.header(TOLD, anchor=RAW),
    "error": lambda box: box.error(TOLD),
    "warning": lambda box: box.warning(TOLD),
    "info": lambda box: box.info(TOLD),
    "code": lambda box: box.code(RAW),
    "plotly_chart": lambda box: box.plotly_chart({"title": RAW}, alt=RAW, key=RAW),
    "expander": lambda box: box.expander(TOLD, key=RAW),
    "popover": lambda box: (box.popover(TOLD, key=RAW), box.popover(TOLD, disabled=True)),
    "tabs": lambda box: box.tabs([TOLD, f"2 {TOLD}"]),
    "button": lambda box: box.button(TOLD, RAW, TOLD),
    "download_button": lambda box: box.download_button(TOLD, RAW, RAW, key=RAW, help=TOLD),
    "page_link": lambda box: box.page_link(Room(Path("case.py"), "Case", "case"), label=TOLD),
    "text_input": lambda box: box.text_input(TOLD, RAW, key=RAW, help=TOLD, placeholder=RAW),
    "text_area": lambda box: box.text_area(TOLD, RAW, key=RAW, help=TOLD, placeholder=RAW),
    "number_input": lambda box: box.number_input(TOLD, key=RAW, help=TOLD, placeholder=RAW),
    "date_input": lambda box: box.date_input(TOLD, key=RAW, help=TOLD),
    "file_uploader": lambda box: box.file_uploader(TOLD, key=RAW),
    "radio": lambda box: box.radio(TOLD, [TOLD], key=RAW, help=TOLD, captions=[TOLD]),
    "selectbox": lambda box: box.selectbox(TOLD, [RAW], format_func=literal, key=RAW, help=TOLD, placeholder=RAW),
    "multiselect": lambda box: (
        box.multiselect(TOLD, [RAW, "2"], [RAW], literal, RAW, TOLD),
        box.multiselect(f"2 {TOLD}", [RAW], None, literal, placeholder=RAW),
    ),
    "toggle": lambda box: box.toggle(TOLD, key=RAW),
    "pills": lambda box: box.pills(TOLD, [RAW], format_func=literal, key=RAW),
    "segmented_control": lambda box: box.segmented_control(TOLD, [RAW], format_func=literal, key=RAW),
}
# HTML of the core, and what draws no text.
OTHERS = {"html", "put", "html_of", "space", "columns", "container"}
# What the stage writes itself, as faults_of names it: attributes of fields, the way to another page.
OURS = re.compile(
    r"an attribute: \w+ (?:data-[a-z]+|for|tabindex|value|name|checked|selected|disabled|placeholder|autocomplete"
    r"|multiple|step)|a link: \{'href': '#case', 'data-go': 'case'\}"
)


def faults(drawn_as: str) -> list[str]:
    return [one for one in faults_of(drawn_as.replace(JOINT, "")) if not OURS.fullmatch(one)]


@each("name", CALLS)
def test_a_strangers_text_is_drawn_as_text_in_the_file(name: str) -> None:
    box = Box(Stage(Session()))
    CALLS[name](box)
    drawn_as = box.html_of()
    assert faults(drawn_as) == []
    assert shows(drawn_as.replace(JOINT, "")) or name == "plotly_chart"  # whose words plotly draws from an attribute


def test_no_call_of_the_stage_is_left_out() -> None:
    calls = {name for name, _ in inspect.getmembers(Box, inspect.isfunction) if not name.startswith("_")}
    assert calls == CALLS.keys() | OTHERS


def test_markup_that_is_a_strangers_is_told_from_the_stages_own() -> None:
    assert faults(f'<p data-go="{NASTY}">') and faults("<p onclick=x>") and faults("<a href='#evil'>x</a>")
