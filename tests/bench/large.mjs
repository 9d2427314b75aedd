// How long very many incidents take to load, beside what a page would do without us, in one run of one browser:
//   node tests/bench/large.mjs [DIST]
// Synthetic records of some 170 bytes in hot spots; JSON.parse alone, and with supercluster's `load`. Prints figures, asserts
// none.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { launch } from "./chromium.mjs";
import { folder, serve } from "./server.mjs";

const SIZES = [10_000, 100_000, 1_000_000];
const RUNS = 3;
const dist = resolve(process.argv[2] ?? "dist");
const supercluster = readFileSync(new URL("../node_modules/supercluster/dist/supercluster.min.js", import.meta.url), "utf8");

// In the page: bytes of a file of `count` records, the same each time.
function made(count) {
  let seed = 1;
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const towns = Array.from({ length: 60 }, () => [50 + 35 * random(), 40 + 15 * random(), 0.02 + 0.6 * random() ** 2]);
  const kinds = ["theft", "burglary", "assault", "fraud", "arson", "other"];
  const parts = ['{"type":"FeatureCollection","story":{"title":"Synthetic","profile":1},"features":[\n'];
  for (let at = 0; at < count; at++) {
    const [lng, lat, width] = towns[Math.floor(towns.length * random() ** 2)];
    const spread = () => width * (random() + random() + random() - 1.5);
    const place = random() < 0.05 ? [45 + 45 * random(), 38 + 18 * random()] : [lng + spread(), lat + spread()];
    const day = new Date(Date.UTC(2010, 0, 1) + Math.floor(random() * 5000) * 864e5).toISOString().slice(0, 10);
    const kind = kinds[Math.floor(kinds.length * random() ** 2)];
    parts.push(`{"type":"Feature","id":"r${at}","geometry":{"type":"Point","coordinates":[${place.map((degrees) => degrees.toFixed(5))}]},"properties":{"kind":"${kind}","title":"Report ${at}","when":"${day}"}}${at < count - 1 ? "," : ""}\n`);
  }
  parts.push("]}");
  return new TextEncoder().encode(parts.join(""));
}

// In our page, which has opened a large file before: from the bytes to the counts on the page; and the longest task
// meanwhile, in milliseconds.
async function opened(bytes, count) {
  await new Promise((done) => setTimeout(done, 100));
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
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
  return { load, longest: Math.max(0, ...tasks) };
}

// In an empty page.
async function parsed(bytes, withIndex) {
  const before = performance.now();
  const { features } = JSON.parse(new TextDecoder().decode(bytes));
  if (withIndex) new Supercluster({ maxZoom: 16 }).load(features).getClusters([-180, -85, 180, 85], 3);
  return performance.now() - before;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const { origin, close } = await serve({ ours: folder(dist), empty: { "index.html": Buffer.from(`<!doctype html><meta charset="utf-8"><title>Empty</title><script>${supercluster}</script>`) } });
const browser = await launch();
const run = async (path, isReady, functions, code) => {
  const page = await browser.newPage();
  await page.call("Page.navigate", { url: `${origin}/${path}/` });
  await page.until(isReady, path);
  const expression = `(async () => { ${functions.join("\n")}\n${code} })()`;
  const answer = await page.call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  await page.close();
  if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails));
  return answer.result.value;
};
console.log("records   ours, counts shown   longest task   JSON.parse   and supercluster   to JSON.parse   to both");
for (const count of SIZES) {
  const [ours, longest, parse, both] = [[], [], [], []];
  for (let time = 0; time < RUNS; time++) {
    const found = await run("ours", "document.querySelector('input[type=file]') !== null", [made, opened], `await opened(made(50000), 50000); return opened(made(${count}), ${count})`);
    ours.push(found.load);
    longest.push(found.longest);
    parse.push(await run("empty", "window.Supercluster !== undefined", [made, parsed], `return parsed(made(${count}), false)`));
    if (time === 0 || count < 1e6) both.push(await run("empty", "window.Supercluster !== undefined", [made, parsed], `return parsed(made(${count}), true)`));
  }
  const cells = [median(ours), Math.max(...longest), median(parse), median(both)].map((ms) => `${ms.toFixed(0)} ms`);
  const ratios = [median(ours) / median(parse), median(ours) / median(both)].map((ratio) => ratio.toFixed(2));
  console.log([count.toLocaleString("en").padStart(9), ...cells, ...ratios].join("   "));
}
browser.close();
close();
process.exit(0);
