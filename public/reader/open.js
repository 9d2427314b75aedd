// Opens a file of the reader's own, or one that the address names. boot.js fetches this only then; it reads the file in
// a worker beside it, has the app show it, and keeps the banner and the report of what was found above it.
import init, { show_opened, show_status, speak } from "./reader.js";

// `load::MAX_BYTES`; a test holds both equal.
const MAX_BYTES = 64 * 2 ** 20;
const MAX_MB = String(MAX_BYTES / 2 ** 20);
// What is in the profile can be read piece by piece, so the file may be much larger; and from so many bytes on it is tried:
// `load::stream::MEDIUM_BYTES`.
const MAX_LARGE_BYTES = 2 ** 30;
const MEDIUM_BYTES = 2 ** 20;

const root = document.documentElement;
const setting = (name) => document.querySelector(`meta[name="incident-map:${name}"]`)?.content;

// Why a file is not opened: the key of a message, and what it speaks of.
class Refusal extends Error {
  constructor(key, detail = "") {
    super(key);
    Object.assign(this, { key, detail });
  }
}

// What opens files for the app, which is what src/main.rs exports, once the publisher's story is on the page: an opened
// file takes its place, and gives it back.
export default async function opener(app) {
  // What is being read; the next one ends it.
  let current = new AbortController();
  // The message about it: key, name, detail.
  let status = ["", "", ""];
  // The file whose report is on the page.
  let opened;

  await Promise.all([init(), style()]);
  await speakAsPage();
  new MutationObserver(() => speakAsPage().then(render)).observe(root, { attributeFilter: ["lang"] });
  new ResizeObserver(([{ target }]) => {
    // What stays in view stands below the banner, however many lines it has.
    root.style.setProperty("--im-banner-height", `${target.offsetHeight}px`);
  }).observe(document.querySelector(".file-banner"));

  function render() {
    show_status(...status);
    const { report = "", from = "", others = 0, isShown = false, why = "" } = opened ?? {};
    show_opened(report, from, others, isShown, why);
  }

  // `source` has `name`, `from` (the host, empty for the reader's own), `others` (how many were left alone), `file()`.
  async function open(source, options) {
    current.abort();
    const { signal } = (current = new AbortController());
    const say = (key, detail = "") => {
      status = [key, source.name, detail];
      render();
    };
    say("open-reading");
    try {
      const file = await source.file(signal);
      const mayBeLarge = file.size > MEDIUM_BYTES;
      if (mayBeLarge) import("./large/open.js").then(({ prepare }) => prepare(), () => {});
      const isLarge = mayBeLarge && (await isInProfile(file));
      if (isLarge && (await openLargeFile(source, file, say, signal))) return;
      if (file.size > MAX_BYTES) throw new Refusal("open-too-large", MAX_MB);
      const result = await read(file, { knownRegions: await regions(), ...options }, signal);
      if (signal.aborted) return;
      if (result.failed) throw new Refusal(result.failed);
      status = ["", "", ""];
      const isLargeNow = result.geojson.length > MEDIUM_BYTES;
      if (!isLargeNow || !(await openLargeFile(source, file, say, signal, result))) show({ ...source, file: () => file }, options, result);
    } catch (problem) {
      if (signal.aborted) return;
      if (!(problem instanceof Refusal)) console.error("Incident Map could not open the file:", problem);
      // What was shown of it while it was read.
      if (opened?.isPart) leave(true);
      say(problem.key ?? "open-stopped", problem.detail);
    }
  }

  // A file of very many incidents, of which the app gets columns and the records that it asks for; `result` is what the
  // reader made of one that was not in the profile. Whether it is done: what is wrong with a file that is not too large for
  // the reader, and what of it can be shown all the same, the reader says better.
  async function openLargeFile(source, file, say, signal, result) {
    if (file.size > MAX_LARGE_BYTES) throw new Refusal("open-too-large", String(MAX_LARGE_BYTES / 2 ** 20));
    const { openLarge, takeNamed } = await import("./large/open.js");
    const tag = root.lang;
    const progress = (share, records) => {
      const part = new Intl.NumberFormat(tag, { style: "percent" }).format(share);
      say("open-progress", `${part} · ${new Intl.NumberFormat(tag).format(records)}`);
    };
    // Under its banner from the first record on, so that nobody takes it for the publisher's.
    const first = (bytes) => {
      if (signal.aborted || app.show_file(source.name, bytes, inAddress(source))) return;
      opened = { ...source, options: {}, file: () => file, report: JSON.stringify({ name: source.name, format: "GeoJSON" }), why: "", isShown: true, isPart: true };
      render();
    };
    const large = await openLarge(result ? new Blob([result.geojson]) : file, { progress, first, columns: app.add_columns, signal });
    if (signal.aborted) {
      large.end?.();
      return true;
    }
    if (large.failed) {
      const { key, line, column } = large.failed;
      if (key === "not-large") return false;
      if (key === "open-stopped") throw new Refusal(key);
      if (!result && file.size <= MAX_BYTES) return false;
      throw key === "error-not-json" ? new Refusal("open-not-json", `${line}:${column}`) : new Refusal("open-no-records");
    }
    const { told, start } = large;
    signal.addEventListener("abort", large.end);
    status = ["", "", ""];
    const take = async (asked) => {
      if (!ArrayBuffer.isView(asked)) return large.ask(asked);
      const bytes = await large.records(asked);
      return signal.aborted || app.take_records(asked, bytes, false);
    };
    const why = app.show_large(source.name, start, told, take, inAddress(source));
    opened = { ...source, options: {}, file: () => file, report: result?.report ?? told.report, why, isShown: !why };
    // What was found in it, in a task of its own.
    await new Promise((done) => setTimeout(done));
    if (signal.aborted) return true;
    render();
    focus("#file-banner");
    if (!why && source.fragment !== undefined) await takeNamed(told, take);
    return true;
  }

  function show(source, options, { geojson, report }) {
    const hasAny = geojson.length > 0;
    const why = hasAny ? app.show_file(source.name, geojson, inAddress(source)) : "";
    const isShown = hasAny && !why;
    // Below a file that cannot be shown stands the publisher's story, and not that of an earlier file.
    if (!isShown && opened?.isShown) app.leave_file(true);
    const isAgain = Object.keys(options).length > 0;
    opened = { ...source, options, report, why, isShown };
    render();
    focus(isAgain ? ".found summary" : "#file-banner");
  }

  function leave(withItsAddress) {
    current.abort();
    if (opened.isShown) app.leave_file(withItsAddress);
    opened = undefined;
    render();
    focus(".page-title");
  }

  addEventListener("click", ({ target }) => {
    const control = target.closest?.("[data-action]");
    const action = control?.dataset.action;
    if (action === "read-again") open(asShown(opened), { ...opened.options, ...JSON.parse(control.dataset.answer) });
    if (action !== "close-status" && action !== "leave-file") return;
    current.abort();
    status = ["", "", ""];
    render();
    if (action !== "leave-file" && !opened?.isPart) return;
    // It would open it again.
    inAddress({});
    leave(true);
  });
  // Back leads out of a file of the reader's own; a jump within the page, as by the skip link, does not.
  addEventListener("popstate", () => {
    if (opened?.isShown && opened.fragment === undefined && !/^#[^=?]+$/.test(location.hash)) leave(false);
  });

  return {
    // The first of the files that were chosen or dropped.
    own([file, ...others]) {
      return open({ name: file.name, from: "", others: others.length, file: () => file }, {});
    },
    // The file that the page's `?data=` names, where the publisher allows it; `fragment` is what else the address said at first.
    address(fragment) {
      const address = new URLSearchParams(location.search).get("data");
      const allowed = setting("data")?.split(" ");
      const url = parsed(address);
      const host = url?.host ?? "";
      const file = (signal) => {
        if (!allowed) throw new Refusal("open-no-data");
        if (!/^https?:$/.test(url?.protocol) || ![location.origin, ...allowed].includes(url.origin)) throw new Refusal("open-other-origin", host || address);
        return fetched(url, signal);
      };
      return open({ name: url ? nameOf(url) : address, from: host, others: 0, file, fragment }, {});
    },
  };
}

// Has the address say what is shown: of a file that it names all that it said of it, as the publisher's story was on the page
// meanwhile; of any other one no such file. Whether it names this one.
function inAddress({ fragment }) {
  const isNamed = fragment !== undefined;
  const address = new URL(location.href);
  if (isNamed) address.hash = fragment;
  else if (address.searchParams.has("data")) address.searchParams.delete("data");
  try {
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  } catch {
    // A sandboxed frame may refuse; what is shown is right all the same.
  }
  return isNamed;
}

// A file that is read again, with what of it is shown now.
function asShown(source) {
  return source.fragment === undefined ? source : { ...source, fragment: location.hash };
}

// Speaks the language of the page.
async function speakAsPage() {
  const tag = root.lang;
  const texts = async (language) => {
    const answer = await fetch(setting("interface").replace("{language}", `reports/${language}`));
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
  };
  const english = await texts("en");
  if (!english) throw new Error("the texts for opened files did not come");
  const own = tag === "en" ? english : await texts(tag);
  if (tag === root.lang) speak(tag, own ?? english, english);
}

// Adds the style sheet for what an opened file adds to the page.
function style() {
  return new Promise((done, fail) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: new URL("open.css", import.meta.url), onload: done, onerror: fail });
    document.head.append(link);
  });
}

