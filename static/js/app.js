// The little that htmx does not do by itself: say when a check was not sent, keep the focus somewhere,
// and keep what was typed but not yet checked through a reload or a look at another page.
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

const checkForm = () => document.querySelector("#sheet form[hx-post]");
const answersOf = (form) => [...form.elements].filter((box) => box.name.startsWith("answer."));
const isTicked = (box) => box.type === "radio" || box.type === "checkbox";

function keepTyped(form) {
  const typed = answersOf(form).map((box) => (isTicked(box) ? box.checked : box.value));
  sessionStorage.setItem(form.action, JSON.stringify(typed));
}

function putBack(form) {
  const typed = JSON.parse(sessionStorage.getItem(form.action) ?? "[]");
  answersOf(form).forEach((box, place) => {
    if (place < typed.length && typed[place] !== (isTicked(box) ? box.checked : box.value)) {
      box[isTicked(box) ? "checked" : "value"] = typed[place];
      box.dispatchEvent(new Event("input", { bubbles: true })); // so that it is read again
    }
  });
}

document.addEventListener("input", (event) => {
  const form = checkForm();
  if (form?.contains(event.target)) {
    keepTyped(form);
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.requestConfig.elt instanceof HTMLFormElement) {
    sessionStorage.removeItem(event.detail.requestConfig.elt.action); // the server has it now
  }
});

document.addEventListener("DOMContentLoaded", () => {
  const form = checkForm();
  if (form) {
    putBack(form);
  }
});
