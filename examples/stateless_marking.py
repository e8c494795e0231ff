"""A quiz in the terminal: a variant of a problem is shown, answers are typed, and the marking is shown.

    FORWARD_PASS_URL=http://127.0.0.1:8000 FORWARD_PASS_TOKEN=fp_… python3 stateless_marking.py sigmoid-neuron

Without a problem it lists those that there are. The site stores neither who answers nor what. The token needs
the scope marking:write, with --feedback solutions also solutions:read, and problems:read for the list.

`StatelessMarking` is all that a system of your own needs: import it, show `statement_html`, `fields` and
`pictures` of the variant in a page, keep its `token`, and send what was typed.
"""

import sys
from collections.abc import Iterator, Mapping

from forward_pass import Client, ForwardPassError, Json, arguments, client_for, exit_code

LEVELS = ("marks", "feedback", "solutions")


class StatelessMarking:
    """Variants of problems and their marking, for a system that holds its own people."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def problems(self) -> Iterator[Json]:
        """List the problems that there are."""
        return self._client.pages("problems/", published="true")

    def variant(self, problem: str, feedback: str = "feedback") -> Json:
        """Draw a variant of a problem; `feedback` says how much its markings tell, and cannot be changed."""
        return self._client.post(f"problems/{problem}/variants/", {"feedback": feedback})

    def mark(self, token: str, answers: Mapping[str, str]) -> Json:
        """Mark what was typed for the variant with this token: field name -> text."""
        return self._client.post("markings/", {"token": token, "answers": dict(answers)})


def main() -> None:
    """Do what the command line says."""
    parser = arguments(str(__doc__))
    parser.add_argument("problem", nargs="?", help="its slug, such as sigmoid-neuron")
    parser.add_argument("--feedback", choices=LEVELS, default="feedback", help="how much the marking tells")
    asked = parser.parse_args()
    marking = StatelessMarking(client_for(asked.url))
    if asked.problem is None:
        for problem in marking.problems():
            print(f"{problem['slug']:<28} {problem['title']}")
        return
    variant = marking.variant(asked.problem, asked.feedback)
    print("\n".join(question(variant)))
    answers = {field["name"]: ask(field, prompt(variant, field)) for field in variant["fields"]}
    print("\n".join(told(variant, marking.mark(variant["token"], answers))))


def question(variant: Json) -> Iterator[str]:
    """The lines of the question; formulas stay in LaTeX."""
    yield from (variant["title"], "", variant["statement"], "")
    for picture in variant["pictures"]:
        yield f"[{picture['title']}. {picture['description']}]"
    yield from variant["conventions"]


def prompt(variant: Json, field: Json) -> str:
    """What is asked for; a cell of a table has the names of its row and column."""
    for table in variant["tables"]:
        for row in table["rows"]:
            if field["name"] in row["cells"]:
                return f"{row['layer']}, {table['headings'][row['cells'].index(field['name'])]}"
    return str(field["prompt"] or field["name"])


def ask(field: Json, label: str) -> str:
    """Ask for one answer, as it is to be sent."""
    for option in field["options"]:
        print(f"  {option['value']}: {option['text']}")
    wanted = "several, with commas" if field["kind"] == "choices" else field["asked"]
    unit = f" in {field['unit']}" if field["unit"] else ""
    try:
        return input(f"{label}{unit}{f' ({wanted})' if wanted else ''}: ")
    except EOFError:
        raise ForwardPassError("\nNothing was marked: the answers ended before the questions.") from None


def told(variant: Json, marking: Json) -> Iterator[str]:
    """The lines of the marking, as far as its level tells."""
    yield f"\n{marking['score']:g} of {marking['out_of']:g} points"
    for field in variant["fields"]:
        if part := marking["parts"].get(field["name"]):
            right = f"The right answer is {part['answer']}." if "answer" in part else ""
            yield " ".join(
                filter(None, [f"{prompt(variant, field)}: {part['verdict']}.", part["feedback"], right])
            )
    if marking["solution"]:
        yield from ("", "Worked solution")
        yield from (
            f"{step['label']}: {step['latex']} {step['note']}" for step in marking["solution"]["steps"]
        )


if __name__ == "__main__":
    sys.exit(exit_code(main))
