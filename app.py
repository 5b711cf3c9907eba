"""HAIC Board: the frame around the pages. Each page draws its own safety line and case strip."""

from pages.frame.rooms import navigate

navigate().run()
