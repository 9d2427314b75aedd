// Reads a file of very many incidents with src/bin/large.rs: as a worker, which keeps the file and gives the page columns
// of numbers and the records that it asks for; or, where no worker can be made, as a part of the page, in slices.
import init, { LargeFile } from "./large.js";

// What is read at once on the page, where a slice must not hold up a frame, and in a worker.
const SLICE_BYTES = { page: 256 << 10, worker: 2 << 20 };
// So many records are handed over at once: some 1.5 MB.
const CHUNK_RECORDS = 1 << 16;
// A screen reader says each step of the progress.
const PROGRESS_MS = 1000;
// The first records are shown while the rest is still read, where that takes longer than anybody notices: so long already, and
// as it goes so long still.
const FIRST_RECORDS = 50;
const FIRST_MS = 400;
// The page begins with as many cards.
const START_RECORDS = 50;

const isReady = init();
// Whoever waits for it hears of it.
isReady.catch(() => {});

// So much of the file is read at once for those who search in it.
const PIECE_BYTES = { page: 256 << 10, worker: 4 << 20 };

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

  // What is asked of all records: `{ search, names }`, what is found by words, or `{ names }`, what the records have in common;
  // `names` is what the file only has codes for. All of them are read once for that.
  async ask({ search, names }, isOnPage) {
    this.facets ??= this.read(names, isOnPage);
    const facets = await this.facets;
    return search === undefined ? { facets } : this.large.search(search);
  }

  async read(names, isOnPage) {
    this.large.begin_search(names);
    for (let from = 0; ; ) {
      const piece = this.large.piece_of_search(from, PIECE_BYTES[isOnPage ? "page" : "worker"]);
      if (!piece) return this.large.end_search();
      const [to, offset, length] = piece;
      this.large.add_to_search(from, to, new Uint8Array(await this.file.slice(offset, offset + length).arrayBuffer()));
      from = to;
      if (isOnPage) await nextTask();
    }
  }
}

// Reads a file: `tell` is given `{ share, records }`, `{ first }`, and at the end `{ told }`, `{ columns }` and `{ start }`,
// the records that the page begins with, as a file. Gives what keeps the file. Throws `{ key, detail }`.
export async function readLarge(file, tell, isOnPage, signal) {
  await isReady;
  const large = new LargeFile(file.size);
  const begun = performance.now();
  let [hasFirst, isWhole, told, offset] = [false, false, begun, 0];
  for await (const bytes of slices(file, SLICE_BYTES[isOnPage ? "page" : "worker"])) {
    offset += bytes.length;
    try {
      large.feed(bytes);
    } catch (problem) {
      throw problem.offset === undefined ? problem : await placeOf(file, problem.offset);
    }
    const now = performance.now();
    const taken = now - begun;
    const left = (taken * (file.size - offset)) / offset;
    if (!hasFirst && Math.min(taken, left) > FIRST_MS && large.records() >= FIRST_RECORDS) {
      hasFirst = true;
      new Kept(file, large, large.story_so_far()).records(Array(FIRST_RECORDS).keys()).then((first) => isWhole || tell({ first }));
    }
    if (now - told > PROGRESS_MS) {
      tell({ share: offset / file.size, records: large.records() });
      told = now;
    }
    if (isOnPage) await nextTask();
    if (signal?.aborted) return undefined;
  }
  // The first records are no news any more.
  isWhole = true;
  let summary;
  try {
    summary = large.finish(file.name ?? "");
  } catch (problem) {
    throw problem.offset === undefined ? problem : await placeOf(file, problem.offset);
  }
  large.place(...summary.bounds);
  const kept = new Kept(file, large, summary.story);
  // They come while the columns are handed over.
  const start = kept.records(large.columns(0, Math.min(START_RECORDS, summary.records)).position);
  tell({ told: summary });
  for (let from = 0; from < summary.records; from += CHUNK_RECORDS) {
    if (isOnPage) await nextTask();
    tell({ columns: large.columns(from, Math.min(from + CHUNK_RECORDS, summary.records)) });
  }
  large.forget_columns();
  tell({ start: await start });
  if (isOnPage) await nextTask();
  return kept;
}

function nextTask() {
  return new Promise((done) => setTimeout(done));
}

// The bytes of a file, at most so many at once. The next ones are on their way while these are read: to ask for each slice
// of a file by itself takes twice as long as to read it.
async function* slices(file, size) {
  const stream = file.stream();
  let reader;
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    // Not every browser reads into bytes that it is given.
    reader = stream.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (let at = 0; at < value.length; at += size) yield value.subarray(at, at + size);
    }
  }
  let room = new ArrayBuffer(size);
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(room));
    if (done) return;
    yield value;
    room = value.buffer;
  }
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
    if (data.forget) {
      const before = await kept;
      before.large.free();
      kept = undefined;
      return;
    }
    if (data.positions) {
      const { positions } = data;
      const file = await kept;
      // A browser may fail to read a part of a file and succeed a moment later; without records they are asked for again.
      const records = await file.records(positions).catch(() => file.records(positions)).catch(() => new Uint8Array());
      postMessage({ number: data.number, records }, [records.buffer]);
      return;
    }
    if (data.ask) {
      const file = await kept;
      const answer = await file.ask(data.ask, false).catch(() => undefined);
      postMessage({ number: data.number, records: answer });
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
