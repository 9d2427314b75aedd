// How long very many incidents take to load, beside what a page would do without us, in one run of one browser:
//   node tests/bench/large.mjs [DIST]
// Synthetic records of some 170 bytes in hot spots, and real ones (police.uk); JSON.parse alone, and with supercluster's `load`. Prints figures, asserts
// none.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { launch } from "./chromium.mjs";
import { MADE, inPage, median, policeRecords } from "./records.mjs";
import { folder, serve } from "./server.mjs";

// How many, and whether real ones.
const police = policeRecords();
const FILES = [[10_000, false], [100_000, false], [1_000_000, false], [police.count, true], [1_000_000, true]];
const RUNS = 3;
const dist = resolve(process.argv[2] ?? "dist");
const supercluster = readFileSync(new URL("../node_modules/supercluster/dist/supercluster.min.js", import.meta.url), "utf8");

// In our page, which has opened a large file before: from the bytes to the counts on the page; and the longest task
// meanwhile, in milliseconds.
async function opened(bytes, count) {
  await new Promise((done) => setTimeout(done, 100));
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: "longtask" });
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], "synthetic.geojson"));
  const input = document.querySelector("input[type=file]");
  const counted = count.toLocaleString("en");
  const before = performance.now();
  const title = document.querySelector(".page-title");
  const shown = new Promise((done) => {
    new MutationObserver((_, watching) => {
      if (!title.innerText.includes(counted)) return;
      watching.disconnect();
      done(performance.now());
    }).observe(title, { childList: true, subtree: true, characterData: true });
  });
  input.files = transfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  const load = (await shown) - before;
  await new Promise((done) => setTimeout(done, 500));
  observer.disconnect();
  // Of a task that has begun earlier, such as the one that made the bytes, it is told as well.
  const ours = tasks.filter(({ startTime }) => startTime >= before);
  return { load, longest: Math.max(0, ...ours.map(({ duration }) => duration)) };
}

// In an empty page.
async function parsed(bytes, withIndex) {
  const before = performance.now();
  const { features } = JSON.parse(new TextDecoder().decode(bytes));
  if (withIndex) new Supercluster({ maxZoom: 16 }).load(features).getClusters([-180, -85, 180, 85], 3);
  return performance.now() - before;
}

const { origin, close } = await serve({ ours: folder(dist), data: { "police.json": police.json }, empty: { "index.html": Buffer.from(`<!doctype html><meta charset="utf-8"><title>Empty</title><script>${supercluster}</script>`) } });
const browser = await launch();
const run = (path, isReady, functions, [count, isReal], ...codes) =>
  inPage(browser, `${origin}/${path}/`, isReady, [...MADE, ...functions], `window.bytes = await made(${count}, ${isReal})`, ...codes);
console.log("records          ours, counts shown   longest task   JSON.parse   and supercluster   to JSON.parse   to both");
for (const file of FILES) {
  const [count, isReal] = file;
  const [ours, longest, parse, both] = [[], [], [], []];
  for (let time = 0; time < RUNS; time++) {
    const found = await run("ours", "document.querySelector('input[type=file]') !== null", [opened], file, "await opened(await made(50000), 50000)", `return opened(bytes, ${count})`);
    ours.push(found.load);
    longest.push(found.longest);
    parse.push(await run("empty", "window.Supercluster !== undefined", [parsed], file, "return parsed(bytes, false)"));
    if (time === 0 || count < 1e6) both.push(await run("empty", "window.Supercluster !== undefined", [parsed], file, "return parsed(bytes, true)"));
  }
  const cells = [median(ours), Math.max(...longest), median(parse), median(both)].map((ms) => `${ms.toFixed(0)} ms`);
  const ratios = [median(ours) / median(parse), median(ours) / median(both)].map((ratio) => ratio.toFixed(2));
  console.log([`${count.toLocaleString("en").padStart(9)}${isReal ? " real" : ""}`.padEnd(14), ...cells, ...ratios].join("   "));
}
browser.close();
close();
process.exit(0);
