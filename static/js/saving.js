// Saves what is typed soon after it was typed, one request at a time, until the server has the latest text.
import { isAnswered, isSame, lock, read, readSent, textOf, write } from "./answers.js";
import { hear } from "./clock.js";
import * as kept from "./kept.js";
import { clear, noticed, notify, recovered, say } from "./notices.js";
import { sendDraft } from "./sending.js";
import { markStep } from "./steps.js";
import { backoff, between } from "./waiting.js";

const LATEST = 10_000; // however long somebody types without a pause
const PATIENCE = 3000; // for a save under way, before a check goes out all the same
const MOST_MINE = 30;

export class Saver {
  // base: the revision that was typed over; known: what the server has; mine: what it may have got from here.
  constructor(form) {
    this.variant = form.dataset.variant;
    this.address = form.dataset.save;
    this.mine = new Set();
    this.failures = 0;
    this.isHeld = false; // until somebody chose between two texts
    this.isPaused = false; // while the answers are being checked
    this.isForced = false;
    this.isClosed = false; // nothing more is taken
    this.isLate = false; // what was typed last came after the end
    this.isAgain = false; // the text is to be sent once more, over our own earlier one
    this.flight = null;
    this.round = 0; // goes up where what is under way is not waited for
    this.takeOver(form);
  }

  get form() {
    return document.getElementById("answers");
  }

  get isUnsaved() {
    return this.form !== null && (this.isForced || !isSame(read(this.form), this.known));
  }

  takeOver(form) {
    this.known = readSent(form);
    this.rebase(Number(form.dataset.revision));
  }

  rebase(revision) {
    this.base = revision;
    this.form.elements.revision.value = revision;
  }

  changed() {
    if (noticed() === "recovered") {
      clear();
    }
    if (!this.isUnsaved) {
      return;
    }
    this.keep();
    if (!this.isHeld && !this.failures) {
      say("saving");
      this.plan(between(1500, 3000));
    }
  }

  keep() {
    const typed = read(this.form);
    this.mine.add(textOf(typed));
    const mine = [...this.mine].slice(-MOST_MINE);
    kept.keep(this.variant, { typed, base: this.base, mine, save: this.address });
  }

  plan(delay) {
    this.since ??= performance.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.min(delay, this.since + LATEST - performance.now()));
  }

  planAgain() {
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), backoff(this.failures));
  }

  async save({ force = false } = {}) {
    this.since = null;
    while (this.flight) {
      await this.flight;
    }
    this.isForced ||= force;
    if (!this.isUnsaved || this.isHeld || this.isPaused) {
      return;
    }
    const flight = this.sendAll();
    this.flight = flight;
    await flight;
    if (this.flight === flight) {
      this.flight = null;
    }
  }

  async sendAll() {
    do {
      this.isAgain = false;
      await this.send();
    } while (this.isAgain);
  }

  async send() {
    clearTimeout(this.timer);
    this.keep();
    if (!this.failures) {
      say("saving");
    }
    const typed = read(this.form);
    const round = this.round;
    const { status, answer } = await sendDraft(this.address, typed, this.base);
    hear(answer);
    if (round !== this.round) {
      return; // answers were checked meanwhile: this one is old news
    }
    if (status === 200) {
      this.accept(typed, answer);
    } else if (status === 409) {
      this.compare(typed, answer);
    } else if (status === 410) {
      this.end(typed, answer);
    } else {
      this.fail(status);
    }
  }

  accept(typed, answer) {
    this.known = typed;
    this.isForced = false;
    this.failures = 0;
    this.rebase(answer.revision);
    markStep(isAnswered(typed));
    recovered(answer.time);
    if (this.isUnsaved) {
      this.keep();
      this.plan(between(1500, 3000));
      return;
    }
    this.mine.clear();
    kept.drop(this.variant);
    say("saved", answer);
  }

  // The draft is a newer one: our own, if only the answer to it was lost.
  compare(typed, answer) {
    if (isSame(answer.typed, typed)) {
      this.accept(typed, answer);
    } else if (this.mine.has(textOf(answer.typed))) {
      this.rebase(answer.revision);
      this.isAgain = true;
    } else {
      this.letChoose(answer);
    }
  }

  // other: { typed, revision, time } of the text that the server has.
  letChoose(other) {
    this.isHeld = true;
    say("unsaved");
    const load = () => {
      this.known = other.typed;
      write(this.form, other.typed);
      this.isForced = false;
      kept.drop(this.variant);
      this.chosen(other);
      say("saved", other);
    };
    const overwrite = () => {
      this.isForced = true;
      this.chosen(other);
      this.save();
    };
    notify("stale", other, { load, overwrite });
  }

  chosen(other) {
    this.isHeld = false;
    this.failures = 0;
    this.mine.clear();
    this.rebase(other.revision);
    clear();
    this.form.querySelector("button").focus();
  }

  // Nothing is taken any more: too late, or solved or shown in another tab.
  end(typed, answer) {
    this.isClosed = true;
    this.known = typed;
    this.isForced = false;
    lock(this.form);
    kept.drop(this.variant);
    if (isSame(typed, answer.typed)) {
      say("saved", answer);
      notify("ended");
    } else {
      this.isLate = true;
      say("unsaved");
      notify(answer.problem === "over" ? "late" : "closed", {}, { reload: null });
    }
  }

  fail(status) {
    say("unsaved");
    if (status === 401) {
      notify("signedOut", {}, { signIn: null });
    } else if (status === 0 || status === 429 || status >= 500) {
      notify(status === 0 ? "offline" : "fault");
    } else {
      notify("refused", {}, { reload: null });
    }
    this.planAgain();
  }

  // Text that was kept in the browser goes back into the boxes, unless the server has other text by now.
  putBack() {
    const record = kept.get(this.variant);
    if ("unsaved" in this.form.dataset) {
      this.isForced = true;
      record?.mine.forEach((text) => this.mine.add(text));
      this.base = record?.base ?? this.base;
    } else if (record && isSame(record.typed, this.known)) {
      kept.drop(this.variant);
    } else if (record && (record.base === this.base || record.mine.includes(textOf(this.known)))) {
      record.mine.forEach((text) => this.mine.add(text));
      write(this.form, record.typed);
    } else if (record) {
      kept.setAside(this.variant, record);
    }
    this.offer(kept.aside(this.variant));
    this.changed();
  }

  offer(record) {
    if (!record) {
      return;
    }
    const show = () => {
      const other = { typed: read(this.form), revision: this.base, time: this.form.dataset.time };
      kept.dropAside(this.variant);
      this.isHeld = true;
      write(this.form, record.typed);
      this.letChoose(other);
    };
    const forget = () => {
      kept.dropAside(this.variant);
      clear();
    };
    notify("kept", {}, { show, forget });
  }

  // While the answers are checked nothing else is sent: two requests would overtake each other.
  async pause() {
    clearTimeout(this.timer);
    await Promise.race([this.flight, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    this.round += 1;
    this.flight = null;
    this.isPaused = true;
    this.keep();
  }

  resume() {
    this.isPaused = false;
    this.changed();
  }

  // Time is up: nothing more is typed, and what was is sent, not by everybody in the same moment.
  async finish() {
    if (this.isClosed) {
      return;
    }
    lock(this.form);
    notify("ending");
    await new Promise((resolve) => setTimeout(resolve, between(0, 3000)));
    await this.save();
  }
}
