"""Text that tries to run wherever an author can write."""

SCRIPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>",
    "[press](javascript:alert(1))",
    "![seen](http://outside.example/pixel.png)",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\includegraphics{http://outside.example/x.png}$",
    r"$\class{x\" onmouseover=\"alert(1)}{y}$",
    r"$$\text{</math><script>alert(1)</script>}$$",
    "<style>@import 'http://outside.example/x.css'</style>",
    "<iframe src='http://outside.example/'></iframe>",
    "{% load static %}{{ request.user.password }}",
    "`</code><script>alert(1)</script>`",
    "<base href='http://outside.example/'>",
    "<form action='http://outside.example/'><button>Check</button></form>",
]
# Inside a program's strings neither quotation marks nor the placeholder's braces may stand.
IN_STRINGS = [text.replace('"', "'") for text in SCRIPTS if "{{" not in text]


def document() -> str:
    """A problem with hostile text wherever an author can write."""
    options = "\n".join(
        f'choice("{text} {number}", {number == 0}, why="{text}")' for number, text in enumerate(IN_STRINGS)
    )
    every = "\n\n".join(text.replace("{{ request.user.password }}", "") for text in SCRIPTS)
    return f"""---
title: Hostile {SCRIPTS[0]} {SCRIPTS[1]}
topic: {SCRIPTS[1]}
---
{every}

```problem
a: "{IN_STRINGS[1]}" = integers(1, 9)
b: "{IN_STRINGS[0]} $\\href{{javascript:alert(1)}}{{x}}$" = a + 1
c: "{IN_STRINGS[2]}" = "{IN_STRINGS[0]}" if a > 4 else "{IN_STRINGS[3]}"
ask(b, unit="<img src=x>")
ask(c)
mistake("{IN_STRINGS[1]}", b=a)
{options}
```

{every}
"""
