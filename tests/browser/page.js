// Finds elements by role and accessible name. Run in the page before every script of the tests.
const SELECTORS = {
  alert: '[role="alert"]', article: "article", button: "button", combobox: "select", group: '[role="group"]',
  heading: "h1, h2, h3, h4", link: "a[href]", list: "ul, ol", region: "section[aria-label], section[aria-labelledby]",
  main: "main", searchbox: 'input[type="search"]', file: 'input[type="file"]', row: "tr",
};

function text(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}

function name(element) {
  const label = element.getAttribute("aria-label");
  if (label) return label;
  const ids = element.getAttribute("aria-labelledby");
  if (ids) return ids.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean).map(text).join(" ");
  if (element.labels?.length) {
    return [...element.labels].map((label) => {
      const copy = label.cloneNode(true);
      copy.querySelectorAll("select, input").forEach((control) => control.remove());
      return text(copy);
    }).join(" ");
  }
  return text(element);
}

function all(role, within = document) {
  const isThere = (element) => element.checkVisibility() && !element.closest('[aria-hidden="true"]');
  return [...within.querySelectorAll(SELECTORS[role])].filter(isThere);
}

// The element at the end of a path of [role, name] pairs, each within the one before; null while it is not there.
function find(path) {
  let element = document;
  for (const [role, wanted] of path) {
    element = all(role, element).find((candidate) => wanted === "" || name(candidate) === wanted);
    if (!element) return null;
  }
  return element;
}

function marks() {
  const list = find([["list", "Reports on the map"]]);
  return list && all("button", list).map((button) => {
    const rect = button.getBoundingClientRect();
    return { name: name(button), x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  });
}

// Waits until so many frames have been painted.
function afterFrames(count) {
  return new Promise((done) => {
    const wait = (left) => (left ? requestAnimationFrame(() => wait(left - 1)) : done());
    wait(count);
  });
}

// A number that stands for a canvas's pixels, and how many colours there are.
function picture(selector) {
  const canvas = document.querySelector(selector);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const words = new Uint32Array(data.buffer);
  let hash = 0;
  for (const word of words) hash = (Math.imul(hash, 31) + word) | 0;
  return { hash, colours: new Set(words).size };
}
