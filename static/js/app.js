// The little that htmx does not do by itself: say when a check was not sent, and keep the focus somewhere.
"use strict";

const isCheck = (event) => event.detail.elt instanceof HTMLFormElement;

function showTrouble(event, kind) {
  const trouble = document.getElementById("trouble");
  if (trouble && isCheck(event)) {
    trouble.textContent = trouble.dataset[kind];
  }
}

document.addEventListener("htmx:sendError", (event) => showTrouble(event, "offline"));
document.addEventListener("htmx:timeout", (event) => showTrouble(event, "offline"));
document.addEventListener("htmx:responseError", (event) => {
  showTrouble(event, event.detail.xhr.status >= 500 ? "fault" : "refused");
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const trouble = document.getElementById("trouble");
  if (trouble && isCheck(event)) {
    trouble.textContent = "";
  }
});

// htmx gives the focus back to the element of the same id. Where that is gone, the result takes it:
// otherwise the next Tab would start at the top of the page.
document.addEventListener("htmx:afterSettle", (event) => {
  const afterCheck = event.detail.requestConfig.elt instanceof HTMLFormElement;
  if (afterCheck && document.activeElement === document.body) {
    document.getElementById("result").focus();
  }
});
