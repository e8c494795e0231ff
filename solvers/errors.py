"""The one exception that an author's text can cause."""


class ProblemError(Exception):
    """A fault in a problem's text, at a place, with what to write instead.

    Attributes: `message` (an English sentence), `line` and `column` (from 1, in the whole document).
    """

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.message}"
