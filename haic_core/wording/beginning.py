"""What is said to somebody who begins: three steps on an empty case, and what to do where nothing is recorded."""

from __future__ import annotations

from collections.abc import Mapping

TOUR = (
    (
        "Enter six facts, or paste a letter",
        "Ask me puts the telling questions first; a bundle, a lab list or a letter is read under Paste or open.",
    ),
    (
        "Read the options",
        "Options says what stops each, who admits such patients and what is missing; Evidence and Survival: results.",
    ),
    (
        "Take it to the board",
        "Board shows one question a screen, hides verdicts until all spoke (Discuss first), and keeps the decision.",
    ),
)
TOUR_OVER = "Hide these steps"
GO_TO_CASE = "Go to Case"
SIGN_IN, SIGN_OUT = "Sign in", "Sign out"
SIGN_IN_ABOUT = "This server is for those who have an account here. What is entered afterwards stays in this tab."
NO_SIGN_IN_SET_UP = (
    "This server was told to ask for a sign-in, and none is set up; whoever runs it finds how in deploy."
)
_DO = "Enter six facts or paste a letter on Case."
_NOTHING_YET: Mapping[str, str] = {
    "Options": f"Nothing but the primary is recorded, so every option that asks for more waits. {_DO}",
    "Compare": f"Nothing but the primary is recorded, so there is little to change. {_DO}",
    "Evidence": f"Nothing but the primary is recorded, so no series is closer to this patient than another. {_DO}",
    "Survival": f"Nothing but the primary is recorded, so no curve is closer to this patient than another. {_DO}",
}
NOTHING_ON_THE_BOARD = f"Nothing but the primary is recorded. {_DO} Then come back with the board."


def nothing_yet(title: str, facts: Mapping[str, object]) -> str:
    """What to do on a page where nothing is recorded but the primary; nothing where more is, or on other pages."""
    return "" if has_facts(facts) else _NOTHING_YET.get(title, "")


def has_facts(facts: Mapping[str, object]) -> bool:
    """Whether more is recorded than the primary tumour."""
    return not set(facts) <= {"primary"}
