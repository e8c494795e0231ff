// The editor of a problem: line numbers and faults at their lines, a preview that keeps up, a reference to insert from.
import { keepDraft } from "./authoring-draft.js";
import { Editor } from "./authoring-editor.js";
import { Preview } from "./authoring-preview.js";
import { startInserting, startSearching, startTabs } from "./authoring-reference.js";

const PAUSE = 300; // milliseconds without a key until the preview follows

const root = document.getElementById("authoring");
const box = root.querySelector("textarea.document");
const words = root.dataset;
const editor = new Editor(box, words, document.getElementById("document-state"));
const preview = new Preview(document.getElementById("preview"), document.getElementById("preview-button"), {
  text: () => box.value,
  found: (fault) => (fault ? editor.show(fault) : editor.say(words.fine)),
  failed: (why) => editor.say(words[why]),
  key: saveOnKey,
});

let timer = null;
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => preview.refresh(), PAUSE);
});

function saveOnKey(event) {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
    event.preventDefault();
    document.querySelector("[name=_continue]")?.click();
  }
}
document.addEventListener("keydown", saveOnKey);

// A new problem's name follows its title, until somebody writes a name.
const slug = document.getElementById("id_slug");
if (slug) {
  const titleOf = () => box.value.match(/^title:(.*)$/m)?.[1].trim() ?? "";
  const plain = (title) => title.normalize("NFKD").replace(/[^\w\s-]/g, "").trim().toLowerCase().replace(/[\s_-]+/g, "-").slice(0, 80);
  let follows = !document.querySelector(".errornote");
  let title = titleOf();
  slug.addEventListener("input", () => (follows = slug.value === ""));
  box.addEventListener("input", () => {
    if (follows && titleOf() !== title) {
      title = titleOf();
      slug.value = plain(title);
    }
  });
}

keepDraft(box, slug, words);
startTabs(root.querySelector("[role=tablist]"));
startInserting(root, editor);
for (const search of document.querySelectorAll("[data-search]")) {
  startSearching(search);
}
if (words.message) {
  editor.show({ line: Number(words.line), column: Number(words.column), message: words.message });
}
preview.refresh();
