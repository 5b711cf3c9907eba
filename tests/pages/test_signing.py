"""The door of a hospital's server, without a browser: told to ask for a sign-in, it lets nobody past."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from screens import EXAMPLES, opened, text

from haic_core.wording.beginning import NO_SIGN_IN_SET_UP, SIGN_OUT
from pages.frame import signing

EXAMPLE = EXAMPLES["Liver-dominant, two lines, progressing"]


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    """Each test is a server that has just been started."""
    signing.is_asked.cache_clear()
    yield
    signing.is_asked.cache_clear()


@pytest.mark.parametrize(("page", "alone"), [("options", False), ("case", True)], ids=["options", "a page file alone"])
def test_a_server_that_is_to_ask_and_has_nobody_to_ask_shows_nothing(
    page: str, alone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HAIC_SIGN_IN", "required")
    at = opened(page, EXAMPLE, alone=alone)
    assert [one.value for one in at.error] == [NO_SIGN_IN_SET_UP]
    assert not at.button and "Not a medical device" not in text(at), "nothing of the page itself was drawn"


def test_on_one_s_own_computer_nobody_is_asked() -> None:
    at = opened("options", EXAMPLE)
    assert NO_SIGN_IN_SET_UP not in text(at) and "Not a medical device" in text(at)
    assert signing.way_out() == [] and SIGN_OUT not in text(at)
