// Runs before the page is painted: what its address and the place it stands in ask of it is so from the first picture on. The
// query is the publisher's (README.md, "Fitting in"), the fragment the reader's.
{
  const { dataset, style } = document.documentElement;
  const { boot } = document.currentScript.dataset;
  const query = new URLSearchParams(location.search);
  const isFramed = parent !== window;
  if (isFramed) {
    if (query.get("layout") !== "page") dataset.embed = "";
    // WordPress tells its frames apart by it, and the app has no place for it.
    const secret = /[#&?]secret=(\w+)/.exec(location.hash);
    if (secret) dataset.secret = secret[1];
    parent.postMessage({ "incident-map": 1, event: "loading" }, "*");
  }
  dataset.without = `${query.get("without") ?? ""}${query.has("plain") ? ",header,controls,cards" : ""}`;
  if (query.has("transparent")) dataset.transparent = "";
  // A reader's own colours, or more contrast, come before the publisher's. Those of text and what it stands on are not to be had
  // this way: nobody would see whether what is reported, and by whom, can still be read in both themes.
  const isOwn = matchMedia("(forced-colors: active), (prefers-contrast: more)").matches;
  for (const [, name, color] of isOwn ? [] : (query.get("colors") ?? "").matchAll(/(?:^|,)(?!surface|text|muted|band)([a-z0-9-]+):([0-9a-f]{3,8})(?=,|$)/gi)) {
    style.setProperty(`--im-${name}`, `#${color}`);
  }

  // How the page begins. A reader who has a state keeps it, but for a language that is fixed.
  const isState = /[#&?](?:v|sel|lang|theme)=[^&?]/;
  const language = query.get("lang");
  const theme = query.has("dark") ? "dark" : query.has("light") ? "light" : "";
  const begin = [query.get("state")?.replace(/^#?v=1&/, ""), theme && `theme=${theme}`, language && `lang=${encodeURIComponent(language)}`].filter(Boolean);
  const isFixed = language && query.has("fixed");
  if (isFixed) dataset.without += ",languages";
  const { hash } = location;
  if (isFixed && isState.test(hash)) begin.splice(0, begin.length - 1, hash.slice(1));
  else if (hash && begin.length) begin.push(hash.slice(1));
  if (begin.length && (isFixed || !isState.test(hash))) history.replaceState(null, "", `#v=1&${begin.join("&")}`);

  // An address with a state of the map in it, such as #v=1&sel=…, is not that of the picture in the page, which then gives way
  // to the app's map at once; a theme in the address is that of the page.
  if (isState.test(location.hash)) dataset.chosen = "";
  const chosen = /[#&?]theme=(light|dark)(?![^&?])/.exec(location.hash);
  if (chosen) dataset.theme = chosen[1];

  // The app, and what it will ask for: with a medium that no page has, a browser does not fetch it by itself.
  let isWanted = true;
  const fetchAhead = () => {
    for (const link of isWanted ? document.querySelectorAll('[media="not all"]') : []) {
      const wanted = link.cloneNode();
      wanted.removeAttribute("media");
      link.replaceWith(wanted);
    }
  };
  const start = () => boot && document.head.append(Object.assign(document.createElement("script"), { type: "module", src: boot }));
  const [visit] = performance.getEntriesByType("navigation");
  // A frame that may not say where it is from ("sandbox") gets scripts and data only from a host that lets everybody have them.
  // To ask for one in vain would be an error; times are told by the same hosts, which are those with our headers: in Safari
  // those of the page itself, elsewhere those of a picture.
  if (origin === "null") {
    isWanted = false;
    const showAlone = () => {
      delete dataset.embed;
      dataset.alone = "";
    };
    const picture = new Image();
    const look = (times) => {
      const [told] = performance.getEntriesByName(picture.src);
      if (!told && times) return setTimeout(look, 50, times - 1);
      isWanted = told?.responseStart > 0;
      if (!isWanted) return showAlone();
      fetchAhead();
      start();
    };
    picture.onload = picture.onerror = () => look(9);
    if (visit?.responseStart > 0) picture.src = `${document.querySelector('[rel="icon"]').href}?`;
    else showAlone();
  } else start();

  // Somebody who comes from elsewhere to the top of the page sees the map first: the text below it is laid out once it is
  // painted (see style.css). Downloads would take the processor from it too; where the page itself was long in coming there
  // is time for them, and they start now.
  const SLOW_MS = 300;
  if (visit?.type === "navigate" && !/#/.test(visit.name + location)) dataset.mapFirst = "";
  if (document.hidden || performance.now() > SLOW_MS) fetchAhead();
  new PerformanceObserver(() => {
    delete dataset.mapFirst;
    fetchAhead();
  }).observe({ type: "paint", buffered: true });
}
