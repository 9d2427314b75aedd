// Runs before the page is painted. An address with a state of the map in it, such as #v=1&sel=…, is not that of the picture
// in the page, which then gives way to the app's map at once; a theme in the address is that of the page.
{
  const { dataset } = document.documentElement;
  const chosen = /[#&?](?:v|sel|lang|theme)=[^&?]/.test(location.hash);
  if (chosen) dataset.chosen = "";
  const theme = /[#&?]theme=(light|dark)(?![^&?])/.exec(location.hash);
  if (theme) dataset.theme = theme[1];

  // What the app will ask for; with a medium that no page has, a browser does not fetch it by itself.
  const fetchAhead = () => {
    for (const link of document.querySelectorAll('[media="not all"]')) {
      const wanted = link.cloneNode();
      wanted.removeAttribute("media");
      link.replaceWith(wanted);
    }
  };
  // Somebody who comes from elsewhere to the top of the page sees the map first: the text below it is laid out once it is
  // painted (see style.css). Downloads would take the processor from it too; where the page itself was long in coming there
  // is time for them, and they start now.
  const SLOW_MS = 300;
  const [visit] = performance.getEntriesByType("navigation");
  if (visit?.type === "navigate" && !/#/.test(visit.name + location)) dataset.mapFirst = "";
  if (document.hidden || performance.now() > SLOW_MS) fetchAhead();
  new PerformanceObserver(() => {
    delete dataset.mapFirst;
    fetchAhead();
  }).observe({ type: "paint", buffered: true });
}
