"""The screens of the board as HTML: one question each, large type, few words."""
