// A text box with line numbers, a marked line where a fault is, and Tab that indents.
const INDENT = "    ";
const make = (name, parent) => parent.appendChild(Object.assign(document.createElement("div"), { className: name }));

export class Editor {
  #fault = null;
  #leaving = false; // Escape was pressed: the next Tab leaves the box

  constructor(box, words, state) {
    Object.assign(this, { box, words, state });
    const frame = Object.assign(document.createElement("div"), { className: "editor" });
    box.before(frame);
    this.numbers = make("editor-numbers", make("editor-gutter", frame));
    this.numbers.parentElement.setAttribute("aria-hidden", "true");
    const text = make("editor-text", frame);
    this.band = make("editor-band", text);
    text.append(box);
    this.note = make("editor-fault", text);
    this.note.setAttribute("aria-hidden", "true"); // the line below the box says the same
    this.band.hidden = this.note.hidden = true;
    box.addEventListener("input", () => this.#draw());
    box.addEventListener("scroll", () => this.#place());
    box.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("selectionchange", () => this.#place());
    new ResizeObserver(() => this.#place()).observe(box);
    this.#draw();
  }

  // Nothing is wrong, or nothing is known: say so.
  say(text) {
    if (!this.#fault && this.state.textContent === text) {
      return; // it would be read aloud again
    }
    this.#fault = null;
    this.state.className = "";
    this.state.textContent = text;
    this.box.removeAttribute("aria-invalid");
    this.#draw();
  }

  // fault: { line, column, message }
  show(fault) {
    this.#fault = fault;
    this.box.setAttribute("aria-invalid", "true");
    const at = Object.assign(document.createElement("strong"), { textContent: this.words.at.replace("{line}", fault.line) });
    const go = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: this.words.go });
    go.addEventListener("click", () => this.goTo(fault.line, fault.column));
    this.state.className = "fault";
    this.state.replaceChildren(at, ` ${fault.message} `, go);
    this.#draw();
  }

  goTo(line, column) {
    const lines = this.box.value.split("\n");
    const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    const place = Math.min(before + Math.max(0, column - 1), before + (lines[line - 1] ?? "").length);
    this.box.focus();
    this.box.setSelectionRange(place, place);
    this.box.scrollTop = Math.max(0, (line - 1) * this.#lineHeight - this.box.clientHeight / 2);
  }

  // In place of what is selected, as if it were typed: so that it can be undone.
  insert(text) {
    this.box.focus();
    if (!document.execCommand("insertText", false, text)) {
      this.box.setRangeText(text, this.box.selectionStart, this.box.selectionEnd, "end");
      this.box.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  get #lineHeight() {
    return parseFloat(getComputedStyle(this.box).lineHeight);
  }

  #draw() {
    const count = this.box.value.split("\n").length;
    while (this.numbers.childElementCount > count) {
      this.numbers.lastElementChild.remove();
    }
    while (this.numbers.childElementCount < count) {
      make("", this.numbers).textContent = this.numbers.childElementCount;
    }
    this.numbers.querySelector(".at-fault")?.classList.remove("at-fault");
    const fault = this.#fault;
    this.band.hidden = this.note.hidden = !fault;
    if (fault) {
      this.numbers.children[Math.min(fault.line, count) - 1].classList.add("at-fault");
      this.note.textContent = fault.message;
    }
    this.#place();
  }

  #place() {
    const { scrollTop, scrollLeft, clientWidth } = this.box;
    this.numbers.style.transform = `translateY(${-scrollTop}px)`;
    if (!this.#fault) {
      return;
    }
    const style = getComputedStyle(this.box);
    const height = parseFloat(style.lineHeight);
    const top = parseFloat(style.paddingTop) + (this.#fault.line - 1) * height - scrollTop;
    const written = this.box.value.split("\n")[this.#fault.line - 1] ?? "";
    const left = parseFloat(style.paddingLeft) + (written.length + 2) * this.#widthOf(style) - scrollLeft;
    this.band.style.top = `${top}px`;
    this.note.classList.remove("below");
    this.note.style.top = `${top}px`;
    this.note.style.left = `${Math.min(left, clientWidth)}px`;
    // Below the line where it finds no room behind it, unless somebody writes there.
    const writes = this.box.value.slice(0, this.box.selectionStart).split("\n").length - this.#fault.line;
    const fits = this.note.scrollWidth <= this.note.clientWidth;
    if (!fits && (writes < 1 || writes > 3)) {
      this.note.classList.add("below");
      this.note.style.top = `${top + height}px`;
      this.note.style.left = style.paddingLeft;
    }
  }

  #widthOf(style) {
    this.pen ??= document.createElement("canvas").getContext("2d");
    this.pen.font = `${style.fontSize} ${style.fontFamily}`;
    return this.pen.measureText("0").width;
  }

  #key(event) {
    if (event.key === "Tab" && !this.#leaving && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      this.#indent(event.shiftKey);
    }
    if (event.key !== "Shift") {
      this.#leaving = event.key === "Escape";
    }
  }

  #indent(back) {
    const { value, selectionStart, selectionEnd } = this.box;
    if (!back && !value.slice(selectionStart, selectionEnd).includes("\n")) {
      this.insert(INDENT);
      return;
    }
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const end = Math.max(start, selectionEnd - (value[selectionEnd - 1] === "\n" && selectionEnd > selectionStart ? 1 : 0));
    const lines = value.slice(start, end);
    const moved = back ? lines.replace(/^ {1,4}/gm, "") : lines.replace(/^(?=.)/gm, INDENT);
    if (moved !== lines) {
      this.box.setSelectionRange(start, end);
      this.insert(moved);
      this.box.setSelectionRange(back && selectionStart === selectionEnd ? start + moved.length : start, start + moved.length);
    }
  }
}
