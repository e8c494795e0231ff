// Before an attempt is submitted or somebody signs out, what is not saved yet is sent; nothing of it stays behind.
import * as kept from "./kept.js";
import { anyLeft, sendLeftovers } from "./leftovers.js";
import { notify } from "./notices.js";

// Sends what is left, once; then, or when it is asked again, lets go.
async function leave(form, saver, before) {
  await saver?.save();
  await sendLeftovers(saver?.variant);
  const isLost = saver?.isUnsaved || anyLeft(saver?.variant);
  if (isLost && document.getElementById("unsaved") && !form.dataset.warned) {
    form.dataset.warned = "yes";
    notify("leaving");
    return;
  }
  before();
  form.submit();
}

function guard(id, saver, before) {
  const form = document.getElementById(id);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(form, saver, before);
  });
}

export function startLeaving(saver) {
  guard("sign-out", saver, () => kept.dropAll());
  guard("submit-attempt", saver, () => {});
}
