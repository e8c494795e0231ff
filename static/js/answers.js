// What stands in the boxes of a question, as the server names it: field -> text, ticked options with commas between.
const PREFIX = "answer.";

const isTicked = (box) => box.type === "radio" || box.type === "checkbox";
const boxesOf = (form) => [...form.elements].filter((box) => box.name.startsWith(PREFIX));
const nameOf = (box) => box.name.slice(PREFIX.length);

function collect(form, textOf, isOn) {
  const typed = {};
  for (const box of boxesOf(form)) {
    const name = nameOf(box);
    typed[name] ??= "";
    if (!isTicked(box)) {
      typed[name] = textOf(box);
    } else if (isOn(box)) {
      typed[name] += (typed[name] && ",") + box.value;
    }
  }
  return typed;
}

export const read = (form) => collect(form, (box) => box.value, (box) => box.checked);

// As the server sent it, whatever was typed since.
export const readSent = (form) => collect(form, (box) => box.defaultValue, (box) => box.defaultChecked);

export function write(form, typed) {
  for (const box of boxesOf(form)) {
    const text = typed[nameOf(box)] ?? "";
    if (isTicked(box)) {
      box.checked = text.split(",").includes(box.value);
    } else if (box.value !== text) {
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true })); // so that it is read back anew
    }
  }
}

export function lock(form) {
  for (const box of boxesOf(form)) {
    box[isTicked(box) ? "disabled" : "readOnly"] = true;
  }
  for (const button of form.querySelectorAll("button")) {
    button.disabled = true;
  }
}

// To compare: the same however the fields are ordered, and whether an empty one is named or not.
export const textOf = (typed) => JSON.stringify(Object.entries(typed).filter(([, text]) => text).sort());
export const isSame = (one, other) => textOf(one) === textOf(other);
export const isAnswered = (typed) => Object.values(typed).some((text) => text.trim());
