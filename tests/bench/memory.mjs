// How much memory very many incidents take beside their file, a record:
//   node tests/bench/memory.mjs [DIST]
// What the page's process has of its own, of which the browser's copy of the file is no part, after collecting garbage: with
// the file open, less what it has before. Prints figures, asserts none.
import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { launch } from "./chromium.mjs";
import { MADE } from "./records.mjs";
import { folder, serve } from "./server.mjs";

const SIZES = [100_000, 1_000_000];
const dist = resolve(process.argv[2] ?? "dist");

// Bytes that all pages' processes have of their own.
function ownBytes() {
  let sum = 0;
  for (const process of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${process}/cmdline`, "utf8").includes("--type=renderer")) continue;
      sum += 1024 * Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${process}/status`, "utf8"))[1]);
    } catch {
      // It has ended.
    }
  }
  return sum;
}

// In our page: opens a file of so many records, of which nothing else stays.
async function open(count) {
  const transfer = new DataTransfer();
  transfer.items.add(new File([await made(count)], "synthetic.geojson"));
  const input = document.querySelector("input[type=file]");
  input.files = transfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

const { origin, close } = await serve({ ours: folder(dist) });
const browser = await launch();
const page = await browser.newPage();
const settled = async () => {
  for (let time = 0; time < 3; time++) await page.call("HeapProfiler.collectGarbage");
  await page.evaluate("new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))");
  return ownBytes();
};
console.log("records   bytes a record beside the file");
for (const count of SIZES) {
  await page.call("Page.navigate", { url: `${origin}/ours/?${count}` });
  await page.until("document.querySelector('input[type=file]') !== null", "the page");
  const before = await settled();
  await page.evaluate(`(async () => { ${[...MADE, open].join("\n")}\n await open(${count}); })()`);
  await page.until(`document.querySelector(".page-title")?.innerText.includes("${count.toLocaleString("en")}")`, "the file");
  const bytes = (await settled()) - before;
  console.log(`${count.toLocaleString("en").padStart(9)}   ${(bytes / count).toFixed(0)}`);
}
browser.close();
close();
process.exit(0);
