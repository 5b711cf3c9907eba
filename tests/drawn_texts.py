"""What pages hand to Streamlit where it reads Markdown: constants, words marked as ours, or a stranger's literally."""

from __future__ import annotations

import ast
from collections.abc import Iterator

# Where a call draws Markdown: by the name of the function, the place of the text among what is given.
LABELLED = (
    "button", "download_button", "link_button", "form_submit_button", "page_link", "radio", "checkbox", "toggle",
    "text_input", "text_area", "number_input", "selectbox", "multiselect", "file_uploader", "date_input", "time_input",
    "slider", "select_slider", "pills", "segmented_control", "feedback", "camera_input", "audio_input", "color_picker",
    "expander", "popover", "metric", "status", "menu_button", "data_editor",
)  # fmt: skip
SAID = (
    "error", "warning", "info", "success", "markdown", "caption", "header", "subheader", "title", "toast", "write",
    "badge", "spinner", "tabs", "write_stream", "latex", "text",
)  # fmt: skip
FIRST = {**dict.fromkeys(LABELLED, "label"), **dict.fromkeys(SAID, "body"), "tabs": "tabs", "page_link": "label"}
NAMED = ("help", "label", "body", "captions", "caption", "text")
# Their options are Markdown as well; those of a list to choose from are plain text.
OPTIONS_ARE_MARKDOWN = ("radio", "pills", "segmented_control")
# What draws no Markdown, or nothing. A piece of Streamlit that stands in neither list has not been looked at: a table's
# cells, for one, are Markdown.
NO_MARKDOWN = {
    "App", "Page", "cache_data", "cache_resource", "code", "columns", "components.v2.component", "container", "form",
    "fragment", "html", "navigation", "plotly_chart", "query_params",
    "rerun", "secrets.load_if_toml_exists", "session_state", "set_page_config", "space", "stop",
}  # fmt: skip
SAFE = {"literal", "ours", "len"}
# Records whose every word this product wrote.
OUR_TYPES = {"Fact", "NumberFact", "ChoiceFact", "YesNoFact"}


def markdown_faults(tree: ast.Module) -> list[str]:
    """Calls that hand Streamlit a text which may be a stranger's."""
    rooms = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    whole = _known_names([node for node in tree.body if node not in rooms])
    found: list[tuple[ast.stmt, dict[str, list[ast.expr]]]] = [(node, whole | _known_names([node])) for node in rooms]
    found += [(node, whole) for node in tree.body if node not in rooms]
    unknown = [
        f"line {node.lineno}: {ast.unparse(node.func)}() is in no list of tests/drawn_texts.py; does it read Markdown?"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and not _is_known(ast.unparse(node.func))
    ]
    return unknown + [
        f"line {call.lineno}: '{ast.unparse(text)[:60]}' goes to .{name}(), which reads Markdown; a text that is not "
        "ours goes through literal(), our own through ours(), both of haic_core/screen/literal.py"
        for room, known in found
        for call, name in _calls(room)
        for text in _texts(call, name)
        if not _is_safe(text, known)
    ]


def _is_known(name: str) -> bool:
    door, _, piece = name.partition(".")
    return door != "st" or piece in FIRST or any(piece == one or piece.startswith(f"{one}.") for one in NO_MARKDOWN)


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FIRST:
            yield node, node.func.attr


def _texts(call: ast.Call, name: str) -> Iterator[ast.expr]:
    if call.args and name != "page_link":
        yield call.args[0]
    for given in call.keywords:
        if given.arg in NAMED or given.arg == FIRST[name]:
            yield given.value
        if given.arg == "format_func" and name in OPTIONS_ARE_MARKDOWN:
            yield given.value.body if isinstance(given.value, ast.Lambda) else given.value
    if name in OPTIONS_ARE_MARKDOWN and not any(given.arg == "format_func" for given in call.keywords):
        yield from call.args[1:2]


def _is_safe(text: ast.expr, known: dict[str, list[ast.expr]], seen: frozenset[str] = frozenset()) -> bool:
    """Whether every part of an expression is a constant, a number, or has been marked."""
    match text:
        case ast.Constant():
            return True
        case ast.JoinedStr():
            return all(_is_safe(part, known, seen) for part in text.values)
        case ast.FormattedValue():
            return _is_number(text) or _is_safe(text.value, known, seen)
        case ast.Call(func=ast.Name(id=name)) | ast.Name(id=name) if name in SAFE:
            return True
        case ast.Call(func=ast.Attribute(value=value, attr="items" | "keys" | "values")):
            return _is_safe(value, known, seen)
        case ast.Call(func=ast.Name(id="zip" | "list" | "tuple" | "enumerate" | "range")):
            return all(_is_safe(one, known, seen) for one in text.args)
        case ast.Dict():
            return all(_is_safe(one, known, seen) for one in [*text.keys, *text.values] if one)
        case ast.IfExp():
            return _is_safe(text.body, known, seen) and _is_safe(text.orelse, known, seen)
        case ast.BinOp(op=ast.Add()):
            sides = (text.left, text.right)
            return any(_is_count(side) for side in sides) or all(_is_safe(side, known, seen) for side in sides)
        case ast.BinOp(op=ast.Sub() | ast.Mult()):
            return True
        case ast.Attribute() | ast.Subscript():
            return _is_safe(text.value, known, seen)
        case ast.List() | ast.Tuple():
            return all(_is_safe(part, known, seen) for part in text.elts)
        case ast.ListComp():
            return _is_safe(text.elt, known, seen)
        case ast.Name(id=name) if name not in seen:
            return name in known and all(_is_safe(one, known, seen | {name}) for one in known[name])
    return False


def _is_count(side: ast.expr) -> bool:
    """A whole number: no text can be added to it."""
    return isinstance(side, ast.Constant) and isinstance(side.value, int)


def _is_number(part: ast.FormattedValue) -> bool:
    """A format of numbers refuses a text."""
    form = part.format_spec.values if isinstance(part.format_spec, ast.JoinedStr) else []
    return any(isinstance(one, ast.Constant) and str(one.value)[-1:] in (*"defg%", ",") for one in form)


def _known_names(part: list[ast.stmt]) -> dict[str, list[ast.expr]]:
    """What the names of a part of a file stand for: constants and kinds of the core, records of ours, and whatever
    else is assigned to a name or run through under it."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(ast.Module(part, [])):
        for name, meant in _meanings(node):
            found.setdefault(name, []).append(meant)
    return found


def _meanings(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    stranger, our_own = ast.Name("", ast.Load()), ast.Constant("")
    match node:
        case ast.ImportFrom():
            names = [alias.asname or alias.name for alias in node.names]
            yield from ((name, our_own) for name in names if name[0].isupper())
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.NamedExpr(target=ast.Name(id=name)):
            yield name, node.value
        case ast.Assign(targets=[ast.Tuple() as names]):
            parts = node.value.elts if isinstance(node.value, ast.Tuple) else [stranger] * len(names.elts)
            yield from (
                (one.id, part) for one, part in zip(names.elts, parts, strict=False) if isinstance(one, ast.Name)
            )
        case ast.AnnAssign(target=ast.Name(id=name)) if node.value:
            yield name, node.value
        case ast.For() | ast.comprehension():
            run = node.target.elts if isinstance(node.target, ast.Tuple) else [node.target]
            yield from ((one.id, node.iter) for one in run if isinstance(one, ast.Name))
        case ast.arg():
            typed = ast.unparse(node.annotation) if node.annotation else ""
            yield node.arg, our_own if set(typed.replace(" ", "").split("|")) <= OUR_TYPES else stranger
