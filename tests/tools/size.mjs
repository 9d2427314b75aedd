// What a reader's browser transfers for the first view of a built site, raw and with brotli, against the budgets:
//   node tests/tools/size.mjs [DIST] [--json]
// The first view is the page, what it loads or preloads, the favicon, and the files that the app fetches before it
// is interactive: the story, the interface texts, the basemap's index and its coarsest level. The rest of the app follows
// then (*-later-*.wasm), and a finer level where the window is wide enough to need it. A site has a page in each language:
// the heaviest counts.
// 1 KB is 1,000 bytes, which is the stricter reading. A host may compress less than brotli at its highest quality,
// or not at all: compare like with like.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const KB = 1000;
// What opens files holds what has been reached, and leaves out what is withdrawn, until it is at the 150 KB of the others. The rest comes once the page can be
// used: search, facets and timeline, what pages around it ask for, and what draws very many incidents, 15 KB that a story of
// few has no use for and that could be a part of its own.
const BUDGET = { total: 200 * KB, wasm: 150 * KB, rest: 185 * KB, reader: 207 * KB, large: 150 * KB };

const args = process.argv.slice(2);
const json = args.includes("--json");
const dist = resolve(args.find((arg) => !arg.startsWith("--")) ?? "dist");
const page = join(dist, "index.html");
if (!existsSync(page)) fail(`${relative(".", page)} is missing: run \`make build\` first`);

// The files of the first view of a page, with what they are for.
function firstView(page) {
  const html = readFileSync(page, "utf8").replace(/<!--[^]*?-->/g, "");
  const base = pathToFileURL(page);
  const first = new Map([[page, "page"]]);
  const add = (address, kind, from = base) => {
    const file = fileAt(address, from);
    if (file && !first.has(file)) first.set(file, kind);
    return file;
  };
  const told = {};
  let language = "en";
  for (const [, tag, text] of html.matchAll(/<(script|link|meta|img|html)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/gi)) {
    const attribute = attributes(text);
    const rel = (attribute.rel ?? "").split(/\s+/);
    if (tag === "html") language = attribute.lang ?? language;
    if (tag === "meta" && attribute.name?.startsWith("incident-map:")) told[attribute.name.slice(13)] = attribute.content;
    if (tag === "script" && attribute.src) add(attribute.src, "script");
    // What public/early.js starts.
    if (tag === "script" && attribute["data-boot"]) add(attribute["data-boot"], "script");
    if (tag === "img" && attribute.src) add(attribute.src, "image");
    if (tag === "link" && rel.includes("stylesheet")) add(attribute.href, "style");
    if (tag === "link" && rel.includes("icon")) add(attribute.href, "icon");
    if (tag === "link" && rel.includes("modulepreload")) add(attribute.href, "script");
    if (tag === "link" && rel.includes("preload")) add(attribute.href, "preload");
  }
  // The files that the app is told to fetch.
  if (told.story) add(told.story, "story");
  if (told.interface) add(told.interface.replace("{language}", language), "interface");
  if (told.basemap) {
    const index = add(told.basemap, "basemap");
    const [coarsest] = JSON.parse(readFileSync(index, "utf8")).levels ?? [];
    if (coarsest) add(coarsest.file, "basemap", pathToFileURL(index));
  }
  return first;
}

const nameOf = (file) => relative(dist, file).split(sep).join("/");
const measure = (file, kind) => {
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const name = nameOf(file);
  return { name, kind: kind === "preload" && name.endsWith(".wasm") ? "wasm" : kind, raw: bytes.length, brotli: brotliCompressSync(bytes, { params }).length };
};
const sum = (list) => list.reduce((all, { raw, brotli }) => ({ raw: all.raw + raw, brotli: all.brotli + brotli }), { raw: 0, brotli: 0 });
const pages = [page, ...readdirSync(dist).map((name) => join(dist, name, "index.html")).filter(existsSync)];
const views = pages.map((page) => {
  const first = firstView(page);
  const files = [...first].map(([file, kind]) => measure(file, kind)).sort((a, b) => b.brotli - a.brotli);
  return { page: relative(dist, page).split(sep).join("/"), first, files, total: sum(files) };
}).sort((a, b) => b.total.brotli - a.total.brotli);
const [{ page: heaviest, first, files, total }] = views;
const later = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  // What is compressed beforehand is the same again.
  .filter((file) => !first.has(file) && !/\.(br|gz)$/.test(file))
  .map((file) => measure(file, laterKind(nameOf(file))))
  .sort((a, b) => a.name.localeCompare(b.name, "en"));

