"""What a chart shows, once, for every renderer: curves, ticks, numbers at risk, shades, the balance of good and harm.

Screen, slide, sheet, picture and CSV draw these records and compute none of them again.
"""
