// What exploring costs the main thread: the window of time dragged with the facets open, and each key that is pressed in the
// field that searches; beside vis-timeline, which redraws as many items for another window, in one run of one browser:
//   node tests/bench/explore.mjs [DIST]
// Prints figures, asserts none.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { launch } from "./chromium.mjs";
import { inPage, median, stopwatch } from "./records.mjs";
import { folder, serve } from "./server.mjs";

const COUNTS = [10_000, 100_000];
// vis-timeline is not made for more.
const MOST_ITEMS = 10_000;
const dist = resolve(process.argv[2] ?? "dist");
const packageFile = (path) => readFileSync(new URL(`../node_modules/${path}`, import.meta.url));

// Records of ten years with all that can be chosen by, as bytes; every tenth date is a month.
function explored(count) {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const one = (list) => list[Math.floor(random() ** 2 * list.length)];
  const words = Array.from({ length: 4000 }, () => Array.from({ length: 4 + Math.floor(random() * 6) }, () => "abcdefghijklmnoprstuvy"[Math.floor(random() * 22)]).join(""));
  const [kinds, regions, sources, weapons] = [["theft", "fraud", "arson", "assault"], Array.from({ length: 17 }, (_, at) => `KZ-${10 + at}`), Array.from({ length: 30 }, (_, at) => `Paper ${at}`), ["knife", "gun", "rope", "none"]];
  const features = Array.from({ length: count }, (_, at) => {
    const day = new Date(Date.UTC(2014, 0, 1) + Math.floor(random() * 3650) * 864e5).toISOString().slice(0, random() < 0.1 ? 7 : 10);
    const text = (length) => Array.from({ length }, () => one(words)).join(" ");
    return { type: "Feature", id: `r${at}`, geometry: { type: "Point", coordinates: [50 + random() * 35, 41 + random() * 13] }, properties: { kind: one(kinds), status: one(["reported", "charged", "convicted"]), title: text(4), summary: text(12), when: day, source: one(sources), weapon: one(weapons), place: { name: one(words), region: one(regions), precision: one(["settlement", "district"]) } } };
  });
  const story = { title: "Explored", languages: ["en"], facets: [{ id: "weapon" }] };
  return new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", story, features }));
}

async function ours(count) {
  const { frames, timed } = stopwatch();
  const transfer = new DataTransfer();
  transfer.items.add(new File([explored(count)], "explored.geojson"));
  const input = document.querySelector("input[type=file]");
  input.files = transfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  const slider = (name) => document.querySelector(`.timeline-window input[name=${name}]`);
  while (!slider("to") || document.querySelector("progress") || !document.querySelector("[data-find=facets]")) await frames(1);
  await frames(30);
  document.querySelector("[data-find=facets]").click();
  // The last of the facets is read from the records.
  while (!document.querySelector('[data-facet="weapon"]')) await frames(1);
  await frames(30);
  const [first, last] = ["min", "max"].map((name) => Number(slider("to")[name]));
  const move = (name, day) => {
    slider(name).value = day;
    slider(name).dispatchEvent(new Event("input", { bubbles: true }));
  };
  const drag = [];
  for (let at = 0; at < 40; at++) {
    const from = Math.round(first + (last - first) * (0.1 + at * 0.012));
    move("from", from);
    await frames(3);
    drag.push(await timed(() => move("to", Math.round(from + (last - first) / 4))));
  }
  return { drag, ...(await typing(frames)) };
}

// Each key of some words, one with an error in it: from the key to when what is found is in the page.
async function typing(frames) {
  const field = document.querySelector(".finding input[type=search]");
  const title = document.querySelector(".card h3").textContent.split(" ");
  const wrong = `${title[1].slice(0, 3)}${title[1].slice(4)}x`;
  const search = [];
  for (const words of [title[0], `${title[1]} ${title[2]}`, wrong]) {
    for (let end = 1; end <= words.length; end++) {
      const before = performance.now();
      field.value = words.slice(0, end);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      const told = () => document.querySelector(".find-told")?.textContent ?? "";
      const chip = () => document.querySelector(".find-active")?.textContent ?? "";
      while (!chip().includes(words.slice(0, end).trim()) || !/\d|Nothing/.test(told())) await new Promise((done) => setTimeout(done));
      search.push(performance.now() - before);
      await frames(6);
    }
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await frames(6);
  }
  return { search };
}

// vis-timeline with as many items, for windows as they are dragged in ours.
async function peer(count) {
  const { features } = JSON.parse(new TextDecoder().decode(explored(count)));
  const items = features.map(({ id, properties }) => ({ id, start: new Date(properties.when), type: "point", content: "" }));
  const { frames, timed } = stopwatch();
  const [first, last] = [Date.UTC(2014, 0, 1), Date.UTC(2024, 0, 1)];
  const timeline = new vis.Timeline(document.getElementById("map"), new vis.DataSet(items), { stack: false, start: first, end: last });
  await frames(60);
  const drag = [];
  for (let at = 0; at < 12; at++) {
    const from = first + (last - first) * (0.1 + at * 0.04);
    drag.push(await timed(() => timeline.setWindow(from, from + (last - first) / 4, { animation: false })));
  }
  return { drag };
}

const page = Buffer.from('<!doctype html><meta charset="utf-8"><title>Peer</title><link rel="stylesheet" href="peer.css"><div id="map" style="width:800px;height:300px"></div><script src="peer.js"></script>');
const { origin, close } = await serve({
  ours: folder(dist),
  vis: { "peer.js": packageFile("vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"), "peer.css": packageFile("vis-timeline/styles/vis-timeline-graph2d.min.css"), "index.html": page },
});
const browser = await launch();
const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const ms = (values) => (values ? `${median(values).toFixed(1)} / ${quantile(values, 0.95).toFixed(1)} ms` : "-");
const run = (path, isReady, measure, count) =>
  inPage(browser, `${origin}/${path}/`, isReady, [explored, stopwatch, typing, measure], `return ${measure.name}(${count})`);
console.log("exploring; median / 95 of 100");
console.log("records    window dragged, facets open   a key of a search   vis-timeline for another window   ours to it");
for (const count of COUNTS) {
  const our = await run("ours", "document.querySelector('input[type=file]') !== null", ours, count);
  const its = count <= MOST_ITEMS ? await run("vis", "window.vis !== undefined", peer, count) : {};
  const ratio = its.drag ? (median(our.drag) / median(its.drag)).toFixed(3) : "-";
  console.log([count.toLocaleString("en").padStart(9), ms(our.drag), ms(our.search), ms(its.drag), ratio].join("   "));
}
browser.close();
close();
process.exit(0);
