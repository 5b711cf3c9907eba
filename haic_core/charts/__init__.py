"""What the screens draw, as plain plotly dictionaries: survival, its board form, forest plots."""
