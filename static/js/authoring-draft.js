// Keeps text that is not saved in the browser, by person and problem, and offers it when the page comes back without it.
const WAIT = 400;
const keyOf = (person, problem) => `problem.${person}.${problem}`;

// A browser may forbid storing, or its storage may be full.
function tried(work) {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

function offer(box, slug, words, kept, drop) {
  const note = Object.assign(document.createElement("p"), { className: "kept-text" });
  note.setAttribute("role", "status");
  const button = (text, does) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "row-button", textContent: text });
    made.addEventListener("click", () => {
      does();
      note.remove();
      box.focus();
    });
    return made;
  };
  const bringBack = () => {
    box.value = kept.text;
    if (slug && kept.slug) {
      slug.value = kept.slug;
    }
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const when = new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  note.append(`${words.kept.replace("{time}", when)} `, button(words.restore, bringBack), " ", button(words.discard, drop));
  document.getElementById("authoring").before(note);
}

export function keepDraft(box, slug, words) {
  const key = keyOf(words.person, words.key);
  const first = box.value;
  const drop = () => tried(() => localStorage.removeItem(key));
  const keep = (more = {}) =>
    tried(() => localStorage.setItem(key, JSON.stringify({ text: box.value, slug: slug?.value, at: Date.now(), ...more })));
  let isSafe = true;
  let timer = null;

  let kept = null;
  tried(() => (kept = JSON.parse(localStorage.getItem(key))));
  if (kept && kept.text !== first) {
    offer(box, slug, words, kept, drop);
  } else if (document.querySelector(".errornote")) {
    keep(); // it was sent, and refused
  } else {
    drop();
  }

  const save = () => (isSafe = box.value === first ? drop() : keep());
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  window.addEventListener("pagehide", () => timer && box.value !== first && !isSent && save());

  let isSent = false;
  box.form.addEventListener("submit", (event) => {
    if (event.submitter?.id !== "preview-button") {
      isSent = true;
      clearTimeout(timer);
      keep({ sent: true }); // authoring-saved.js drops it once the server says that it is saved
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isSafe && !isSent && box.value !== first) {
      event.preventDefault();
    }
  });
}
