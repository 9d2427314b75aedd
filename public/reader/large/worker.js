// Reads a file of very many incidents with src/bin/large.rs: as a worker, which keeps the file and gives the page columns
// of numbers and the records that it asks for; or, where no worker can be made, as a part of the page, in slices.
import init, { LargeFile } from "./large.js";

// What is read at once in a worker, and on the page, where a slice must not hold up a frame.
const SLICE_BYTES = { worker: 4 << 20, page: 256 << 10 };
// So many records are handed over at once: some 5 MB.
const CHUNK_RECORDS = 1 << 17;
// A screen reader says each step of the progress.
const PROGRESS_MS = 1000;
// The first records, which are shown while the rest is still read.
const FIRST_RECORDS = 200;

// A file that has been read.
class Kept {
  constructor(file, large, story) {
    Object.assign(this, { file, large, story });
  }

  // These records as a file of their own, with the story's member before them.
  async records(positions) {
    const head = this.story.length ? [`{"type":"FeatureCollection","story":`, this.story, `,"features":[`] : [`{"type":"FeatureCollection","features":[`];
    const parts = await Promise.all(Array.from(positions, async (position) => {
      const [offset, length] = this.large.extent(position);
      return this.file.slice(offset, offset + length);
    }));
    const blob = new Blob([...head, ...parts.flatMap((part, at) => (at ? [",", part] : [part])), "]}"]);
    return new Uint8Array(await blob.arrayBuffer());
  }
}

// Reads a file: `tell` is given `{ share, records }`, `{ first }`, and `{ told }` and `{ columns }` at the end. Gives what
// keeps the file. Throws `{ key, detail }`.
export async function readLarge(file, tell, isOnPage, signal) {
  await init();
  const large = new LargeFile();
  const size = SLICE_BYTES[isOnPage ? "page" : "worker"];
  const slice = (from) => (from < file.size ? file.slice(from, from + size).arrayBuffer() : undefined);
  let rest = new Uint8Array();
  let [hasFirst, isWhole, told, next] = [false, false, performance.now(), slice(0)];
  for (let offset = 0; next; ) {
    const bytes = joined(rest, new Uint8Array(await next));
    offset = Math.min(offset + size, file.size);
    // The next slice is on its way while this one is read.
    next = slice(offset);
    let at = 0;
    try {
      for (let read = 1; read && at < bytes.length; at += read) read = large.feed(at ? bytes.subarray(at) : bytes);
    } catch (problem) {
      throw problem.offset === undefined ? problem : await placeOf(file, problem.offset);
    }
    rest = bytes.subarray(at);
    if (!hasFirst && large.records() >= FIRST_RECORDS && next) {
      hasFirst = true;
      new Kept(file, large, large.story_so_far()).records(Array(FIRST_RECORDS).keys()).then((first) => isWhole || tell({ first }));
    }
    if (performance.now() - told > PROGRESS_MS) {
      tell({ share: offset / file.size, records: large.records() });
      told = performance.now();
    }
    if (isOnPage) await new Promise((done) => setTimeout(done));
    if (signal?.aborted) return undefined;
  }
  // The first records are no news any more.
  isWhole = true;
  const summary = large.finish(file.name ?? "");
  large.place(...summary.bounds);
  tell({ told: summary });
  for (let from = 0; from < summary.records; from += CHUNK_RECORDS) {
    tell({ columns: large.columns(from, Math.min(from + CHUNK_RECORDS, summary.records)) });
  }
  large.forget_columns();
  return new Kept(file, large, summary.story);
}

// Two runs of bytes as one.
function joined(first, second) {
  if (!first.length) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

// Line and column of a place in a file, both from 1; columns count characters.
async function placeOf(file, offset) {
  const size = SLICE_BYTES.worker;
  let [line, start] = [1, 0];
  for (let from = 0; from < offset; from += size) {
    const bytes = new Uint8Array(await file.slice(from, Math.min(from + size, offset)).arrayBuffer());
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) [line, start] = [line + 1, from + at + 1];
  }
  const before = await file.slice(start, offset).text();
  return { key: "error-not-json", line, column: [...before].length + 1 };
}

if (globalThis.document === undefined) {
  let kept;
  onmessage = async ({ data }) => {
    if (data.positions) {
      const records = await (await kept).records(data.positions);
      postMessage({ number: data.number, records }, [records.buffer]);
      return;
    }
    const tell = (message) => postMessage(message, message.columns ? Object.values(message.columns).map(({ buffer }) => buffer) : []);
    kept = readLarge(data.file, tell, false);
    kept.then(() => postMessage({ isRead: true }), (problem) => {
      if (!problem?.key) console.error("Incident Map could not read the file:", problem);
      postMessage({ failed: problem?.key ? { ...problem } : { key: "open-stopped" } });
    });
  };
  postMessage("ready");
}
