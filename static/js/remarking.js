// Follows a re-marking that goes on without a reload: each look also does a little of the work.
const EVERY = 500;
const stage = document.getElementById("stage");

async function look() {
  const shown = document.getElementById("steps");
  if (!("moving" in shown.dataset)) {
    return;
  }
  try {
    const answer = await fetch(window.location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("steps");
    if (!found) {
      window.location.reload(); // signed out meanwhile, or broken: that page says so
      return;
    }
    shown.replaceWith(document.adoptNode(found));
    const said = page.getElementById("stage").textContent;
    if (stage.textContent !== said) {
      stage.textContent = said; // in its place, so that it is read aloud
    }
  } catch {
    // No connection: the next look may have one.
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
