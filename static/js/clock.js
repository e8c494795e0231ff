// The server's clock, as its answers tell it: the browser's own date is never asked.
let ahead = null; // the server's time less this page's, in milliseconds

const listeners = [];

export const state = { ends: null, endsText: "", over: false, final: false };

export const now = () => performance.now() + ahead;
export const left = () => (state.ends === null ? Infinity : state.ends - now());

export const onNews = (listener) => listeners.push(listener);

// answer: what saving and the clock's address say; others pass by.
export function hear(answer) {
  if (!answer.now) {
    return;
  }
  ahead = Date.parse(answer.now) - performance.now();
  const before = state.ends;
  state.ends = answer.ends_at ? Date.parse(answer.ends_at) : null;
  state.endsText = answer.ends ?? state.endsText;
  state.over = answer.over;
  state.final = answer.final;
  listeners.forEach((listener) => listener(before));
}
