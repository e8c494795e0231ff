// The little that htmx does not do by itself when answers are checked: wait for a save under way, say what went
// wrong, keep what was typed meanwhile, and keep the focus somewhere.
import { isSame, read, write } from "./answers.js";
import * as kept from "./kept.js";
import { clear } from "./notices.js";

const isCheck = (event) => event.detail.elt instanceof HTMLFormElement;
const isAfterCheck = (event) => event.detail.requestConfig.elt instanceof HTMLFormElement;

function tell(kind) {
  const trouble = document.getElementById("trouble");
  trouble.textContent = trouble.dataset[kind] ?? "";
}

export function startChecking(saver) {
  let submitted = null;
  let latest = null;
  let isSecond = false;

  const on = (name, react) =>
    document.addEventListener(`htmx:${name}`, (event) => isCheck(event) && react(event));

  on("confirm", async (event) => {
    event.preventDefault();
    await saver.pause();
    event.detail.issueRequest(true);
  });

  on("beforeRequest", (event) => {
    tell("nothing");
    submitted = read(event.detail.elt);
  });

  const failed = (kind) => {
    tell(kind);
    saver.resume();
  };
  on("sendError", () => failed("offline"));
  on("timeout", () => failed("offline"));

  on("responseError", async (event) => {
    const { status } = event.detail.xhr;
    if (status !== 409) {
      failed(status >= 500 ? "fault" : "refused");
      return;
    }
    // Another tab's text, then saving says so and lets choose; our own, then saving clears it up.
    saver.resume();
    await saver.save({ force: true });
    if (!saver.isUnsaved && !isSecond) {
      isSecond = true;
      saver.form.requestSubmit();
    }
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (isAfterCheck(event) && saver.form) {
      latest = read(saver.form);
    }
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (!isAfterCheck(event)) {
      return;
    }
    document.getElementById("announcement").textContent = document.getElementById("result").innerText;
    isSecond = false;
    saver.failures = 0;
    saver.isHeld = false;
    saver.mine.clear();
    clear();
    kept.drop(saver.variant);
    if (saver.form) {
      saver.takeOver(saver.form);
      if (!isSame(latest, submitted)) {
        write(saver.form, latest);
      }
      saver.resume();
    }
  });

  // htmx gives the focus back to the element of the same id. Where that is gone, the result takes it:
  // otherwise the next Tab would start at the top of the page.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (isAfterCheck(event) && document.activeElement === document.body) {
      document.getElementById("result").focus();
    }
  });
}
