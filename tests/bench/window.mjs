// What a change of the window of time costs the main thread, beside what peers do for the same window, in one run of one
// browser:
//   node tests/bench/window.mjs [DIST]
// Prints figures, asserts none.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { launch } from "./chromium.mjs";
import { MADE, inPage, median, policeRecords, stopwatch } from "./records.mjs";
import { folder, serve } from "./server.mjs";

// How many, and whether real ones.
const police = policeRecords();
const FILES = [[10_000, false], [100_000, false], [1_000_000, false], [police.count, true], [1_000_000, true]];
const dist = resolve(process.argv[2] ?? "dist");
const packageFile = (path) => readFileSync(new URL(`../node_modules/${path}`, import.meta.url));

// In our page: milliseconds of script from the event of a slider to the last paint, for windows of a quarter of the days,
// each a little later than the one before, and for windows that leave out next to nothing. All that the frames after the
// event run is counted, as if each had ended with a paint, but not what the browser does with it then.
async function ours(bytes) {
  const { frames, timed: taken } = stopwatch();
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], "many.geojson"));
  const input = document.querySelector("input[type=file]");
  input.files = transfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  const slider = (name) => document.querySelector(`.timeline-window input[name=${name}]`);
  while (!slider("to") || document.querySelector("progress")) await frames(1);
  await frames(30);
  const [first, last] = ["min", "max"].map((name) => Number(slider("to")[name]));
  const move = (name, day) => {
    slider(name).value = day;
    slider(name).dispatchEvent(new Event("input", { bubbles: true }));
  };
  const timed = (name, day) => taken(() => move(name, day));
  const [quarter, all] = [[], []];
  for (let at = 0; at < 24; at++) {
    const from = Math.round(first + (last - first) * (0.1 + at * 0.02));
    move("from", from);
    await frames(3);
    quarter.push(await timed("to", Math.round(from + (last - first) / 4)));
  }
  move("from", first + 1);
  await frames(3);
  for (let at = 0; at < 12; at++) all.push(await timed("to", last - 1 - (at % 2)));
  return { quarter, all };
}

// In an empty page: the same windows by building the clusters again.
async function peer(bytes) {
  const { features } = JSON.parse(new TextDecoder().decode(bytes));
  for (const feature of features) feature.day = Date.parse(feature.properties.when) / 864e5;
  const days = features.map(({ day }) => day);
  const [first, last] = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))];
  const timed = (from, to) => {
    const before = performance.now();
    const inWindow = features.filter(({ day }) => day >= from && day <= to);
    new Supercluster({ maxZoom: 16 }).load(inWindow).getClusters([-180, -85, 180, 85], 3);
    return performance.now() - before;
  };
  const [quarter, all] = [[], []];
  for (let at = 0; at < 5; at++) {
    const from = first + (last - first) * (0.1 + at * 0.1);
    quarter.push(timed(from, from + (last - first) / 4));
  }
  for (let at = 0; at < 3; at++) all.push(timed(first + 1, last - 1 - at));
  return { quarter, all };
}

// In MapLibre's page: until its source is loaded again. Not on the main thread alone, so for context only.
async function mapLibre(bytes) {
  const { features } = JSON.parse(new TextDecoder().decode(bytes));
  for (const feature of features) feature.day = Date.parse(feature.properties.when) / 864e5;
  const days = features.map(({ day }) => day);
  const [first, last] = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))];
  const [lng, lat] = features[0].geometry.coordinates;
  const map = new maplibregl.Map({ container: "map", center: [lng, lat], zoom: 4, style: { version: 8, sources: { many: { type: "geojson", cluster: true, data: { type: "FeatureCollection", features: [] } } }, layers: [{ id: "many", source: "many", type: "circle" }] } });
  await map.once("load");
  const quarter = [];
  for (let at = 0; at < 3; at++) {
    const from = first + (last - first) * (0.1 + at * 0.1);
    const before = performance.now();
    const inWindow = features.filter(({ day }) => day >= from && day <= from + (last - first) / 4);
    const isLoaded = new Promise((done) => {
      map.on("sourcedata", function seen(event) {
        if (event.sourceDataType !== "content") return;
        map.off("sourcedata", seen);
        done();
      });
    });
    map.getSource("many").setData({ type: "FeatureCollection", features: inWindow });
    await isLoaded;
    quarter.push(performance.now() - before);
  }
  return { quarter };
}

const emptyPage = (head) => Buffer.from(`<!doctype html><meta charset="utf-8"><title>Peer</title><div id="map" style="width:800px;height:600px"></div>${head}`);
const { origin, close } = await serve({
  ours: folder(dist),
  data: { "police.json": police.json },
  supercluster: { "peer.js": packageFile("supercluster/dist/supercluster.min.js"), "index.html": emptyPage('<script src="peer.js"></script>') },
  maplibre: { "peer.js": packageFile("maplibre-gl/dist/maplibre-gl.js"), "index.html": emptyPage('<script src="peer.js"></script>') },
});
const browser = await launch();
const ms = (values) => (values === undefined ? "-" : `${median(values).toFixed(1)} ms`);
const run = (path, isReady, measure, [count, isReal]) =>
  inPage(browser, `${origin}/${path}/`, isReady, [...MADE, stopwatch, measure], `return ${measure.name}(await made(${count}, ${isReal}))`);
console.log("change of window: a quarter of the days, all but a day; medians");
console.log("records          ours              supercluster built again   ours to it      MapLibre setData, a quarter");
for (const file of FILES) {
  const our = await run("ours", "document.querySelector('input[type=file]') !== null", ours, file);
  const its = await run("supercluster", "window.Supercluster !== undefined", peer, file);
  const context = await run("maplibre", "window.maplibregl !== undefined", mapLibre, file).catch((error) => ({ error }));
  const ratios = ["quarter", "all"].map((window) => (median(our[window]) / median(its[window])).toFixed(3));
  const name = `${file[0].toLocaleString("en").padStart(9)}${file[1] ? " real" : ""}`.padEnd(14);
  console.log([name, ms(our.quarter), ms(our.all), ms(its.quarter), ms(its.all), ...ratios, ms(context.quarter)].join("   "));
  if (context.error) console.log(`  MapLibre: ${context.error.message}`);
}
browser.close();
close();
process.exit(0);
