"""Clocks: when a matter is due, and why. `rules` holds them as data, `engine` reckons; doubts are settled in clocks.md."""
