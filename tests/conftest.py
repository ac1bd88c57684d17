"""Stands here so that every test can import the helpers beside it, ``builders``."""
