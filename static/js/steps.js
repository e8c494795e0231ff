// Shows in the list of questions that something is saved at this one.
export function markStep(isAnswered) {
  const steps = document.getElementById("steps");
  const step = steps?.querySelector("[aria-current]");
  if (!step?.matches(".step-seen, .step-saved, .step-unseen")) {
    return; // marked: that says more
  }
  const state = isAnswered ? "saved" : "seen";
  step.className = `step step-${state}`;
  const label = step.querySelector(".state");
  label.className = `state state-${state}`;
  label.textContent = steps.dataset[state];
}
