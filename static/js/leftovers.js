// Sends what another page kept because it could not be saved there: at another question, or before a crash.
import { isSame, textOf } from "./answers.js";
import * as kept from "./kept.js";
import { sendDraft } from "./sending.js";
import { backoff } from "./waiting.js";

const OPEN_ELSEWHERE = 20_000; // another tab that has not saved it for so long cannot, or is gone

const isOurs = (record) => record.tab === kept.tab || Date.now() - record.at > OPEN_ELSEWHERE;

// -> whether the server has it, or will never take it.
async function send(record) {
  const { status, answer } = await sendDraft(record.save, record.typed, record.base);
  if (status === 409 && record.mine.includes(textOf(answer.typed)) && !isSame(answer.typed, record.typed)) {
    return send({ ...record, base: answer.revision, mine: [] });
  }
  return status === 200 || status === 410 || (status === 409 && isSame(answer.typed, record.typed));
}

// `here`: the variant that this page saves itself. -> how many were sent.
export async function sendLeftovers(here) {
  let count = 0;
  for (const variant of kept.variants()) {
    const record = variant === here ? null : kept.get(variant);
    if (record && isOurs(record) && (await send(record))) {
      kept.drop(variant);
      count += 1;
    }
  }
  return count;
}

export const anyLeft = (here) => kept.variants().some((variant) => variant !== here);

export async function keepSending(here, whenSent) {
  for (let failures = 1; anyLeft(here) && failures < 10; failures += 1) {
    if (await sendLeftovers(here)) {
      whenSent();
    }
    await new Promise((resolve) => setTimeout(resolve, backoff(failures)));
  }
}
