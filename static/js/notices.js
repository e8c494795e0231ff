// Says in #unsaved what became of answers that are not saved, with buttons for what can be done; a screen reader
// hears of problems and of their end, not of each save.
const RECOVERABLE = ["offline", "fault", "refused", "signedOut"];

const part = (id) => document.getElementById(id);
const actionsIn = (notice) => notice.querySelectorAll("[data-action]");

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

// actions: name of a button or link -> what it does; null: a link does it. The words are in the page.
export function notify(kind, values = {}, actions = {}) {
  const notice = part("unsaved");
  const text = part("unsaved-text");
  if (!notice) {
    return;
  }
  const words = fill(text.dataset[kind], values);
  if (text.textContent !== words) {
    text.textContent = words;
  }
  notice.dataset.kind = kind;
  for (const button of actionsIn(notice)) {
    button.hidden = !(button.dataset.action in actions);
    button.onclick = actions[button.dataset.action] ?? null;
  }
  makeRoom(notice);
}

// The notice stays in sight, but not over the box that somebody types into.
function makeRoom(notice) {
  const box = document.activeElement?.closest("#answers input")?.getBoundingClientRect();
  const hidden = box ? box.bottom + 16 - notice.getBoundingClientRect().top : 0;
  if (hidden > 0 && box.top < window.innerHeight) {
    window.scrollBy(0, hidden);
  }
}

export const noticed = () => part("unsaved")?.dataset.kind ?? null;

export function clear() {
  const notice = part("unsaved");
  if (noticed()) {
    delete notice.dataset.kind;
    part("unsaved-text").textContent = "";
    actionsIn(notice).forEach((button) => (button.hidden = true));
  }
}

export function recovered(time) {
  if (RECOVERABLE.includes(noticed())) {
    notify("recovered", { time });
  }
}

// The short line beside the buttons.
export function say(kind, values = {}) {
  const line = part("saving");
  if (line) {
    line.dataset.kind = kind;
    line.textContent = fill(line.dataset[kind], values);
  }
}

// For who asked for it and cannot see it.
export function announce() {
  const announcement = part("announcement");
  if (announcement) {
    announcement.textContent = part("saving").textContent;
  }
}
