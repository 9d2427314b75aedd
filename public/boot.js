// Starts the web app: finds the hashed addresses of its JavaScript and WebAssembly in the page's own preload
// links, so that no inline script is needed and the Content-Security-Policy can stay strict.
// If the app cannot start, the static story stays on the page and `#boot-problem` says so in its language.

// The reader's part of the address, before the publisher's story makes something of it.
const { hash } = location;

async function start() {
  // public/early.js may have this run while the page still comes.
  if (document.readyState === "loading") await new Promise((come) => addEventListener("DOMContentLoaded", come));
  problems.observe(document.body, { attributeFilter: ["hidden"], subtree: true });
  const scriptLink = document.querySelector('link[rel="modulepreload"]');
  const wasmLink = document.querySelector('link[rel="preload"][type="application/wasm"]');
  if (typeof WebAssembly !== "object") throw new Error("this browser has no WebAssembly");
  if (!scriptLink || !wasmLink) throw new Error("the page names no app to load");
  const app = await import(scriptLink.href);
  await app.default({ module_or_path: wasmLink.href });
  problems.observe(document.querySelector(".app-problem"), { childList: true });
  await interactive();
  await goOn(app).catch((problem) => {
    console.error("Incident Map could not load the rest of the app:", problem);
    tell("later-problem");
  });
}

// What the first sight of a story does not need.
async function goOn(app) {
  const { content } = document.querySelector('meta[name="incident-map:reader"]');
  const { complete, openFiles, showAll } = await import(new URL("later.js", new URL(content, document.baseURI)));
  const whole = complete(app);
  openFiles(app, whole, hash, tell);
  await whole;
  await showAll(app, tell);
}

// Once the publisher's story is on the page.
function interactive() {
  return new Promise((done) => {
    new PerformanceObserver((list, observer) => {
      if (!list.getEntriesByName("incident-map:interactive").length) return;
      observer.disconnect();
      done();
    }).observe({ type: "mark", buffered: true });
  });
}

// In a frame the page around is told of what goes wrong, in the words that the reader sees (README.md, "In an article").
const problems = new MutationObserver((changes) => {
  for (const { target: { id, className, hidden, textContent } } of changes) {
    const reason = id || className;
    if (hidden || !textContent || !/problem|stopped/.test(reason)) continue;
    parent.postMessage({ "incident-map": 1, event: "error", detail: { reason, message: textContent } }, "*");
  }
});

function tell(id, isTrue = true) {
  const notice = document.getElementById(id);
  if (notice) notice.hidden = !isTrue;
}

// A defect in the app ends it where it stands. The browser logs what it was; the reader is told that it is over.
function watch({ error, reason }) {
  if (typeof WebAssembly === "object" && (error ?? reason) instanceof WebAssembly.RuntimeError) tell("app-stopped");
}
addEventListener("error", watch);
addEventListener("unhandledrejection", watch);

// A host whose own policy refuses the style sheet in the page has it as a file.
const style = document.querySelector('meta[name="incident-map:style"]');
if (style && !getComputedStyle(document.documentElement).getPropertyValue("--im-surface")) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style.content }));
}

// What stands in the page is painted first: to start the app keeps a phone busy for a while. That a frame is made does not
// mean that it is on the screen; where a browser does not tell, or has nothing of the page to show, it is not waited for long.
// A page that nobody sees is not painted, and need not wait.
const LONGEST_MS = 300;
const painted = new Promise((resolve) => {
  if (document.hidden) resolve();
  else requestAnimationFrame(() => {
    setTimeout(resolve, LONGEST_MS);
    new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
  });
});
painted.then(start).catch((problem) => {
  console.error("Incident Map could not start:", problem);
  tell("boot-problem");
});
