"""What every page shares: the opening (style, safety line, case strip), the case in hand, the form's fields."""

from .opening import begin_page

__all__ = ["begin_page"]
