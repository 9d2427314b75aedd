// Opens a file of very many incidents: has it read in a worker, or where none can be made in slices on the page, and gives
// the app its columns, and the records that the app asks for.

// Reads a file; `progress` is given how much of it has been read, 0 to 1, and how many records. Gives what it says,
// `{ told, start, records, end }`: the positions of the first records, a function that asks for some by their positions, and
// one that lets go of the file; or `{ failed: { key, detail } }`. `first` is given the first records, as a file, while the
// rest is still read, and `columns` each part of the columns.
export async function openLarge(file, { progress, first, columns, signal }) {
  const found = {};
  const take = (message) => {
    if (message.share !== undefined) progress(message.share, message.records);
    if (message.first) first(message.first);
    if (message.told) found.told = message.told;
    if (!message.columns) return;
    columns(message.columns, !found.start);
    found.start ??= message.columns.position.slice(0, 50);
  };
  const inWorker = await worker(file, take, signal);
  if (inWorker?.failed) return inWorker;
  if (inWorker) return Object.assign(found, inWorker);
  const { readLarge } = await import("./worker.js");
  try {
    const kept = await readLarge(file, take, true, signal);
    return Object.assign(found, { records: (positions) => kept.records(positions), end() {} });
  } catch (problem) {
    if (problem?.key) return { failed: problem };
    throw problem;
  }
}

function worker(file, take, signal) {
  return new Promise((done) => {
    let made;
    try {
      made = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    } catch {
      return done(undefined);
    }
    const waiting = new Map();
    let number = 0;
    let isReady = false;
    const end = () => made.terminate();
    const records = (positions) => new Promise((answer) => {
      waiting.set((number += 1), answer);
      made.postMessage({ positions, number });
    });
    made.onmessage = ({ data }) => {
      if (data === "ready") {
        isReady = true;
        made.postMessage({ file });
      } else if (data.isRead) done({ records, end });
      else if (data.failed) {
        end();
        done({ failed: data.failed });
      } else if (data.number) {
        waiting.get(data.number)(data.records);
        waiting.delete(data.number);
      } else take(data);
    };
    made.onerror = made.onmessageerror = (event) => {
      event.preventDefault();
      end();
      done(isReady ? { failed: { key: "open-stopped" } } : undefined);
    };
    signal.addEventListener("abort", () => {
      end();
      done({ failed: { key: "open-stopped" } });
    });
  });
}
