// A formula or table wider than the page scrolls in its own box; only then is the box a stop for the Tab key.
"use strict";

const BOXES = ".math-display, .table-scroll, .picture-box, .worked-line, .statement > p, .explanation > p, .formulas-text > p";

function findScrolling() {
  for (const box of document.querySelectorAll(BOXES)) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
    } else {
      box.removeAttribute("tabindex");
    }
  }
}

window.addEventListener("load", findScrolling);
window.addEventListener("resize", findScrolling);
document.addEventListener("htmx:afterSettle", findScrolling);
document.addEventListener("toggle", findScrolling, true);
