"""Stated figures: what is said, what changed between statements, whether the sums agree; exact arithmetic only."""
