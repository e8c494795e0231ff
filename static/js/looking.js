// Shows how a problem looks that is asked, or was just chosen, without leaving the page.
const dialog = document.getElementById("look");
const frame = dialog.querySelector("iframe");

// Without scripts these links open a window of their own.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.look");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    frame.src = link.href;
    dialog.showModal();
  }
});

// The box to choose with is drawn by a library that tells of a choice in its own way only, and of each at first.
const first = new WeakMap(); // what stood beside a box, for the choice that it had
window.django.jQuery(document).on("change", "select[name$=-problem_version]", ({ target }) => {
  const cell = target.closest("tr").querySelector(".field-use");
  first.set(cell, first.get(cell) ?? [...cell.childNodes]);
  if (!target.value || target.selectedOptions[0].defaultSelected) {
    cell.replaceChildren(...first.get(cell));
    return;
  }
  const link = Object.assign(document.createElement("a"), {
    className: "look",
    href: dialog.dataset.address.replace("/0/", `/${target.value}/`),
    target: "_blank",
    textContent: dialog.dataset.words,
  });
  cell.replaceChildren(link);
});
