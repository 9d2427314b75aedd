// Speed beside the peers, in one run: node tests/bench/main.mjs [DIST] [--json]. Prints figures, asserts none.
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { launch } from "./chromium.mjs";
import { SLOW, firstLand } from "./first-land.mjs";
import { intervals, pan, pinch, zoom } from "./frames.mjs";
import { contents, inksOf, leaflet, mapLibre } from "./peers.mjs";
import { rgb } from "./picture.mjs";
import { folder, serve } from "./server.mjs";

const FRAME_RUNS = 5;
const LAND_RUNS = 9;
const SLOW_RUNS = 5;
const LONG_MS = 50;
const DESKTOP = { name: "desktop", size: { width: 1280, height: 800 }, isMobile: false };
const PHONE = { name: "phone", size: { width: 360, height: 740 }, isMobile: true };
const OURS = "Incident Map";

const args = process.argv.slice(2);
const dist = resolve(args.find((arg) => !arg.startsWith("--")) ?? "dist");
const site = folder(dist);
const asset = (start, end) => site[Object.keys(site).find((path) => path.startsWith(start) && path.endsWith(end))];
const style = asset("assets/style-", ".css").toString();
const html = site["index.html"].toString();
const story = JSON.parse(asset("data/", "json"));
const inks = inksOf(style);
const data = contents(asset("assets/basemap-", "/medium.topo.json"), story);

// Where our map stands in its page, and which part of the earth it shows there, which the peers are to show as well.
async function stageOf(browser, origin, device) {
  const page = await open(browser, `${origin}/ours/`, device, "performance.getEntriesByName('incident-map:settled').length");
  const place = await page.evaluate("(({ left, top, width, height }) => ({ left, top, width, height }))(document.querySelector('.map-stage').getBoundingClientRect())");
  await page.close();
  return place;
}

async function open(browser, address, { size, isMobile }, isReady) {
  const page = await browser.newPage();
  await page.call("Emulation.setDeviceMetricsOverride", { ...size, deviceScaleFactor: 1, mobile: isMobile });
  await page.call("Emulation.setTouchEmulationEnabled", { enabled: isMobile });
  await page.call("Page.navigate", { url: address });
  await page.until(isReady, address);
  return page;
}

// Nothing but the pictures of our page, as they stand in it.
function plainPage(place) {
  const pictures = html.match(/<svg class="map-poster.*?<\/svg>(?=<svg class="map-poster|<div)/gs).join("");
  const colors = style.match(/:root\s*\{[^}]*\}/)[0];
  const rules = style.slice(style.indexOf(".map-poster{"), style.indexOf(".map-buttons{"));
  const { left, top, width, height } = place;
  return Buffer.from(`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Plain</title>
<style>${colors}*{box-sizing:border-box}body{margin:0}.stage{position:absolute;overflow:hidden;left:${left}px;top:${top}px;width:${width}px;height:${height}px;background:var(--im-water)}${rules}</style><div class="stage">${pictures}</div>`);
}

const sorted = (values) => [...values].sort((a, b) => a - b);
const quantile = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(share * values.length))];
const median = (values) => quantile(values, 0.5);

async function frameFigures(browser, origin, device, gestures, point) {
  const pages = { [OURS]: ["ours", "performance.getEntriesByName('incident-map:settled').length"], MapLibre: ["maplibre", "window.isReady"], Leaflet: ["leaflet", "window.isReady"] };
  const found = {};
  for (let run = 0; run < FRAME_RUNS; run++) {
    for (const [name, [path, isReady]] of Object.entries(pages)) {
      const page = await open(browser, `${origin}/${path}-${device.name}/`, device, isReady);
      for (const [gesture, act] of Object.entries(gestures)) {
        ((found[gesture] ??= {})[name] ??= []).push(...(await intervals(page, () => act(page, point))));
      }
      await page.close();
    }
  }
  return found;
}

