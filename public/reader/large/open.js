// Opens a file of very many incidents: has it read in a worker, or where none can be made in slices on the page, and gives
// the app its columns, and the records that the app asks for.

// A worker that reads no file: it has been made before it is needed, or has read another file.
let idle;
// It keeps the memory that it has had, so it does not wait for long.
const IDLE_MS = 10_000;

// Makes the worker, which takes as long as to read some ten megabytes.
export function prepare() {
  if (!idle) rest(made());
}

// Has a worker wait for a file.
function rest(own) {
  if (!own) return;
  const { worker } = own;
  const end = () => {
    worker.terminate();
    if (idle === own) idle = undefined;
  };
  worker.onmessage = () => (own.isReady = true);
  worker.onerror = (event) => {
    event.preventDefault();
    own.isBroken = true;
  };
  own.waits = setTimeout(end, IDLE_MS);
  idle = own;
}

// Reads a file; `progress` is given how much of it has been read, 0 to 1, and how many records. Gives what it says,
// `{ told, start, records, ask, end }`: the records that the page begins with, as a file, functions that ask for some by their
// positions and for what is said in all of them, and one that lets go of the file; or `{ failed: { key, detail } }`. `first` is given the first records, as a file, while the
// rest is still read, and `columns` each part of the columns.
export async function openLarge(file, { progress, first, columns, signal }) {
  const found = {};
  let hasColumns = false;
  const take = (message) => {
    if (message.share !== undefined) progress(message.share, message.records);
    if (message.first) first(message.first);
    if (message.told) found.told = message.told;
    if (message.start) {
      found.start = message.start;
      // These were all: they are counted now, and shown in a task of its own.
      columns(undefined, !hasColumns);
    }
    if (!message.columns) return;
    columns(message.columns, !hasColumns);
    hasColumns = true;
  };
  const inWorker = await worker(file, take, signal);
  if (inWorker?.failed) return inWorker;
  if (inWorker) return Object.assign(found, inWorker);
  const { readLarge } = await import("./worker.js");
  try {
    const kept = await readLarge(file, take, true, signal);
    return Object.assign(found, { records: (positions) => kept.records(positions), ask: (question) => kept.ask(question, true), end() {} });
  } catch (problem) {
    if (problem?.key) return { failed: problem };
    throw problem;
  }
}

// Takes the record that the address names, which may not be among the first ones; `take` does so with some by their positions.
export async function takeNamed(told, take) {
  const [, number] = /\brecord-(\d+)/.exec(location.hash) ?? [];
  if (!(number > 0 && number <= told.records)) return;
  await take(new Uint32Array([number - 1]));
  dispatchEvent(new PopStateEvent("popstate"));
}

// A worker, `{ worker, isReady }`: whether it runs is known with its first message. Nothing where none can be made.
function made() {
  try {
    return { worker: new Worker(new URL("worker.js", import.meta.url), { type: "module" }), isReady: false };
  } catch {
    return undefined;
  }
}

function worker(file, take, signal) {
  return new Promise((done) => {
    const own = idle ?? made();
    idle = undefined;
    if (!own || own.isBroken) return done(undefined);
    clearTimeout(own.waits);
    const { worker } = own;
    const waiting = new Map();
    let [number, isRead] = [0, false];
    // One that has read its file can read another, and does so faster: the browser has compiled the code that it runs.
    const end = () => {
      if (!isRead || idle) return worker.terminate();
      isRead = false;
      worker.postMessage({ forget: true });
      rest(own);
    };
    const asked = (message) => new Promise((answer) => {
      waiting.set((number += 1), answer);
      worker.postMessage({ ...message, number });
    });
    const records = (positions) => asked({ positions });
    const ask = (question) => asked({ ask: question });
    const start = () => worker.postMessage({ file });
    worker.onmessage = ({ data }) => {
      if (data === "ready") {
        own.isReady = true;
        start();
      } else if (data.isRead) {
        isRead = true;
        done({ records, ask, end });
      } else if (data.failed) {
        end();
        done({ failed: data.failed });
      } else if (data.number) {
        waiting.get(data.number)(data.records);
        waiting.delete(data.number);
      } else take(data);
    };
    worker.onerror = worker.onmessageerror = (event) => {
      event.preventDefault();
      worker.terminate();
      done(own.isReady ? { failed: { key: "open-stopped" } } : undefined);
    };
    if (own.isReady) start();
    signal.addEventListener("abort", () => {
      if (!isRead) worker.terminate();
      done({ failed: { key: "open-stopped" } });
    });
  });
}
