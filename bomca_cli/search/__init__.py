"""The query language: folding of words, expressions, exact matches, suggestions."""
