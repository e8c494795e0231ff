// What stands beside the text: two tabs, a search through the reference, and buttons that write into the text.
export function startTabs(list) {
  const tabs = [...list.querySelectorAll("[role=tab]")];
  const panelOf = (tab) => document.getElementById(tab.getAttribute("aria-controls"));
  const select = (chosen) => {
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      panelOf(tab).hidden = tab !== chosen;
    }
  };
  for (const tab of tabs) {
    panelOf(tab).setAttribute("role", "tabpanel");
    panelOf(tab).setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", () => select(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
        select(next);
        next.focus();
      }
    });
  }
  list.hidden = false;
  select(tabs[0]);
}

export function startInserting(root, editor) {
  for (const button of root.querySelectorAll("[data-insert]")) {
    button.hidden = false;
    button.addEventListener("click", () => editor.insert(button.dataset.insert));
  }
}

// <input data-search="what is searched">: hides what has not all the words; parts without any are hidden, too.
export function startSearching(search) {
  const entries = [...document.querySelectorAll(search.dataset.search)].map((entry) => [entry, entry.textContent.toLowerCase()]);
  const parts = [...new Set(entries.map(([entry]) => entry.closest(".reference-part")))].filter(Boolean);
  const opened = new Map(parts.map((part) => [part, part.open]));
  const note = search.parentElement.querySelector("[data-none]");
  search.closest("[hidden]").hidden = false;
  search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const [entry, text] of entries) {
      entry.hidden = !words.every((word) => text.includes(word));
      found += !entry.hidden;
    }
    for (const part of parts) {
      part.hidden = !part.querySelector(".reference-entry:not([hidden])");
      part.open = words.length ? true : opened.get(part);
    }
    if (note) {
      note.textContent = found ? "" : note.dataset.none;
    }
  });
}
