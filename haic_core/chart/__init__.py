"""What a chart shows, once, for every renderer: curves, ticks, numbers at risk, shades, the balance of good and harm.

``survival`` and ``balance`` make the records, ``ticks`` and ``palette`` hold their rules, ``hundred`` turns shares into
dots, ``renderer`` says what anything that draws them is given. Screen, slide, sheet, picture and CSV draw these records
and compute none of them again.
"""
