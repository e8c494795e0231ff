"""A document's parts, and the place of what is wrong with them."""

import pytest

from solvers import ProblemError
from solvers.document import MAX_DOCUMENT, Document, split

WHOLE = """---
title: Sigmoid neuron
topic: Neurons
---

A neuron.
With $w$.

```problem
w = 1
ask(w)
```

Why so.
"""


def test_document_is_split_into_its_parts():
    assert split(WHOLE) == Document(
        title="Sigmoid neuron",
        topic="Neurons",
        statement="A neuron.\nWith $w$.",
        statement_line=6,
        program="w = 1\nask(w)",
        program_line=10,
        explanation="Why so.",
        explanation_line=14,
    )


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("\n", "\r\n"),
        WHOLE.replace("\n", "\r"),
        "\ufeff" + WHOLE,
        WHOLE.replace("```problem", "``` problem  "),
        WHOLE.replace("```problem", "```\tproblem"),
        WHOLE.rstrip("\n"),
        WHOLE.replace("title: Sigmoid", "\n title :  Sigmoid").replace("\nA neuron", "A neuron"),
        WHOLE.replace("---", "---  "),
    ],
)
def test_document_is_read_the_same_however_it_is_saved(text):
    assert split(text) == split(WHOLE)


def test_other_code_blocks_belong_to_the_text():
    text = WHOLE.replace("With $w$.", "```python\nw = 1\n```")
    assert split(text).statement == "A neuron.\n```python\nw = 1\n```"


def test_title_may_hold_colons():
    assert split(WHOLE.replace("Sigmoid neuron", "CNN: table: one")).title == "CNN: table: one"


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "Begin the document with a line '---', then 'title: …', then a line '---'."),
        ("Hello", 1, 1, "Begin the document with a line '---', then 'title: …', then a line '---'."),
        ("---\ntitle: A\n", 3, 1, "The front matter has no end: close it with a line '---'."),
        ("---\n---\n", 2, 1, "Give the problem a title: a line 'title: …' above this one."),
        ("---\ntitle:\n---\n", 3, 1, "Give the problem a title: a line 'title: …' above this one."),
        (
            "---\ntitle: A\nauthor: B\n---\n",
            3,
            1,
            "Only 'title: …' and 'topic: …' stand between the two '---' lines.",
        ),
        (
            "---\ntitle: A\nhello\n---\n",
            3,
            1,
            "Only 'title: …' and 'topic: …' stand between the two '---' lines.",
        ),
        ("---\ntitle: A\ntitle: B\n---\n", 3, 1, "'title' is given twice."),
        ("---\ntitle: " + "a" * 201 + "\n---\n", 2, 1, "The title may have 200 characters."),
        (
            "---\ntitle: A\n---\nText.",
            4,
            1,
            "There is no program: write it between a line '```problem' and a line '```'.",
        ),
        (WHOLE + "\n```problem\n```\n", 16, 1, "A document has one '```problem' block; join the two."),
        (
            WHOLE.replace("ask(w)\n```", "ask(w)"),
            9,
            1,
            "The program has no end: close it with a line '```'.",
        ),
        (
            WHOLE.replace("With $w$", "Wi\x00th"),
            7,
            3,
            "There is a control character (U+0000) here: take it out.",
        ),
        (
            WHOLE.replace("Neurons", "N\ud800"),
            3,
            9,
            "There is a control character (U+D800) here: take it out.",
        ),
        (WHOLE.replace("Why", "W\x1bhy"), 14, 2, "There is a control character (U+001B) here: take it out."),
        (
            "a" * (MAX_DOCUMENT + 1),
            1,
            1,
            "A document may have 60,000 characters; this one has 60,001.",
        ),
    ],
)
def test_fault_is_found_at_its_place(text, line, column, message):
    with pytest.raises(ProblemError) as refused:
        split(text)
    fault = refused.value
    assert (fault.line, fault.column, fault.message) == (line, column, message)
    assert str(fault) == f"line {line}, column {column}: {message}"
