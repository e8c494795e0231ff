// Holds what is submitted before the page's scripts are there: they first save what the server does not have yet.
(() => {
  const GUARDED = ["submit-attempt", "sign-out"];
  const held = new Set();

  function hold(event) {
    if (GUARDED.includes(event.target.id)) {
      event.preventDefault();
      held.add(event.target);
    }
  }

  document.addEventListener("submit", hold, true);
  // By now the scripts have begun, or could not be loaded: then it goes out without them.
  window.addEventListener("load", () => {
    document.removeEventListener("submit", hold, true);
    held.forEach((form) => form.requestSubmit());
  });
})();
