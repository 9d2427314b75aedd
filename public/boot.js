// Starts the web app: finds the hashed addresses of its JavaScript and WebAssembly in the page's own preload
// links, so that no inline script is needed and the Content-Security-Policy can stay strict.
// If the app cannot start, the static story stays on the page and `#boot-problem` says so in its language.

const scriptLink = document.querySelector('link[rel="modulepreload"]');
const openerSetting = document.querySelector('meta[name="incident-map:reader"]');
const wasmLink = document.querySelector('link[rel="preload"][type="application/wasm"]');
const laterSetting = document.querySelector('meta[name="incident-map:later"]');
const wholeSetting = document.querySelector('meta[name="incident-map:whole"]');

async function start() {
  if (typeof WebAssembly !== "object") throw new Error("this browser has no WebAssembly");
  if (!scriptLink || !wasmLink) throw new Error("the page names no app to load");
  const app = await import(scriptLink.href);
  await app.default({ module_or_path: wasmLink.href });
  const whole = interactive().then(() => complete(app));
  whole.catch((problem) => {
    console.error("Incident Map could not load the rest of the app:", problem);
    tell("later-problem");
  });
  openFiles(app, whole);
  // Of a large story the app has the first incidents.
  if (wholeSetting) {
    const { default: showWhole } = await import(new URL("large/whole.js", new URL(openerSetting.content, document.baseURI)));
    await whole;
    await showWhole(app, wholeSetting.content).catch((problem) => {
      console.error("Incident Map could not load all of the story:", problem);
      tell("whole-problem");
    });
  }
}

// What the first sight of a story does not need comes in a WebAssembly file of its own, where the app is in two.
async function complete(app) {
  if (laterSetting) {
    const answer = await fetch(new URL(laterSetting.content, document.baseURI));
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    await app.join(await answer.arrayBuffer());
  }
  if (!CSS.supports("overflow-anchor", "auto")) keepPlace(document.querySelector(".timeline"));
  app.start_later();
}

// Whoever reads below an element stays there when it grows; other browsers see to that by themselves.
function keepPlace(element) {
  let height = element.offsetHeight;
  new ResizeObserver(() => {
    const grown = element.offsetHeight - height;
    height += grown;
    if (element.getBoundingClientRect().bottom <= grown) scrollBy(0, grown);
  }).observe(element);
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

// A file that the address names, or that a reader chooses or drops onto the page. What opens it is fetched only then.
function openFiles(app, whole) {
  let opener;
  const open = async (how, files) => {
    tell("reader-problem", false);
    try {
      opener ??= Promise.all([import(new URL(openerSetting.content, document.baseURI)), whole]).then(([module]) => module.default(app));
      (await opener)[how](files);
    } catch (problem) {
      console.error("Incident Map could not load what opens files:", problem);
      opener = undefined;
      tell("reader-problem");
    }
  };
  if (new URLSearchParams(location.search).has("data")) open("address", location.hash);

  // In a frame a file of the reader's own could be taken for the article's.
  if (parent !== window) return;
  addEventListener("change", ({ target }) => {
    if (target.type !== "file" || !target.files.length) return;
    open("own", [...target.files]);
    // The same file may be chosen again, once it has been mended.
    target.value = "";
  });
  const drag = (event) => {
    // Only files, which the browser would open in place of the page, and only once there is a story.
    if (!event.dataTransfer?.types.includes("Files") || !document.querySelector(".file-choice")) return;
    event.preventDefault();
    const isOver = event.type === "dragover" || (event.type === "dragleave" && event.relatedTarget);
    document.documentElement.toggleAttribute("data-dropping", Boolean(isOver));
    const { files } = event.dataTransfer;
    if (event.type === "drop" && files.length) open("own", [...files]);
  };
  for (const type of ["dragover", "dragleave", "drop"]) addEventListener(type, drag);
}

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
