// What a page gets once its story is there and can be used: the rest of the app, and files that are opened.

const setting = (name) => document.querySelector(`meta[name="incident-map:${name}"]`)?.content;
const at = (address) => new URL(address, document.baseURI);

// What the first sight of a story does not need comes in a WebAssembly file of its own, where the app is in two.
export async function complete(app) {
  const later = setting("later");
  if (later) {
    const answer = await fetch(at(later));
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

// Of a large story the app has the first incidents: shows all of them.
export async function showAll(app, tell) {
  const whole = setting("whole");
  if (!whole) return;
  const { default: showWhole } = await import(new URL("large/whole.js", at(setting("reader"))));
  await showWhole(app, whole).catch((problem) => {
    console.error("Incident Map could not load all of the story:", problem);
    tell("whole-problem");
  });
}

// A file that the address names, or that a reader chooses or drops onto the page. What opens it is fetched only then.
// `fragment` is the reader's part of the address as it was before the publisher's story was shown, `whole` when the app is.
export function openFiles(app, whole, fragment, tell) {
  let opener;
  const open = async (how, files) => {
    tell("reader-problem", false);
    try {
      opener ??= Promise.all([import(at(setting("reader"))), whole]).then(([module]) => module.default(app));
      (await opener)[how](files);
    } catch (problem) {
      console.error("Incident Map could not load what opens files:", problem);
      opener = undefined;
      tell("reader-problem");
    }
  };
  if (new URLSearchParams(location.search).has("data")) open("address", fragment);

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
