// Makes the shell that Trunk built smaller, in place, without changing what it does:
//   node tests/tools/shrink-shell.mjs target/shell [target/wasm-bindgen/release/incident-map_bg.wasm]
// The second is the app's WebAssembly as wasm-bindgen left it, with the names of functions in it; without it the app stays
// in one file.
//
// 1. Exports that nothing calls are taken out of the WebAssembly: Leptos' server functions bring the classes of
//    `wasm-streams` along, which wasm-bindgen exports whether they are used or not. wasm-opt then removes what only
//    they needed.
// 2. What the first sight of a story does not need (`src/app/later`) becomes a WebAssembly file of its own, *_later.wasm,
//    and the JavaScript gets a function `join`, which adds it to the app.
// 3. The names of imports are long, stand in both files, and mean nothing to anybody: they become short.
// 4. Style sheet and JavaScript are minified by esbuild.
//
// `trunk build` alone makes a shell that works the same and is larger.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { FIRST, split } from "./split-wasm.mjs";

const [folder, withNames] = process.argv.slice(2);
if (!folder) throw new Error("usage: node tests/tools/shrink-shell.mjs FOLDER [NAMED_WASM]");

// What of the app comes later, by the names of Rust's functions, and how the page's scripts reach it: all of some modules, and
// of others all but what takes their values apart, which the first part may hold.
const OWN_LATER = /::app::later::|::scene::crowded::|::platform::(?:drag|host|share|span)::/;
const USED_LATER =
  /::query::(?:search|facets|store::dated)::|::time::(?:bins|histogram|scale|zoom|brush)::|::scene::(?:bars|handles|lanes|strip|axis|calendar|sequence|chart|timeline)::|::document::(?:finding|facets|found_words|lanes|share|panes|reports_bar|snippet|timeline|window)::|::view::host::|::load::named::/;
const DROPS = /::drop_in_place::|>::drop_slow/;
const LATER = { isLater: (name) => OWN_LATER.test(name) || (!DROPS.test(name) && USED_LATER.test(name)), laterExports: ["start_later", "show_file", "leave_file", "add_columns", "show_large", "take_records"] };

// What wasm-bindgen makes of a class: its wrapper, and the exports that the wrapper calls.
const CLASS = /^export class (\w+) \{\n[^]*?^\}\n(?:if \(Symbol\.dispose\) \1\..*\n)?/gm;
const REGISTRY = /^const (\w+)Finalization = [^]*?;\n/gm;
const IMPORT = /^ {8}(\w+): function\([^]*?^ {8,}\}(?:, arguments\); \})?,\n/gm;
// Features of the browsers that the app supports: all have been there since 2021.
const FEATURES = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
const ENABLED = FEATURES.map((feature) => `--enable-${feature}`);

// The lowest kilobyte of memory is the far end of the stack, which overflows there anyway: so the place of what a pointer
// points at never wraps around, and can stand in the load itself. 1 % of the app.
const SMALL = ["-Oz", "--converge", "--low-memory-unused"];

// The app, and what opens files.
for (const [part, source] of [[folder, withNames], [join(folder, "reader")], [join(folder, "reader/large")]]) {
  const names = readdirSync(part);
  const glueFile = shrinkWasm(part, names, source);
  for (const name of names) {
    const file = join(part, name);
    if (/\.css$/.test(name)) write(file, readFileSync(file, "utf8"), { loader: "css" });
    if (/\.js$/.test(name) && file !== glueFile) write(file, readFileSync(file, "utf8"), { loader: "js", format: "esm" });
  }
}

