// Starts the web app: finds the hashed addresses of its JavaScript and WebAssembly in the page's own preload
// links, so that no inline script is needed and the Content-Security-Policy can stay strict.
// If the app cannot start, the static story stays on the page and `#boot-problem` says so in its language.

const scriptLink = document.querySelector('link[rel="modulepreload"]');
const wasmLink = document.querySelector('link[rel="preload"][type="application/wasm"]');

async function start() {
  if (typeof WebAssembly !== "object") throw new Error("this browser has no WebAssembly");
  if (!scriptLink || !wasmLink) throw new Error("the page names no app to load");
  const { default: init } = await import(scriptLink.href);
  await init({ module_or_path: wasmLink.href });
}

function reveal(id) {
  const notice = document.getElementById(id);
  if (notice) notice.hidden = false;
}

// A defect in the app ends it where it stands. The browser logs what it was; the reader is told that it is over.
function watch({ error, reason }) {
  if (typeof WebAssembly === "object" && (error ?? reason) instanceof WebAssembly.RuntimeError) reveal("app-stopped");
}
addEventListener("error", watch);
addEventListener("unhandledrejection", watch);

start().catch((problem) => {
  console.error("Incident Map could not start:", problem);
  reveal("boot-problem");
});
