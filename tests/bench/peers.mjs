// The same story in the peers: pages that hold nothing but a map with the same basemap, the same marks and names.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { feature, mesh } from "topojson-client";

const require = createRequire(import.meta.url);
const packageFile = (name, file) => readFileSync(join(dirname(require.resolve(`${name}/package.json`)), file));

// The colours of the style sheet's light theme.
const INKS = ["water", "land", "land-home", "land-involved", "coast", "border-country", "border-region", "operation", "lead"];

export function inksOf(style) {
  const ink = (name) => style.match(new RegExp(`--im-${name}:\\s*(#[0-9a-f]{6})`))[1];
  return Object.fromEntries(INKS.map((name) => [name, ink(name)]));
}

// Areas, borders and waters of a level of the basemap, and the incidents with coordinates, as GeoJSON.
export function contents(level, story) {
  const topology = JSON.parse(level);
  const { countries, adm1, lakes, rivers } = topology.objects;
  const involved = new Set(story.features.map(({ properties }) => properties.place?.region));
  const line = (geometry) => ({ type: "Feature", properties: {}, geometry });
  const regions = feature(topology, adm1);
  for (const region of regions.features) region.properties.involved = involved.has(region.id);
  return {
    countries: feature(topology, countries),
    regions,
    lakes: feature(topology, lakes),
    rivers: feature(topology, rivers),
    countryBorders: line(mesh(topology, countries, (a, b) => a !== b)),
    regionBorders: line(mesh(topology, adm1, (a, b) => a !== b)),
    coast: line(mesh(topology, countries, (a, b) => a === b)),
    incidents: {
      type: "FeatureCollection",
      features: story.features.filter(({ geometry }) => geometry?.type === "Point").map((incident) => ({
        ...incident, properties: { kind: incident.properties.kind, name: incident.properties.place.name.en },
      })),
    },
  };
}

function page(head, script, inks, place) {
  const { left, top, width, height } = place;
  return Buffer.from(`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Peer</title>${head}<style>body{margin:0}#map{position:absolute;left:${left}px;top:${top}px;width:${width}px;height:${height}px;background:${inks.water}}
.name{font:600 13px system-ui,sans-serif;white-space:nowrap;text-shadow:0 0 3px #fff}</style><div id="map"></div>${script}`);
}

// A view as wide as the story's: the middle and the width of the map in degrees of longitude.
const view = ({ center, widthDeg }, widthPx) => ({ center, zoom: Math.log2((360 * widthPx) / (512 * widthDeg)) });

export function mapLibre(data, inks, place, seen) {
  const { center, zoom } = view(seen, place.width);
  const script = `<script src="maplibre-gl.js"></script><script>
const ink = ${JSON.stringify(inks)};
const from = (name) => ({ type: "geojson", data: new URL(name + ".json", location).href });
const sources = Object.fromEntries(${JSON.stringify(Object.keys(data))}.map((name) => [name, from(name)]));
const fill = (source, color) => ({ id: source, source, type: "fill", paint: { "fill-color": color, "fill-antialias": true } });
const line = (source, color, width) => ({ id: source, source, type: "line", paint: { "line-color": color, "line-width": width } });
window.map = new maplibregl.Map({ container: "map", center: ${JSON.stringify(center)}, zoom: ${zoom}, attributionControl: false, fadeDuration: 0,
  style: { version: 8, sources, layers: [
    { id: "water", type: "background", paint: { "background-color": ink.water } },
    fill("countries", ink.land),
    fill("regions", ["case", ["get", "involved"], ink["land-involved"], ink["land-home"]]),
    line("rivers", ink.water, 1), line("regionBorders", ink["border-region"], 0.9),
    line("countryBorders", ink["border-country"], 1.4), line("coast", ink.coast, 1), fill("lakes", ink.water),
    { id: "incidents", source: "incidents", type: "circle", paint: { "circle-radius": 7, "circle-stroke-width": 2, "circle-stroke-color": "#fff",
      "circle-color": ["match", ["get", "kind"], "lead", ink.lead, ink.operation] } },
  ] } });
map.on("load", async () => {
  for (const { geometry, properties } of (await (await fetch("incidents.json")).json()).features) {
    const name = Object.assign(document.createElement("div"), { className: "name", textContent: properties.name });
    new maplibregl.Marker({ element: name, anchor: "left", offset: [12, 0] }).setLngLat(geometry.coordinates).addTo(map);
  }
  map.once("idle", () => { window.isReady = true; });
  map.triggerRepaint();
});
</script>`;
  const files = { "maplibre-gl.js": packageFile("maplibre-gl", "dist/maplibre-gl.js"), "maplibre-gl.css": packageFile("maplibre-gl", "dist/maplibre-gl.css") };
  return { ...files, ...json(data), "index.html": page('<link rel="stylesheet" href="maplibre-gl.css">', script, inks, place) };
}

export function leaflet(data, inks, place, seen) {
  const { center, zoom } = view(seen, place.width);
  const script = `<script src="leaflet.js"></script><script>
const ink = ${JSON.stringify(inks)};
const area = (color) => ({ stroke: false, fillColor: color, fillOpacity: 1, interactive: false });
const line = (color, weight) => ({ color, weight, fill: false, interactive: false });
(async () => {
  const names = ${JSON.stringify(Object.keys(data))};
  const loading = names.map(async (name) => [name, await (await fetch(name + ".json")).json()]);
  window.map = L.map("map", { preferCanvas: true, zoomSnap: 0, attributionControl: false }).setView([${center[1]}, ${center[0]}], ${zoom + 1});
  const data = Object.fromEntries(await Promise.all(loading));
  const add = (name, style) => L.geoJSON(data[name], { style }).addTo(map);
  add("countries", area(ink.land));
  add("regions", ({ properties }) => area(properties.involved ? ink["land-involved"] : ink["land-home"]));
  add("rivers", line(ink.water, 1));
  add("regionBorders", line(ink["border-region"], 0.9));
  add("countryBorders", line(ink["border-country"], 1.4));
  add("coast", line(ink.coast, 1));
  add("lakes", area(ink.water));
  const mark = ({ properties }, at) => L.circleMarker(at, { radius: 7, weight: 2, color: "#fff", fillOpacity: 1,
    fillColor: properties.kind === "lead" ? ink.lead : ink.operation }).bindTooltip(properties.name, { permanent: true, direction: "right", className: "name" });
  L.geoJSON(data.incidents, { pointToLayer: mark }).addTo(map);
  requestAnimationFrame(() => requestAnimationFrame(() => { window.isReady = true; }));
})();
</script>`;
  const files = { "leaflet.js": packageFile("leaflet", "dist/leaflet.js"), "leaflet.css": packageFile("leaflet", "dist/leaflet.css") };
  return { ...files, ...json(data), "index.html": page('<link rel="stylesheet" href="leaflet.css">', script, inks, place) };
}

const json = (data) => Object.fromEntries(Object.entries(data).map(([name, value]) => [`${name}.json`, Buffer.from(JSON.stringify(value))]));
