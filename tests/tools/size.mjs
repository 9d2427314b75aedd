// What a reader's browser transfers for the first view of a built site, raw and with brotli, against the budgets:
//   node tests/tools/size.mjs [DIST] [--json]
// The first view is the page, what it loads or preloads, the favicon, and the files that the app fetches before it
// is interactive: the story, the interface texts, the basemap's index and its coarsest level.
// 1 KB is 1,000 bytes, which is the stricter reading. A host may compress less than brotli at its highest quality,
// or not at all: compare like with like.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const KB = 1000;
const BUDGET = { total: 150 * KB, wasm: 150 * KB, laterWasm: 150 * KB };

// The bar above has not been reached yet. Until then `make test` holds what has: with --ceiling the run fails only
// when the first view grows over these figures, and still says by how much it misses the bar. Lower them with every
// gain; delete them, and the option, once the bar holds.
const CEILING = { total: 268 * KB, wasm: 206 * KB, laterWasm: 150 * KB };

const args = process.argv.slice(2);
const json = args.includes("--json");
const ceiling = args.includes("--ceiling");
const dist = resolve(args.find((arg) => !arg.startsWith("--")) ?? "dist");
const page = join(dist, "index.html");
if (!existsSync(page)) fail(`${relative(".", page)} is missing: run \`make build\` first`);

const html = readFileSync(page, "utf8").replace(/<!--[^]*?-->/g, "");
const base = pathToFileURL(page);
const first = new Map([[page, "page"]]);

for (const [, tag, text] of html.matchAll(/<(script|link|meta|img|html)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/gi)) {
  const attribute = attributes(text);
  const rel = (attribute.rel ?? "").split(/\s+/);
  if (tag === "script" && attribute.src) add(attribute.src, "script");
  if (tag === "img" && attribute.src) add(attribute.src, "image");
  if (tag === "link" && rel.includes("stylesheet")) add(attribute.href, "style");
  if (tag === "link" && rel.includes("icon")) add(attribute.href, "icon");
  if (tag === "link" && rel.includes("modulepreload")) add(attribute.href, "script");
  if (tag === "link" && rel.includes("preload")) add(attribute.href, "preload");
}

// The files that the app is told to fetch.
const told = (name) => {
  const found = [...html.matchAll(/<meta\b((?:[^>"']|"[^"]*"|'[^']*')*)>/gi)].map(([, text]) => attributes(text));
  return found.find((meta) => meta.name === `incident-map:${name}`)?.content;
};
const language = attributes(/<html\b([^>]*)>/i.exec(html)?.[1] ?? "").lang ?? "en";
if (told("story")) add(told("story"), "story");
if (told("interface")) add(told("interface").replace("{language}", language), "interface");
if (told("basemap")) {
  const index = add(told("basemap"), "basemap");
  const [coarsest] = JSON.parse(readFileSync(index, "utf8")).levels ?? [];
  if (coarsest) add(coarsest.file, "basemap", pathToFileURL(index));
}

const measure = (file, kind) => {
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const name = relative(dist, file).split(sep).join("/");
  return { name, kind: name.endsWith(".wasm") ? "wasm" : kind, raw: bytes.length, brotli: brotliCompressSync(bytes, { params }).length };
};
const files = [...first].map(([file, kind]) => measure(file, kind)).sort((a, b) => b.brotli - a.brotli);
const later = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .filter((file) => !first.has(file))
  .map((file) => measure(file, "later"))
  .sort((a, b) => a.name.localeCompare(b.name, "en"));

const sum = (list) => list.reduce((all, { raw, brotli }) => ({ raw: all.raw + raw, brotli: all.brotli + brotli }), { raw: 0, brotli: 0 });
const isWasm = ({ kind }) => kind === "wasm";
const total = sum(files);
const wasm = sum(files.filter(isWasm));
const laterWasm = sum(later.filter(isWasm));
const above = (limits) => [
  [total, limits.total, "the first view"],
  [wasm, limits.wasm, "its WebAssembly"],
  [laterWasm, limits.laterWasm, "the WebAssembly fetched later"],
].filter(([size, limit]) => size.brotli > limit);
const over = above(BUDGET);
const grown = above(CEILING);

if (json) {
  console.log(JSON.stringify({ files, later, total, wasm, budget: BUDGET }, null, 2));
} else {
  const number = (value) => value.toLocaleString("en");
  const width = Math.max(...[...files, ...later].map(({ name }) => name.length), 24);
  const row = (name, kind, raw, brotli) => console.log(`${name.padEnd(width)}  ${kind.padEnd(9)}  ${raw.padStart(9)}  ${brotli.padStart(9)}`);
  const rule = () => console.log("─".repeat(width + 33));
  const list = (title, entries) => {
    row(title, "", "bytes", "brotli");
    rule();
    for (const { name, kind, raw, brotli } of entries) row(name, kind, number(raw), number(brotli));
  };
  const of = (size, budget) => console.log(`${"".padEnd(width + 2)}${number(size.brotli)} of ${number(budget)} bytes (${Math.round((size.brotli / budget) * 100)}%)`);
  list("The first view", files);
  rule();
  row("of it WebAssembly", "", number(wasm.raw), number(wasm.brotli));
  of(wasm, BUDGET.wasm);
  row("in all", "", number(total.raw), number(total.brotli));
  of(total, BUDGET.total);
  console.log();
  list("Only when wanted", later);
}
for (const [size, budget, what] of over) console.error(`size: ${what} takes ${size.brotli} bytes, over the budget of ${budget}`);
for (const [size, limit, what] of grown) console.error(`size: ${what} takes ${size.brotli} bytes, and has grown over ${limit}`);
if ((ceiling ? grown : over).length > 0) process.exit(1);

function attributes(text) {
  const found = text.matchAll(/([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
  return Object.fromEntries([...found].map(([, name, double, single, bare]) => [name.toLowerCase(), unescape(double ?? single ?? bare ?? "")]));
}
function unescape(text) {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[name]);
}
function add(address, kind, from = base) {
  const url = new URL(address, from);
  if (url.protocol === "data:") return undefined;
  if (url.protocol !== "file:") fail(`the page loads ${address} from another host`);
  url.search = url.hash = "";
  const file = fileURLToPath(url);
  if (!existsSync(file)) fail(`the page names ${address}, which is not in the site`);
  if (!first.has(file)) first.set(file, kind);
  return file;
}
function fail(message) {
  console.error(`size: ${message}`);
  process.exit(2);
}
