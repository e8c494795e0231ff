// Copies the text of a field: <button data-copy="id of the field" data-done="what to say then">.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy"); // over plain HTTP there is no clipboard to write to
  }
  button.textContent = button.dataset.done;
});
