// Only in pages of `incident-map serve`: loads the page again when its files have changed, with the reader's view, which
// is in the address, and place, which the browser keeps; and says at its foot what `check` says of the story.

const shownSite = new URL(import.meta.url).searchParams.get("site");
const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("preview.css", import.meta.url);
document.head.append(style);

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
  location.reload();
};
