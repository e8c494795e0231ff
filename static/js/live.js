// Keeps the page of who is working current: looks again every ten seconds, and never takes a box from under
// somebody who types in it.
const EVERY = 10_000;

function rows(region) {
  return [...region.querySelectorAll("tr[id]")].map((row) => row.id).join(" ");
}

function update(shown, found) {
  if (rows(shown) !== rows(found) && !shown.contains(document.activeElement)) {
    shown.replaceWith(document.adoptNode(found));
    return;
  }
  shown.querySelector("p[data-live]").replaceWith(document.adoptNode(found.querySelector("p[data-live]")));
  for (const row of found.querySelectorAll("tr[id]")) {
    const old = document.getElementById(row.id)?.querySelectorAll("[data-live]") ?? [];
    const cells = [...row.querySelectorAll("[data-live]")];
    for (const [place, cell] of [...old].entries()) {
      if (!cell.contains(document.activeElement)) {
        cell.replaceWith(document.adoptNode(cells[place]));
      }
    }
  }
}

async function look() {
  if (document.hidden) {
    return;
  }
  try {
    const answer = await fetch(window.location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("live");
    if (found) {
      update(document.getElementById("live"), found);
    } else if (answer.redirected) {
      window.location.reload(); // signed out meanwhile: that page says so
    }
  } catch {
    // No connection: the next look may have one. The time in the first line tells how old the page is.
  }
}

setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
