"""A link opens the view it was copied from: option, chart, rows; and says nothing of the patient but the case in it."""

from __future__ import annotations

import pytest
from screens import EXAMPLES, kept_by_tab, opened, pieces, verdicts
from streamlit.testing.v1 import AppTest

from haic_core.words.vocabulary import Endpoint, Modality

PROGRESSING = EXAMPLES["Liver-dominant, two lines, progressing"]
VIEW = ("option", "show", "endpoint", "series")


def view(at: AppTest) -> dict[str, str]:
    """What the tab's address says of the view; empty parts are left out of it."""
    said = kept_by_tab(at)["address"]
    return {name: said[name] for name in (*VIEW, "open") if said.get(name)}


def test_what_is_usual_is_not_in_the_address() -> None:
    for page in ("options", "evidence", "survival", "board", "library"):
        assert view(opened(page, PROGRESSING)) == {}


@pytest.mark.parametrize(("page", "key"), [("options", "ledger_option"), ("evidence", "evidence_option")])
def test_a_chosen_option_is_in_the_address_and_a_link_opens_it(page: str, key: str) -> None:
    at = opened(page, PROGRESSING)
    at.radio(key=key).set_value(Modality.Y90).run()
    assert view(at) == {"option": "y90"}
    linked = linked_to(page, view(at))
    assert linked.radio(key=key).value is Modality.Y90 and view(linked) == {"option": "y90"}
    linked.radio(key=key).set_value(Modality.TACE).run()
    assert view(linked) == {"option": "tace"}


def test_a_chosen_endpoint_is_in_the_address_and_a_link_opens_it() -> None:
    at = opened("survival", PROGRESSING)
    at.radio(key="endpoint").set_value(Endpoint.PFS).run()
    assert view(at) == {"endpoint": "PFS"}
    assert view(linked_to("survival", view(at))) == {"endpoint": "PFS"}


def test_chosen_curves_are_in_the_address_and_a_link_draws_them() -> None:
    at = opened("survival", PROGRESSING)
    assert at.multiselect(key="cohorts:OS").value == ["hsiao/haic", "mcauliffe_2013/fudr"]
    at.multiselect(key="cohorts:OS").set_value(["hsiao/haic", "yin_rct_haic/haic"]).run()
    assert view(at) == {"series": "hsiao/haic,yin_rct_haic/haic"}
    linked = linked_to("survival", view(at))
    assert linked.multiselect(key="cohorts:OS").value == ["hsiao/haic", "yin_rct_haic/haic"]
    assert view(linked) == view(at)


def test_a_link_opens_all_options_beside_each_other() -> None:
    at = opened("survival", PROGRESSING, show="all")
    assert at.radio(key="survival_view").value == "All options" and view(at) == {"show": "all"}


def test_a_link_opens_a_row_of_the_evidence_and_the_browser_alone_closes_it() -> None:
    at = opened("evidence", PROGRESSING, open="haic,nonsense")
    table = next(piece for piece in pieces(at) if 'class="hb-ev"' in piece)
    assert table.count('" open>') == 1 and 'data-row="haic"' in table.split('" open>')[0].rsplit("<details", 1)[1]
    assert "open" not in kept_by_tab(at)["address"]


def test_the_option_of_the_boards_chart_belongs_to_the_case_of_the_link() -> None:
    linked = opened("board", PROGRESSING, screen="survival", option="tace")
    assert _drawn(linked) == "TACE" and view(linked) == {"option": "tace"}


def test_the_boards_option_follows_a_click() -> None:
    at = opened("board", PROGRESSING, screen="survival")
    assert _drawn(at) == "HAIC"
    at.button(key="drawn:y90").click().run()
    assert _drawn(at) == "Y-90" and view(at) == {"option": "y90"}


def linked_to(page: str, said: dict[str, str]) -> AppTest:
    """The page as a new session opens it from an address that says so."""
    return opened(page, PROGRESSING, alone=False, **said)


def _drawn(at: AppTest) -> str:
    return next(one.label for one in at.button if (one.key or "").startswith("drawn:") and one.proto.type == "primary")


@pytest.mark.parametrize("page", ["options", "evidence", "survival", "board"])
def test_a_view_that_is_not_ours_is_shown_as_usual(page: str) -> None:
    at = opened(page, PROGRESSING, option="<b>", show="<b>", endpoint="<b>", series="<b>,,../x", open="<b>")
    assert not at.exception and "<b>," not in "".join(pieces(at))


def test_a_view_of_one_page_is_not_taken_to_another() -> None:
    at = opened("evidence", PROGRESSING, option="y90")
    at.switch_page("pages/options.py").run()
    assert at.radio(key="ledger_option").value is Modality.HAIC and len(verdicts(at)) == 6
