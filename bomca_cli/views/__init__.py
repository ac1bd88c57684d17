"""Entries → ``Report``: one module for each command, pure functions without a look."""
