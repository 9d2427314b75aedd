// Files of very many incidents for the benchmarks, made in the page that opens them: the same bytes each time.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

// What `made` needs of real records: place, kind and month of each street crime of the files that tests read (police.uk,
// Open Government Licence), as JSON to be served beside the page, and how many have a place.
export function policeRecords() {
  const folder = join(process.env.INCIDENT_MAP_TOOLS, "corpora/crime-sim-toolkit/test_policedata");
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith("-street.csv")).sort();
  const records = [];
  for (const file of files) {
    for (const line of readFileSync(join(folder, file), "utf8").split(/\r?\n/).slice(1)) {
      // Crime ID, Month, Reported by, Falls within, Longitude, Latitude, Location, LSOA code, LSOA name, Crime type, …
      const [, month, , , lng, lat, , , , kind] = line.split(",");
      if (kind && Number(lng) && Number(lat)) records.push([Number(lng), Number(lat), kind, month]);
    }
  }
  return { count: records.length, json: Buffer.from(JSON.stringify(records)) };
}

// In the page: features of `count` synthetic records in hot spots, of days in 14 years, as text.
function* synthetic(count) {
  let seed = 1;
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const towns = Array.from({ length: 60 }, () => [50 + 35 * random(), 40 + 15 * random(), 0.02 + 0.6 * random() ** 2]);
  const kinds = ["theft", "burglary", "assault", "fraud", "arson", "other"];
  for (let at = 0; at < count; at++) {
    const [lng, lat, width] = towns[Math.floor(towns.length * random() ** 2)];
    const spread = () => width * (random() + random() + random() - 1.5);
    const place = random() < 0.05 ? [45 + 45 * random(), 38 + 18 * random()] : [lng + spread(), lat + spread()];
    const day = new Date(Date.UTC(2010, 0, 1) + Math.floor(random() * 5000) * 864e5).toISOString().slice(0, 10);
    yield [place, kinds[Math.floor(kinds.length * random() ** 2)], day];
  }
}

// In the page: real records, as often as `count` needs, each time of a year later and some metres away.
function* repeated(records, count) {
  for (let at = 0; at < count; at++) {
    const [lng, lat, kind, month] = records[at % records.length];
    const round = Math.floor(at / records.length);
    const away = (turn) => 5e-4 * Math.sin(at * turn) * Math.min(round, 1);
    yield [[lng + away(1.7), lat + away(2.3)], kind, `${Number(month.slice(0, 4)) + round}${month.slice(4)}`];
  }
}

// In the page: the bytes of a file, synthetic or of real records.
async function made(count, isReal) {
  const records = isReal ? repeated(await (await fetch("../data/police.json")).json(), count) : synthetic(count);
  const parts = ['{"type":"FeatureCollection","story":{"title":"Many","profile":1},"features":[\n'];
  let at = 0;
  for (const [place, kind, when] of records) {
    parts.push(`{"type":"Feature","id":"r${at}","geometry":{"type":"Point","coordinates":[${place.map((degrees) => degrees.toFixed(6))}]},"properties":{"kind":"${kind}","title":"Report ${at}","when":"${when}"}}${++at < count ? "," : ""}\n`);
  }
  parts.push("]}");
  return new TextEncoder().encode(parts.join(""));
}

// What pages need to call `made`.
export const MADE = [synthetic, repeated, made];

// In the page: milliseconds of script that an act takes, at once and in the frames after it, as if each had ended with its
// last paint call, but not what the browser does with it then.
export function stopwatch() {
  let inFrames = 0;
  const frame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (work) => frame((time) => {
    const before = performance.now();
    work(time);
    inFrames += performance.now() - before;
  });
  const frames = async (count) => {
    for (let at = 0; at < count; at++) await new Promise((done) => frame(() => setTimeout(done)));
  };
  const timed = async (act) => {
    inFrames = 0;
    const before = performance.now();
    act();
    // What it starts runs in microtasks, and what these start behind them.
    for (let turn = 0; turn < 50; turn++) await undefined;
    const atOnce = performance.now() - before;
    await frames(4);
    return atOnce + inFrames;
  };
  return { frames, timed };
}

// What comes of code that a new page runs once it is ready, with these functions at hand; of several codes what comes of the
// last. What one has thrown away, such as the parts of a file, is not collected while the next is timed.
export async function inPage(browser, url, isReady, functions, ...codes) {
  const page = await browser.newPage();
  await page.call("Page.navigate", { url });
  await page.until(isReady, url);
  let found;
  for (const code of codes) {
    await page.call("HeapProfiler.collectGarbage");
    found = await page.evaluate(`(async () => { ${functions.join("\n")}\n${code} })()`);
  }
  await page.close();
  return found;
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