function focus(selector) {
  const element = document.querySelector(selector);
  scrollTo(0, 0);
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
}

function parsed(address) {
  try {
    return new URL(address, document.baseURI);
  } catch {
    return undefined;
  }
}

// The file's name in an address.
function nameOf(url) {
  const last = url.pathname.split("/").filter(Boolean).pop() ?? url.host;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

// The codes of the places that the basemap can draw.
async function regions() {
  try {
    const index = await (await fetch(setting("basemap"))).json();
    return [...index.countries, ...index.regions].map(({ id }) => id);
  } catch {
    return [];
  }
}

// Whether a file says that it is in our profile: in the first part of it, where stories have it.
async function isInProfile(file) {
  const head = await file.slice(0, 1 << 16).text();
  return /^\s*\{/.test(head) && head.includes('"FeatureCollection"') && /"profile"\s*:\s*1/.test(head);
}

// A file from the network, as long as it keeps to the limit.
async function fetched(url, signal) {
  let answer;
  try {
    answer = await fetch(url, { signal });
  } catch {
    throw new Refusal("open-unreachable", url.host);
  }
  if (!answer.ok) throw new Refusal([404, 410].includes(answer.status) ? "open-missing" : "open-server", String(answer.status));
  const parts = [];
  let size = 0;
  const stream = answer.body.getReader();
  for (;;) {
    const { done, value } = await stream.read().catch(() => {
      throw new Refusal("open-broken-off", url.host);
    });
    if (done) return new File(parts, nameOf(url));
    parts.push(value);
    size += value.length;
    if (size > MAX_BYTES && (size > MAX_LARGE_BYTES || !(await isInProfile(new Blob(parts.slice(0, 16)))))) {
      stream.cancel();
      throw new Refusal("open-too-large", MAX_MB);
    }
  }
}

// What the reader says of a file: `{ geojson, report }`, or `{ failed }`.
async function read(file, options, signal) {
  return (await inWorker({ file, options }, signal)) ?? (await import("./worker.js")).answer({ file, options });
}

// The worker's answer; none where no worker can be made, as in a sandboxed frame, or can have modules in it.
function inWorker(request, signal) {
  return new Promise((done) => {
    let worker;
    try {
      worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    } catch {
      return done(undefined);
    }
    const end = (answer) => {
      worker.terminate();
      done(answer);
    };
    let isReady = false;
    worker.onmessage = ({ data }) => {
      if (data !== "ready") return end(data);
      isReady = true;
      worker.postMessage(request);
    };
    worker.onerror = worker.onmessageerror = (event) => {
      event.preventDefault();
      end(isReady ? { failed: "open-stopped" } : undefined);
    };
    signal.addEventListener("abort", () => end({}));
  });
}
