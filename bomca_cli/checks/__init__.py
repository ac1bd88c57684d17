"""What an editor would raise.

One module for each check; ``registry.CHECKS`` lists them, ``codes.toml`` explains their codes.
"""
