"""Text to claims: names, quantities and cues joined by rules. Pure: no I/O, no clock."""
