// Waits for the report without a reload: looks again until it is there.
const EVERY = 700;

async function look() {
  const shown = document.getElementById("report");
  if (!["waiting", "running"].includes(shown.dataset.state)) {
    return;
  }
  try {
    const answer = await fetch(window.location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("report");
    if (!found) {
      window.location.reload(); // signed out meanwhile, or broken: that page says so
      return;
    }
    if (found.outerHTML !== shown.outerHTML) {
      shown.replaceWith(document.adoptNode(found));
    }
  } catch {
    // No connection: the next look may have one.
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