// Shrinks the one WebAssembly file of a folder with its JavaScript, whose path it gives; cuts it in two, if there is a
// `source` with names.
function shrinkWasm(part, names, source) {
  const found = names.filter((name) => name.endsWith("_bg.wasm"));
  if (found.length !== 1) throw new Error(`expected one *_bg.wasm in ${part}, found ${found.length}`);
  const wasmFile = join(part, found[0]);
  const glueFile = wasmFile.replace(/_bg\.wasm$/, ".js");

  let glue = readFileSync(glueFile, "utf8");
  // A class that a script beside it names is one of ours.
  const scripts = names.filter((name) => /\.js$/.test(name) && join(part, name) !== glueFile);
  const ours = scripts.map((name) => readFileSync(join(part, name), "utf8")).join("\n");
  const isUnused = (name) => !new RegExp(`\\b${name}\\b`).test(ours);
  const classes = [...glue.matchAll(CLASS)].map(([, name]) => name).filter(isUnused).map((name) => name.toLowerCase());
  const without = (pattern) => (glue = glue.replace(pattern, (text, name) => (classes.includes(name.toLowerCase()) ? "" : text)));
  without(CLASS);
  without(REGISTRY);

  const isOfClass = (name) => classes.some((owner) => name.startsWith(`${owner}_`) || name === `__wbg_${owner}_free`);
  // The linker leaves each constant in a segment of its own, for what is cut in two.
  writeFileSync(wasmFile, rewrite(readFileSync(source ?? wasmFile), { keepExport: (name) => !isOfClass(name), joinData: !source }));
  const wasmFiles = [wasmFile];
  if (source) {
    const laterFile = wasmFile.replace(/_bg\.wasm$/, "_later.wasm");
    cut(wasmFile, laterFile);
    wasmFiles.push(laterFile);
    glue = joining(glue);
  }
  // What reads large files is to be fast.
  for (const file of wasmFiles) optimize(file, ...(part.endsWith("large") ? ["-O3"] : SMALL));

  const short = new Map();
  const shorter = (module, name) => {
    if (module === FIRST) return name;
    if (!short.has(name)) short.set(name, `$${short.size.toString(36)}`);
    return short.get(name);
  };
  for (const file of wasmFiles) writeFileSync(file, rewrite(readFileSync(file), { renameImport: shorter }));
  const renamed = new Set();
  glue = glue.replace(IMPORT, (text, name) => {
    if (!short.has(name)) return "";
    renamed.add(name);
    return text.replace(name, short.get(name));
  });
  if (renamed.size !== short.size) {
    throw new Error(`${glueFile}: found ${renamed.size} of ${short.size} imports; wasm-bindgen writes them in another way now`);
  }
  write(glueFile, glue, { loader: "js", format: "esm" });
  return glueFile;
}

// Cuts a file in two.
function cut(wasmFile, laterFile) {
  const scratch = mkdtempSync(join(tmpdir(), "incident-map-"));
  const binaryen = (tool, from, to) => execFileSync(tool, [...ENABLED, from, "-o", to], { stdio: "inherit" });
  const text = join(scratch, "module.wat");
  binaryen("wasm-dis", wasmFile, text);
  const { first, later } = split(readFileSync(text, "utf8"), LATER);
  for (const [half, file] of [[first, wasmFile], [later, laterFile]]) {
    writeFileSync(text, likeBesideLike(half));
    binaryen("wasm-as", text, file);
  }
  rmSync(scratch, { recursive: true });
}

// A module as text with its functions in the order of their bodies. Those that begin alike, as what was compiled for several
// types does, stand beside each other: brotli makes 1 % less of them.
function likeBesideLike(text) {
  const forms = text.replace(/\)\s*$/, "").split(/^(?= \()/m);
  const isFunction = (form) => form.startsWith(" (func ");
  const body = (form) => form.slice(form.indexOf("\n"));
  const functions = forms.filter(isFunction).sort((a, b) => (body(a) < body(b) ? -1 : 1));
  return `${forms.map((form) => (isFunction(form) ? functions.shift() : form)).join("")})\n`;
}

