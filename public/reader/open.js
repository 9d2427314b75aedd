// Opens a file of the reader's own, or one that the address names, and tells the app what becomes of it. boot.js
// fetches this only when somebody opens a file; what reads the file lies beside it.

// `load::MAX_BYTES`; a test holds both equal.
const MAX_BYTES = 64 * 2 ** 20;

const setting = (name) => document.querySelector(`meta[name="incident-map:${name}"]`)?.content;

// Why a file is not opened: the key of a message, and what it speaks of.
class Refusal extends Error {
  constructor(key, detail = "") {
    super(key);
    Object.assign(this, { key, detail });
  }
}

// What opens files for an app (the exports of src/main.rs).
export default function opener(app) {
  // What is being read: aborted by the next one.
  let current = new AbortController();
  // What was read last, to be read again when its questions are answered.
  let last;

  // `source` has `name`, `from` (the host, empty for the reader's own), `others` (how many were not taken), `file()`.
  async function open(source, options) {
    current.abort();
    const { signal } = (current = new AbortController());
    const { name, from, others } = source;
    keepBelowBanner();
    app.file_status("open-reading", name, "");
    try {
      const file = await source.file(signal);
      if (file.size > MAX_BYTES) throw new Refusal("open-too-large", String(MAX_BYTES / 2 ** 20));
      const knownRegions = await regions();
      const result = await read(file, { knownRegions, ...options }, signal);
      if (signal.aborted) return;
      if (result.failed) throw new Refusal(result.failed);
      last = { source: { ...source, file: () => file }, options };
      app.file_read(from, others, result.report, result.geojson);
    } catch (problem) {
      if (signal.aborted) return;
      if (!(problem instanceof Refusal)) console.error("Incident Map could not open the file:", problem);
      app.file_status(problem.key ?? "open-stopped", name, problem.detail ?? "");
    }
  }

  addEventListener("click", ({ target }) => {
    const control = target.closest?.("[data-action]");
    switch (control?.dataset.action) {
      case "close-status":
      case "leave-file":
        current.abort();
        break;
      case "read-again":
        if (last) open(last.source, { ...last.options, ...JSON.parse(control.dataset.answer) });
    }
  });

  return {
    // The first of the files that were chosen or dropped.
    files([file, ...others]) {
      return open({ name: file.name, from: "", others: others.length, file: () => file }, {});
    },
    // The file that the page's `?data=` names, once there is a story that it can stand in for.
    async address() {
      await interactive();
      const address = new URLSearchParams(location.search).get("data");
      const allowed = setting("data")?.split(" ");
      const url = parsed(address);
      const name = url ? nameOf(url) : address;
      if (!allowed) return app.file_status("open-no-data", name, "");
      const origins = [location.origin, ...allowed];
      if (!origins.includes(url?.origin)) return app.file_status("open-other-origin", name, url?.host ?? "");
      return open({ name, from: url.host, others: 0, file: (signal) => fetched(url, name, signal) }, {});
    },
  };
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

// Once the story is on the page.
function interactive() {
  return new Promise((done) => {
    new PerformanceObserver((list, observer) => {
      if (!list.getEntriesByName("incident-map:interactive").length) return;
      observer.disconnect();
      done();
    }).observe({ type: "mark", buffered: true });
  });
}

// The codes of the regions that the basemap knows.
async function regions() {
  try {
    const index = await (await fetch(setting("basemap"))).json();
    return [...index.countries, ...index.regions].map(({ id }) => id);
  } catch {
    return [];
  }
}

// A file from the network, as long as it keeps to the limit.
async function fetched(url, name, signal) {
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
    if (done) return new File(parts, name);
    parts.push(value);
    size += value.length;
    if (size > MAX_BYTES) {
      stream.cancel();
      throw new Refusal("open-too-large", String(MAX_BYTES / 2 ** 20));
    }
  }
}

// What the reader says of a file: `{ geojson, report }` or `{ failed }`.
async function read(file, options, signal) {
  return (await inWorker({ file, options }, signal)) ?? inPage({ file, options });
}

// The worker's answer; none where no worker can be made, as in a sandboxed frame, or in browsers without modules in it.
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

async function inPage(request) {
  try {
    const { answer } = await import("./worker.js");
    return answer(request);
  } catch {
    return { failed: "error-reader" };
  }
}

// What stays in view stands below the banner, however many lines it has.
const measure = new ResizeObserver(([{ target }]) => {
  document.documentElement.style.setProperty("--im-banner-height", `${target.offsetHeight}px`);
});
function keepBelowBanner() {
  measure.observe(document.querySelector(".file-banner"));
}
