"""Charts as plain plotly dictionaries, drawn from the records of the wing chart."""