// The JavaScript with a function that adds the second part, given as bytes, whose exports it calls from then on.
function joining(glue) {
  const exports = LATER.laterExports.join("|");
  return `${glue.replace(new RegExp(`\\bwasm\\.(${exports})\\(`, "g"), "later.$1(")}
let later;
export async function join(bytes) {
  const { instance } = await WebAssembly.instantiate(bytes, { ...__wbg_get_imports(), ${FIRST}: wasm });
  later = instance.exports;
}
`;
}

function write(file, text, options) {
  const target = ["chrome95", "firefox100", "safari15.4"];
  const { code } = transformSync(text, { minify: true, legalComments: "none", target, ...options });
  writeFileSync(file, code);
}

function optimize(file, ...passes) {
  execFileSync("wasm-opt", [...passes, ...ENABLED, "--strip-debug", "--strip-producers", "--strip-target-features", file, "-o", file], { stdio: "inherit" });
}

// The module with some exports left out, imports renamed, and all constants in one segment (WebAssembly core specification, section 5.5).
function rewrite(bytes, { keepExport = () => true, renameImport = (module, name) => name, joinData = false }) {
  const out = [bytes.subarray(0, 8)];
  let at = 8;
  while (at < bytes.length) {
    const id = bytes[at];
    const size = number(bytes, at + 1);
    const body = bytes.subarray(size.end, size.end + size.value);
    let content = body;
    if (id === 2) content = imports(body, renameImport);
    if (id === 7) content = exports(body, keepExport);
    if (id === 11 && joinData) content = oneSegment(body);
    if (id === 12 && joinData) content = encoded(1);
    out.push(Buffer.from([id]), encoded(content.length), content);
    at = size.end + size.value;
  }
  return Buffer.concat(out);
}

function imports(body, rename) {
  const count = number(body, 0);
  const out = [encoded(count.value)];
  let at = count.end;
  for (let index = 0; index < count.value; index += 1) {
    const module = text(body, at);
    const name = text(body, module.end);
    const end = name.end + importTypeLength(body, name.end);
    out.push(named(module.value), named(rename(module.value, name.value)), body.subarray(name.end, end));
    at = end;
  }
  return Buffer.concat(out);
}

// The bytes of the description of an import, with its kind.
function importTypeLength(body, at) {
  const limits = (start) => {
    const least = number(body, start + 1);
    return body[start] & 1 ? number(body, least.end).end : least.end;
  };
  const end = [() => number(body, at + 1).end, () => limits(at + 2), () => limits(at + 1), () => at + 3][body[at]];
  if (!end) throw new Error(`an import of an unknown kind: ${body[at]}`);
  return end() - at;
}

function exports(body, keep) {
  const count = number(body, 0);
  const out = [];
  let at = count.end;
  for (let index = 0; index < count.value; index += 1) {
    const name = text(body, at);
    const end = number(body, name.end + 1).end;
    if (keep(name.value)) out.push(body.subarray(at, end));
    at = end;
  }
  return Buffer.concat([encoded(out.length), ...out]);
}

// The segments of data as one, with zeros between them: each is active and begins at an `i32.const`.
function oneSegment(body) {
  const count = number(body, 0);
  const found = [];
  let at = count.end;
  for (let index = 0; index < count.value; index += 1) {
    if (body[at] !== 0 || body[at + 1] !== 0x41) throw new Error("a segment of data of an unknown kind");
    const start = number(body, at + 2);
    const length = number(body, start.end + 1);
    found.push({ start: start.value, bytes: body.subarray(length.end, length.end + length.value) });
    at = length.end + length.value;
  }
  const first = Math.min(...found.map(({ start }) => start));
  const all = Buffer.alloc(Math.max(...found.map(({ start, bytes }) => start + bytes.length)) - first);
  for (const { start, bytes } of found) all.set(bytes, start - first);
  return Buffer.concat([encoded(1), Buffer.from([0, 0x41]), signed(first), Buffer.from([0x0b]), encoded(all.length), all]);
}

// A positive number as signed ones are written.
function signed(value) {
  const out = encoded(value);
  if (!(out.at(-1) & 64)) return out;
  out[out.length - 1] |= 128;
  return Buffer.concat([out, Buffer.from([0])]);
}

function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at];
    at += 1;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, end: at };
  }
}

function text(bytes, at) {
  const length = number(bytes, at);
  const end = length.end + length.value;
  return { value: bytes.toString("utf8", length.end, end), end };
}

function encoded(value) {
  const out = [];
  do {
    out.push((value & 127) | (value > 127 ? 128 : 0));
    value >>>= 7;
  } while (value > 0);
  return Buffer.from(out);
}

function named(name) {
  const bytes = Buffer.from(name);
  return Buffer.concat([encoded(bytes.length), bytes]);
}
