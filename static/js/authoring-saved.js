// On the page after saving: what was sent and is saved by now need not be kept in the browser any more.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const isSaved = document.querySelector(".messagelist .success");
  try {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith("problem."))) {
      const kept = JSON.parse(localStorage.getItem(key));
      if (kept.sent && isSaved) {
        localStorage.removeItem(key);
      }
    }
  } catch {
    // Without storage there is nothing to drop.
  }
});
