// Asks the server: with a token that is still good, and an answer that is told from a broken line.
const TIMEOUT = 15_000;
const MOST_KEPT_ALIVE = 60_000; // characters: browsers refuse to carry more past the page's end

export const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";

// -> { status, answer }; status 0: no connection, or no answer in time.
export async function ask(address, options = {}) {
  try {
    const response = await fetch(address, {
      ...options,
      headers: { Accept: "application/json", ...options.headers },
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    return { status: response.status, answer: isJson ? await response.json() : {} };
  } catch {
    return { status: 0, answer: {} };
  }
}

async function post(address, typed, revision) {
  const body = new URLSearchParams({ revision });
  for (const [name, text] of Object.entries(typed)) {
    body.set(`answer.${name}`, text);
  }
  const headers = { "X-CSRFToken": token() };
  const keepalive = body.toString().length < MOST_KEPT_ALIVE;
  return ask(address, { method: "POST", body, headers, keepalive });
}

// After signing in elsewhere the page's own token is stale, the cookie's is not; without a cookie, a page brings one.
export async function sendDraft(address, typed, revision) {
  const sent = await post(address, typed, revision);
  if (sent.status !== 403) {
    return sent;
  }
  await askPage();
  return post(address, typed, revision);
}

// This page as the server would show it now; null where it cannot be had.
export async function askPage() {
  try {
    const response = await fetch(window.location.href, { cache: "reload", signal: AbortSignal.timeout(TIMEOUT) });
    return response.ok && !response.redirected
      ? new DOMParser().parseFromString(await response.text(), "text/html")
      : null;
  } catch {
    return null;
  }
}
