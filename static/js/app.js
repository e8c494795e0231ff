// Starts what a page has: answers that save themselves, a timer, and what is sent before somebody leaves.
import { startChecking } from "./checking.js";
import { startLeaving } from "./leaving.js";
import { keepSending } from "./leftovers.js";
import { announce } from "./notices.js";
import { askPage, token } from "./sending.js";
import { Saver } from "./saving.js";
import { startTimer } from "./timer.js";
import { between } from "./waiting.js";

function startSaving(form) {
  const saver = new Saver(form);
  saver.putBack();
  document.addEventListener("input", (event) => saver.form?.contains(event.target) && saver.changed());
  document.addEventListener("change", (event) => {
    if (saver.form?.contains(event.target) && saver.isUnsaved && !saver.failures) {
      saver.plan(between(100, 400)); // the box is left: a little later, so that a click on Check comes first
    }
  });
  document.addEventListener(
    "submit",
    async (event) => {
      const isSave = event.target === saver.form && (event.submitter?.id === "save" || !event.target.hasAttribute("hx-post"));
      if (isSave) {
        event.preventDefault();
        event.stopPropagation(); // htmx would check
        await saver.save({ force: true });
        announce();
      }
    },
    true,
  );
  document.addEventListener("visibilitychange", () => saver.save());
  window.addEventListener("pagehide", () => saver.save());
  window.addEventListener("online", () => setTimeout(() => saver.save(), between(0, 1000)));
  return saver;
}

// A page out of the browser's memory may be older than what was saved since.
async function reloadIfOlder(saver) {
  const form = saver?.form;
  if (!form || saver.isUnsaved || saver.isHeld) {
    return;
  }
  const page = await askPage();
  if (page && !saver.isUnsaved && page.querySelector("#answers")?.dataset.revision !== String(saver.base)) {
    window.location.reload();
  }
}

// A token of before signing in again, in another tab, is refused; the cookie's is good.
function renewToken(event) {
  const box = event.target.elements.csrfmiddlewaretoken;
  if (box && token()) {
    box.value = token();
  }
}

function start() {
  const form = document.getElementById("answers");
  const saver = form ? startSaving(form) : null;
  if (saver) {
    startChecking(saver);
  }
  startTimer(saver);
  startLeaving(saver);
  if (document.body.dataset.user) {
    const send = () => keepSending(saver?.variant, () => document.getElementById("submit-attempt") && location.reload());
    send();
    window.addEventListener("online", send);
  }
  const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  window.addEventListener("pageshow", (event) => (event.persisted || isBack) && reloadIfOlder(saver));
}

document.addEventListener("submit", renewToken, true);
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.parameters.csrfmiddlewaretoken = token() || event.detail.parameters.csrfmiddlewaretoken;
});
// How an older text was read says nothing of the one that stands there now.
for (const failed of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(failed, (event) => {
    const reading = event.detail.target;
    if (reading?.classList.contains("reading")) {
      reading.replaceChildren();
    }
  });
}
document.addEventListener("DOMContentLoaded", start); // htmx starts then, too, and before
