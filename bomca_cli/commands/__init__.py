"""One short module for each command; ``app.COMMANDS`` lists them."""
