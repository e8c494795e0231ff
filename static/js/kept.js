// Keeps what the server does not have yet in the browser, by person and variant, until the server has it.
const PREFIX = "answers.";

const person = () => document.body.dataset.user;
const keyOf = (variant) => `${PREFIX}${person()}.${variant}`;

// A browser may forbid storing, or its storage may be full: the page then works without.
function tried(work) {
  try {
    return work();
  } catch {
    return null;
  }
}

// Which tab this is, over reloads: what another open tab keeps is that tab's to send.
export const tab = tried(() => (sessionStorage.tab ??= Math.random().toString(36).slice(2)));

// record: { typed, base (the revision it was typed over), mine (texts that may have reached the server), save }
export const keep = (variant, record) =>
  tried(() => localStorage.setItem(keyOf(variant), JSON.stringify({ ...record, tab, at: Date.now() })));

export const get = (variant) => tried(() => JSON.parse(localStorage.getItem(keyOf(variant))));

export const drop = (variant) => tried(() => localStorage.removeItem(keyOf(variant)));

function keys() {
  const mine = `${PREFIX}${person()}.`;
  return (tried(() => Object.keys(localStorage)) ?? [])
    .filter((key) => key.startsWith(mine))
    .map((key) => key.slice(mine.length));
}

export const variants = () => keys().filter((key) => /^\d+$/.test(key));

export const dropAll = () => keys().forEach(drop);

// What cannot be put back by itself, as the server has other text by now; offered until somebody chose.
const asideOf = (variant) => `${variant}.aside`;

export function setAside(variant, record) {
  keep(asideOf(variant), record);
  drop(variant);
}

export const aside = (variant) => get(asideOf(variant));
export const dropAside = (variant) => drop(asideOf(variant));
