"""Whom releases tell readers to ask: the mentions of a person or office in many releases as one, and who it was then.

Merging is by address and number, and never by these alone: two names that share a switchboard are two people.
"""
