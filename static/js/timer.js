// Shows how much time is left by the server's clock, follows it when more is granted, and ends the page in time.
import { hear, left, onNews, state } from "./clock.js";
import { fill } from "./notices.js";
import { ask } from "./sending.js";
import { between } from "./waiting.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const WARNINGS = [1, 5]; // minutes
const SHOWN_BELOW = 24 * HOUR;
const HALL = 10; // seconds over which the pages of a hall load again

const two = (number) => String(number).padStart(2, "0");

export function clockText(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / SECOND));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const short = `${two(minutes)}:${two(seconds % 60)}`;
  return hours ? `${hours}:${short}` : short;
}

class Timer {
  constructor(element, saver) {
    this.element = element;
    this.saver = saver;
    this.display = element.querySelector("[role=timer]");
    this.news = document.getElementById("timer-news");
    this.warned = Infinity; // minutes of the last warning
    this.isEnded = false;
    const { now: at, ends } = element.dataset;
    onNews((before) => this.heard(before));
    hear({ now: at, ends_at: ends, over: false, final: false });
    this.warned = WARNINGS.find((minutes) => left() <= minutes * MINUTE) ?? Infinity;
    this.tick();
    this.poll();
    document.addEventListener("visibilitychange", () => document.hidden || this.poll());
    window.addEventListener("pageshow", (event) => event.persisted && this.poll());
  }

  // An extension, granted while somebody works, shows here.
  heard(before) {
    if (before !== null && state.ends !== null && Math.abs(state.ends - before) >= SECOND) {
      const { dataset } = this.element;
      this.element.querySelector(".timer-ends").textContent = fill(dataset.at, { time: state.endsText });
      this.tell(state.ends > before ? "more" : "less", { time: state.endsText });
      this.warned = WARNINGS.find((minutes) => left() <= minutes * MINUTE) ?? Infinity;
    }
    if (this.isEnded && !state.over) {
      window.location.reload(); // there is time again
    }
    this.show();
  }

  tell(kind, values = {}) {
    this.news.textContent = fill(this.element.dataset[kind], values);
  }

  show() {
    const remaining = left();
    this.display.textContent = remaining < SHOWN_BELOW ? clockText(remaining) : "";
    const urgency = remaining <= MINUTE ? "last" : remaining <= 5 * MINUTE ? "soon" : "";
    if (this.element.dataset.urgency !== urgency) {
      this.element.dataset.urgency = urgency;
    }
  }

  tick() {
    const remaining = left();
    this.show();
    const due = WARNINGS.find((minutes) => remaining > 0 && remaining <= minutes * MINUTE);
    if (due < this.warned) {
      this.warned = due;
      this.tell(`minutes${due}`);
    }
    if (remaining <= 0 && !this.isEnded) {
      this.end();
    }
    // At the next full second, so that none is skipped or shown twice.
    setTimeout(() => this.tick(), (((remaining % SECOND) + SECOND) % SECOND) + 20);
  }

  wait() {
    if (this.isEnded) {
      return between(2, 5) * SECOND;
    }
    const usual = left() <= 2 * MINUTE ? between(5, 10) : between(30, 60);
    return Math.min(usual * SECOND, Math.max(SECOND, left()));
  }

  async poll() {
    clearTimeout(this.next);
    const { status, answer } = await ask(this.element.dataset.clock, { redirect: "manual" });
    if (status === 200) {
      hear(answer);
    }
    if (this.isEnded && state.final && !this.saver?.isUnsaved && !this.saver?.isLate) {
      // The page then says what became of it; a whole hall does not ask at once.
      this.next = setTimeout(() => window.location.reload(), between(0, HALL) * SECOND);
      return;
    }
    clearTimeout(this.next);
    this.next = setTimeout(() => this.poll(), this.wait());
  }

  async end() {
    this.isEnded = true;
    this.tell("over");
    if (this.saver?.form) {
      await this.saver.finish();
    }
    this.poll();
  }
}

export function startTimer(saver) {
  const element = document.getElementById("timer");
  if (element) {
    new Timer(element, saver);
  }
}
