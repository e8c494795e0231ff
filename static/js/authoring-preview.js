// The frame beside the editor: what the server makes of the text, put in place without losing the reader's place.
// Which forms keep what was typed into them since they came, by the form that was sent.
const KEEPS = { "": ["#numbers", "#answers"], answers: ["#numbers"], numbers: [] };

function keepTyped(last, next) {
  for (const box of last && next ? last.elements : []) {
    const isTicked = box.type === "radio" || box.type === "checkbox";
    const same = [...next.elements].find(({ name, value }) => name === box.name && (!isTicked || value === box.value));
    if (!same || !["text", "radio", "checkbox"].includes(box.type)) {
      continue;
    }
    if (isTicked && box.checked !== box.defaultChecked) {
      same.checked = box.checked;
    } else if (!isTicked && box.value !== box.defaultValue) {
      same.value = box.value;
    }
  }
}

// The table of variants leads to the preview of one of them.
function givenInAddress() {
  const found = new FormData();
  for (const [name, value] of new URLSearchParams(window.location.search)) {
    if (name.startsWith("given.")) {
      found.set(name, value);
    }
  }
  return found;
}

export class Preview {
  #asked = null; // the request under way
  #clicked = ""; // the form that it answers, if one was sent
  #wanted = givenInAddress(); // what the reader chose: numbers, answers; without the text itself

  // hear: { text: () => the text, found: (fault or null), failed: (the name of what to say), key: (a key in the frame) }
  constructor(frame, button, hear) {
    Object.assign(this, { frame, button, hear, url: button.formAction });
    button.addEventListener("click", (event) => {
      event.preventDefault();
      this.refresh();
    });
    frame.addEventListener("load", () => this.#listen());
    if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.querySelector("main")) {
      this.#listen();
    }
  }

  get #page() {
    return this.frame.contentDocument;
  }

  #listen() {
    this.#page.addEventListener("keydown", this.hear.key);
    this.#page.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask(new FormData(event.target, event.submitter), event.target.id);
    });
  }

  refresh() {
    if (this.#clicked) {
      return this.#ask(this.#wanted, this.#clicked); // what was clicked is not forgotten over a newer text
    }
    const form = this.#page?.querySelector("#answers");
    return this.#ask(form ? new FormData(form) : this.#wanted);
  }

  async #ask(data, clicked = "") {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    this.#wanted = data;
    this.#clicked = clicked;
    data.set("document", this.hear.text());
    data.set("csrfmiddlewaretoken", token);
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    try {
      const answer = await fetch(this.url, { method: "POST", body: data, signal: asked.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.redirected || answer.status === 403) {
        this.hear.failed("signedOut");
      } else if (!answer.ok) {
        this.hear.failed("broken");
      } else {
        await this.#loaded();
        this.#take(page, clicked);
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        this.hear.failed("offline");
      }
    }
    if (this.#asked === asked) {
      this.#clicked = "";
    }
  }

  #loaded() {
    return new Promise((resolve) => {
      if (this.#page?.querySelector("main")) {
        resolve();
      } else {
        this.frame.addEventListener("load", resolve, { once: true });
      }
    });
  }

  #take(page, clicked) {
    const fault = page.querySelector("#fault");
    const isFirst = Boolean(this.#page.querySelector("#empty, #fault"));
    this.#page.body.classList.toggle("stale", Boolean(fault) && !isFirst);
    if (fault) {
      const { line, column } = fault.dataset;
      this.hear.found({
        line: Number(line),
        column: Number(column),
        message: page.getElementById("fault-message").textContent,
      });
      if (!isFirst) {
        return; // what showed last stays
      }
    } else {
      this.hear.found(null);
    }
    const open = [...this.#page.querySelectorAll("details")].map((each) => each.open);
    const focused = this.#page.activeElement?.id;
    const main = this.#page.adoptNode(page.querySelector("main"));
    const last = this.#page.querySelector("main");
    for (const form of KEEPS[clicked]) {
      keepTyped(last.querySelector(form), main.querySelector(form));
    }
    last.replaceWith(main);
    const details = [...main.querySelectorAll("details")];
    if (details.length === open.length) {
      details.forEach((each, index) => (each.open = open[index] || Boolean(each.querySelector("[aria-invalid], [role=alert]"))));
    }
    this.frame.contentWindow.htmx?.process(main);
    if (clicked === "answers") {
      main.querySelector("#result")?.focus();
    } else if (focused) {
      this.#page.getElementById(focused)?.focus({ preventScroll: true });
    }
  }
}
