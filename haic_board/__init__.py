"""The installed package: its two commands, with the core, the pages and the data as they lie in the repository."""
