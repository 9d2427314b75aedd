// Shows all incidents of a publisher's story that is too large to be read at once. Until then its page has the static story,
// and keeps that where they do not come.
import { openLarge, prepare, takeNamed } from "./open.js";

// `app` is what src/main.rs exports, `address` that of the file.
export default function showWhole(app, address) {
  return show(app, address).finally(() => tell());
}

async function show(app, address) {
  prepare();
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  const file = new File([await answer.blob()], "");
  const progress = (share) => tell(new Intl.NumberFormat(document.documentElement.lang, { style: "percent" }).format(share));
  const { signal } = new AbortController();
  const large = await openLarge(file, { progress, first() {}, columns: app.add_columns, signal });
  if (large.failed) throw new Error(large.failed.key);
  const { told, start, records, ask } = large;
  // Records are asked for by their positions; anything else is a question.
  const take = async (asked) => (ArrayBuffer.isView(asked) ? app.take_records(asked, await records(asked), true) : ask(asked));
  const why = app.show_large("", start, told, take, true);
  if (why) throw new Error(why);
  await takeNamed(told, take);
}

// How much has been read, above the page and not in it, so that nothing moves.
function tell(share) {
  const status = document.getElementById("whole-status");
  status.hidden = !share;
  status.dataset.words ??= status.textContent;
  status.textContent = status.dataset.words.replace("{share}", share);
  Object.assign(status.style, { position: "fixed", zIndex: 9, insetBlockEnd: "1rem", insetInlineStart: "1rem" });
}
