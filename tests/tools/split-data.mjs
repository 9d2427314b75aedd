// Constants of a WebAssembly module that is cut in two (`split-wasm.mjs`): those that only the second part uses go into it,
// which writes them into the shared memory where they were.
//
// The linker is to leave each constant in a segment of its own. A segment is used where a number in a function, or the
// place that a load or a store begins at, lies in it; and where a word of a segment that is used does, as in a table of
// functions or of texts. What nothing points into may be reached otherwise, as tables are that begin at another number than
// 0: so only what the second part is seen to use, and the first is not, is moved, and never a table that the compiler made of
// a choice, nor what is written to.

const SEGMENT = /^ \(data (\S+) \(i32\.const (\d+)\) "([^]*)"\)\s*$/;
const NUMBERS = /\bi32\.const (-?\d+)|\boffset=(\d+)/g;
const CAN_MOVE = /^\$"?\.rodata\.(?!\.Lswitch)/;
// The segments of data, each `{ name, start, end, bytes }`, by their places.
export function dataSegments(forms) {
  const found = forms.map((form) => {
    const [, name, start, text] = SEGMENT.exec(form) ?? [];
    if (!name) throw new Error(`a segment of data in an unknown form: ${form.slice(0, 120)}`);
    const bytes = decoded(text);
    return { name, start: Number(start), end: Number(start) + bytes.length, bytes };
  });
  return found.sort((a, b) => a.start - b.start);
}

// Those of some segments that only the functions of the second part use.
export function usedLaterOnly(segments, firstFunctions, laterFunctions) {
  const first = used(segments, firstFunctions);
  const later = used(segments, laterFunctions);
  return new Set(segments.filter((segment) => CAN_MOVE.test(segment.name) && later.has(segment) && !first.has(segment)));
}

// The segments that `isHere` picks as text, neighbours in one. What lies between two others is written as zeros only where
// `fillsGaps`: it must be written after them.
export function dataText(segments, isHere, fillsGaps) {
  const runs = [];
  let hasGap = false;
  for (const segment of segments) {
    if (!isHere(segment)) {
      hasGap = true;
      continue;
    }
    const { start, end, bytes } = segment;
    const run = runs.at(-1);
    const joins = run && (fillsGaps || !hasGap);
    hasGap = false;
    if (joins) {
      run.parts.push(Buffer.alloc(start - run.end), bytes);
      run.end = end;
    } else runs.push({ start, end, parts: [bytes] });
  }
  return runs.map(({ start, parts }) => ` (data (i32.const ${start}) "${encoded(Buffer.concat(parts))}")\n`).join("");
}

function used(segments, functions) {
  const found = new Set();
  const visit = (address) => {
    const segment = at(segments, address);
    if (!segment || found.has(segment)) return;
    found.add(segment);
    // Pointers are words in their places.
    for (let place = (4 - (segment.start % 4)) % 4; place + 4 <= segment.bytes.length; place += 4) {
      visit(segment.bytes.readUInt32LE(place));
    }
  };
  for (const text of functions) for (const [, number, offset] of text.matchAll(NUMBERS)) visit(Number(number ?? offset));
  return found;
}

function at(segments, address) {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle].end <= address) low = middle + 1;
    else high = middle;
  }
  return segments[low]?.start <= address ? segments[low] : undefined;
}

// A string of the text format (core specification, section 6.3.3).
function decoded(text) {
  const escapes = { t: 9, n: 10, r: 13, '"': 34, "'": 39, "\\": 92 };
  const bytes = [];
  for (const [, hex, escape, other] of text.matchAll(/\\([0-9a-fA-F]{2})|\\(.)|([^\\]+)/gs)) {
    if (hex) bytes.push(parseInt(hex, 16));
    else if (escape) bytes.push(escapes[escape]);
    else bytes.push(...Buffer.from(other));
  }
  return Buffer.from(bytes);
}

function encoded(bytes) {
  return [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
}
