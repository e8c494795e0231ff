"""How dates are written where it is not left to the language."""
