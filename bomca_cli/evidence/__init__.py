"""What an answer of bomca claims of its sources, and whether the sources still say it."""
