"""From a program and its values to mathematics on the page: symbols, numbers put in, worked steps."""