async function landFigures(browser, origin, device, point, network, runs) {
  const found = {};
  const options = { ...device, point, network, lands: [inks.land, inks["land-home"], inks["land-involved"]].map(rgb) };
  for (let run = 0; run < runs; run++) {
    for (const [name, path] of [["plain SVG", "plain"], [OURS, "ours"], ["MapLibre", "maplibre"], ["Leaflet", "leaflet"]]) {
      (found[name] ??= []).push(await firstLand(browser, `${origin}/${path}-${device.name}/`, options));
    }
  }
  return found;
}

const row = (cells) => console.log(cells.map((cell, at) => (at ? String(cell).padStart(10) : String(cell).padEnd(14))).join(""));
const number = (value) => value.toFixed(1);

function printFrames(device, found) {
  for (const [gesture, byPage] of Object.entries(found)) {
    console.log(`\n${gesture}, ${device.name}: milliseconds between frames (${FRAME_RUNS} runs)`);
    row(["", "median", "p95", "longest", "frames", `> ${LONG_MS} ms`]);
    for (const [name, values] of Object.entries(byPage)) {
      const long = values.filter((value) => value > LONG_MS).length;
      row([name, number(median(values)), number(quantile(values, 0.95)), number(Math.max(...values)), values.length, long]);
    }
  }
}

function printLand(title, found) {
  const plain = median(found["plain SVG"]);
  console.log(`\nfirst frame with land, ${title}: milliseconds from the start of the navigation (${found[OURS].length} runs, nothing cached)`);
  row(["", "median", "p95", "ratio"]);
  for (const [name, values] of Object.entries(found)) {
    row([name, number(median(values)), number(quantile(values, 0.95)), (median(values) / plain).toFixed(2)]);
  }
}

const browser = await launch();
try {
  const first = await serve({ ours: site });
  const sites = {};
  const places = {};
  for (const device of [DESKTOP, PHONE]) {
    const place = (places[device.name] = await stageOf(browser, first.origin, device));
    const seen = { center: [70, 48], widthDeg: 55 };
    sites[`ours-${device.name}`] = site;
    sites[`plain-${device.name}`] = { "index.html": plainPage(place) };
    sites[`maplibre-${device.name}`] = mapLibre(data, inks, place, seen);
    sites[`leaflet-${device.name}`] = leaflet(data, inks, place, seen);
  }
  first.close();
  const server = await serve(sites);
  // The middle of the map, a little to the left and up, where no page has a mark.
  const pointOf = ({ name }) => {
    const { left, top, width, height } = places[name];
    return [Math.round(left + 0.45 * width), Math.round(top + 0.45 * height)];
  };
  const results = {
    machine: `${cpus().length} cores (${cpus()[0].model.trim()}), no GPU`, browser: await browser.version(), date: new Date().toISOString().slice(0, 10),
    frames: {}, land: {},
  };
  if (!args.includes("--json")) console.log(`${results.browser}, ${results.machine}, ${results.date}; figures of such a machine are noisy: compare within a run`);
  const record = (kind, name, found, print) => {
    results[kind][name] = found;
    if (!args.includes("--json")) print(found);
  };
  const frames = async (device, gestures) =>
    record("frames", device.name, await frameFigures(browser, server.origin, device, gestures, pointOf(device)), (found) => printFrames(device, found));
  await frames(DESKTOP, { pan, zoom });
  await frames(PHONE, { pinch });
  const land = async (device, network, runs, title) =>
    record("land", title, await landFigures(browser, server.origin, device, pointOf(device), network, runs), (found) => printLand(title, found));
  await land(DESKTOP, undefined, LAND_RUNS, "desktop");
  await land(PHONE, undefined, LAND_RUNS, "phone");
  await land(PHONE, SLOW, SLOW_RUNS, "phone on slow 4G");
  if (args.includes("--json")) console.log(JSON.stringify(results));
  const missing = server.missing.filter((path) => !path.endsWith("favicon.ico"));
  if (missing.length) throw new Error(`pages asked for what is not there: ${[...new Set(missing)].join(", ")}`);
  server.close();
} finally {
  browser.close();
}
