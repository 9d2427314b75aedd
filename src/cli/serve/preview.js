// Only in pages of `incident-map serve`: loads the page again when its files have changed, with the reader's view, which
// is in the address, and place; and says at its foot what `check` says of the story.

const shownSite = new URL(import.meta.url).searchParams.get("site");
const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("preview.css", import.meta.url);
document.head.append(style);

// The app takes the place of the static story and grows, so the browser by itself would come back to another place. This
// one is kept in the entry of the history, not in a storage, until the app rests or the reader moves.
const PLACE = "preview-place";
const RESTS_MS = 1500;
const place = history.state?.[PLACE];
if (place) {
  history.scrollRestoration = "manual";
  const back = () => scrollTo(...place);
  const grown = new ResizeObserver(back);
  const marks = new PerformanceObserver((list) => {
    if (list.getEntriesByName("incident-map:settled").length) setTimeout(leave, RESTS_MS);
  });
  const moves = ["wheel", "pointerdown", "keydown"];
  const leave = () => {
    grown.disconnect();
    marks.disconnect();
    for (const name of moves) removeEventListener(name, leave);
    history.scrollRestoration = "auto";
    if (history.state?.[PLACE]) history.replaceState(null, "");
  };
  for (const name of moves) addEventListener(name, leave);
  grown.observe(document.documentElement);
  marks.observe({ type: "mark", buffered: true });
}

const element = (name, text) => {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
};

const panel = document.createElement("aside");
panel.id = "preview-panel";
panel.lang = "en";
panel.dir = "ltr";
panel.setAttribute("role", "status");
panel.hidden = true;
const whenBody = document.body ? Promise.resolve() : new Promise((done) => addEventListener("DOMContentLoaded", done));
whenBody.then(() => document.body.append(panel));

function show({ problem, issues, text }) {
  panel.hidden = !problem && !issues;
  panel.classList.toggle("preview-problem", Boolean(problem));
  if (panel.hidden) return panel.replaceChildren();
  const close = element("button", "Close");
  close.type = "button";
  close.addEventListener("click", () => (panel.hidden = true));
  const count = issues === 1 ? "1 issue in the story" : `${issues} issues in the story`;
  const parts = [close, element("h2", problem ? "The site cannot be made from the files as they are; this is the last one that could" : count)];
  if (problem) parts.push(element("p", problem));
  if (text) parts.push(element("pre", text));
  panel.replaceChildren(...parts);
}

new EventSource(new URL("events", import.meta.url)).onmessage = ({ data }) => {
  const state = JSON.parse(data);
  if (state.site === shownSite) return show(state);
  history.replaceState({ [PLACE]: [scrollX, scrollY] }, "");
  location.reload();
};