const ofKind = (list, kind) => sum(list.filter((file) => file.kind === kind && file.name.endsWith(".wasm")));
const wasm = ofKind(files, "wasm");
const rest = ofKind(later, "rest");
const reader = ofKind(later, "reader");
const large = ofKind(later, "large");
const over = [
  [total, BUDGET.total, "the first view"],
  [wasm, BUDGET.wasm, "its WebAssembly"],
  [rest, BUDGET.rest, "the rest of the app"],
  [reader, BUDGET.reader, "the WebAssembly that opens files"],
  [large, BUDGET.large, "the WebAssembly that reads large ones"],
].filter(([size, limit]) => size.brotli > limit);

if (json) {
  console.log(JSON.stringify({ files, later, total, wasm, rest, reader, large, budget: BUDGET }, null, 2));
} else {
  const number = (value) => value.toLocaleString("en");
  const width = Math.max(...[...files, ...later].map(({ name }) => name.length), 42);
  const row = (name, kind, raw, brotli) => console.log(`${name.padEnd(width)}  ${kind.padEnd(9)}  ${raw.padStart(9)}  ${brotli.padStart(9)}`);
  const rule = () => console.log("─".repeat(width + 33));
  const list = (title, entries) => {
    row(title, "", "bytes", "brotli");
    rule();
    for (const { name, kind, raw, brotli } of entries) row(name, kind, number(raw), number(brotli));
  };
  const of = (size, budget) => console.log(`${"".padEnd(width + 2)}${number(size.brotli)} of ${number(budget)} bytes (${Math.round((size.brotli / budget) * 100)}%)`);
  list(`The first view of ${heaviest}`, files);
  rule();
  row("of it WebAssembly", "", number(wasm.raw), number(wasm.brotli));
  of(wasm, BUDGET.wasm);
  row("in all", "", number(total.raw), number(total.brotli));
  of(total, BUDGET.total);
  for (const { page, total } of views.slice(1)) row(`in all, ${page}`, "", number(total.raw), number(total.brotli));
  console.log();
  list("Afterwards (rest), or when wanted", later);
  rule();
  row("the rest of the app", "", number(rest.raw), number(rest.brotli));
  of(rest, BUDGET.rest);
  row("WebAssembly that opens files", "", number(reader.raw), number(reader.brotli));
  of(reader, BUDGET.reader);
  row("WebAssembly that reads large ones", "", number(large.raw), number(large.brotli));
  of(large, BUDGET.large);
}
for (const [size, budget, what] of over) console.error(`size: ${what} takes ${size.brotli} bytes, over the budget of ${budget}`);
if (over.length > 0) process.exit(1);

// What a file that is not of the first view is for: the rest of the app, which every page fetches once it is interactive;
// what opens files; or else what only some views, languages or hosts need.
function laterKind(name) {
  if (/-later-[^/]*\.wasm$/.test(name)) return "rest";
  if (/^assets\/reader-[^/]*\/large\//.test(name)) return "large";
  return /^(assets\/reader-[^/]*|i18n\/reports)\//.test(name) ? "reader" : "later";
}
function attributes(text) {
  const found = text.matchAll(/([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
  return Object.fromEntries([...found].map(([, name, double, single, bare]) => [name.toLowerCase(), unescape(double ?? single ?? bare ?? "")]));
}
function unescape(text) {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[name]);
}
// The file at an address of the site; none for data within the address.
function fileAt(address, from) {
  const url = new URL(address, from);
  if (url.protocol === "data:") return undefined;
  if (url.protocol !== "file:") fail(`the page loads ${address} from another host`);
  url.search = url.hash = "";
  const file = fileURLToPath(url);
  if (!existsSync(file)) fail(`the page names ${address}, which is not in the site`);
  return file;
}
function fail(message) {
  console.error(`size: ${message}`);
  process.exit(2);
}
