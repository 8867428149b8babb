"""What runs when, and how it reaches Discord."""
