// Defines <incident-map>, a story of Incident Map in an article:
//   <script async src="https://maps.example/embed.js"></script>
//   <incident-map src="https://maps.example/"><a href="https://maps.example/">The story</a></incident-map>
// What is inside the element is shown until the story can be, and where it cannot. README.md, "In an article", tells the
// attributes, the events and the methods.
if (!customElements.get("incident-map")) {
  const VERSION = 1;
  const OURS = "incident-map";
  // Without a height of its own: so that map and texts have room at any width, with the title and without.
  const USUAL_HEIGHT = "clamp(960px, calc(1560px - 100cqw), 1280px)";
  const PLAIN_HEIGHT = "clamp(680px, calc(1140px - 100cqw), 820px)";
  // A frame that has not said anything for so long after it came shows something else.
  const PATIENCE_MS = 10000;
  // The story is fetched once it is as near as that to what is seen.
  const NEAR = "500px";
  // Attributes that become flags of the address.
  const FLAGS = { plain: "plain", transparent: "transparent", "fixed-language": "fixed" };
  const VALUES = { lang: "lang", without: "without", colors: "colors", state: "state", data: "data" };
  const STYLE = { display: "block", width: "100%", height: "100%", margin: 0, padding: 0, border: 0, "max-width": "none", "aspect-ratio": "auto", position: "static", "color-scheme": "light" };
  const COMMANDS = { theme: "setTheme", lang: "setLanguage", state: "setState" };
  // What a link to the article has in it that was shared from a story.
  const STATE = /^#v=1/;
  // A state is written into the article's address once it has stood so long: browsers allow only so many changes.
  const MIRRORED_MS = 300;
  const TOLD = ["ready", "select", "window", "language", "state", "error"];

  class IncidentMap extends HTMLElement {
    static observedAttributes = ["src", "height", "title", ...Object.keys(COMMANDS), ...Object.keys(FLAGS), ...Object.keys(VALUES)];

    #frame;
    // What is shown where the story is not.
    #instead = document.createDocumentFragment();
    #isReady = false;
    #waiting = [];
    #width;
    #given;
    #stops = [];
    #isHeard = false;
    #isChanging = false;
    #mirroring;

    connectedCallback() {
      if (getComputedStyle(this).display === "inline") this.style.display = "block";
      this.#given ??= this.style.height;
      this.#showHeight();
      const near = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && this.#load(), { rootMargin: NEAR });
      if (this.getAttribute("loading") === "eager") this.#load();
      else near.observe(this);
      const size = new ResizeObserver(([{ contentRect }]) => {
        // At another width the story needs another height than what was asked for.
        if (this.#width && this.#width !== contentRect.width) this.#showHeight();
        this.#width = contentRect.width;
      });
      size.observe(this);
      const listen = (name, heard) => {
        addEventListener(name, heard);
        this.#stops.push(() => removeEventListener(name, heard));
      };
      listen("message", (event) => this.#hear(event));
      listen("hashchange", () => this.hasAttribute("mirror") && STATE.test(location.hash) && this.setState(location.hash.slice(1)));
      this.#stops.push(() => near.disconnect(), () => size.disconnect());
    }

    disconnectedCallback() {
      this.#stops.splice(0).forEach((stop) => stop());
      this.#unload();
    }

    attributeChangedCallback(name, before, value) {
      if (before === value || !this.isConnected) return;
      if (name === "height") this.#showHeight();
      else if (!this.#frame) return;
      else if (name === "title") this.#frame.title = value;
      else if (COMMANDS[name]) this.#ask(COMMANDS[name], value === "auto" ? null : value);
      else if (!this.#isChanging) {
        this.#isChanging = true;
        // Once for all that are changed together. A frame that goes elsewhere would be a step for Back.
        queueMicrotask(() => {
          this.#isChanging = false;
          this.#unload();
          if (this.isConnected) this.#load();
        });
      }
    }

    // Selects an incident by its id, or none.
    select(id = null) { this.#ask("select", id); }
    // Shows a window of time, an EDTF interval such as "2023-05-01/2023-08-31", or all of it.
    setWindow(interval = null) { this.#ask("setWindow", interval); }
    // "light", "dark", or what the reader prefers.
    setTheme(theme = null) { this.#ask("setTheme", theme); }
    setLanguage(tag) { this.#ask("setLanguage", tag); }
    // Shows what the event "state" told, or the fragment of an address.
    setState(state = null) { this.#ask("setState", state); }
    play(isWanted = true) { this.#ask("play", isWanted); }

    get #source() {
      const address = new URL(this.getAttribute("src") ?? "", document.baseURI);
      if (!this.hasAttribute("src") || !/^https?:$/.test(address.protocol)) throw new Error("The attribute src is no address of a story.");
      for (const [attribute, flag] of Object.entries(FLAGS)) if (this.hasAttribute(attribute)) address.searchParams.set(flag, "");
      for (const [attribute, flag] of Object.entries(VALUES)) {
        const value = this.getAttribute(attribute);
        if (value) address.searchParams.set(flag, attribute === "colors" ? value.replace(/[\s#]/g, "").replace(/;/g, ",") : value);
      }
      const theme = this.getAttribute("theme");
      if (theme === "light" || theme === "dark") address.searchParams.set(theme, "");
      // A reader's link to this article, with what was shown.
      if (this.hasAttribute("mirror") && STATE.test(location.hash)) address.hash = location.hash;
      return address;
    }

    #load() {
      if (this.#frame) return;
      let address;
      try {
        address = this.#source;
      } catch (problem) {
        return this.#fail("no-address", problem.message);
      }
      const frame = Object.assign(document.createElement("iframe"), {
        src: address.href,
        title: this.title || "Incident map",
        allow: "fullscreen; clipboard-write",
        referrerPolicy: "strict-origin-when-cross-origin",
      });
      // Articles have styles for frames of other kinds. Where the colour schemes agree, the page behind can be seen.
      for (const [property, value] of Object.entries(STYLE)) frame.style.setProperty(property, value, "important");
      frame.onload = () => {
        const timer = setTimeout(() => this.#fail("not-started", "The story did not start."), PATIENCE_MS);
        this.#stops.push(() => clearTimeout(timer));
      };
      this.#frame = frame;
      this.#instead.append(...this.childNodes);
      this.append(frame);
    }

    #unload() {
      if (!this.#frame) return;
      this.#frame.replaceWith(this.#instead);
      this.#frame = undefined;
      this.#isReady = this.#isHeard = false;
    }

    #fail(reason, message) {
      if (this.#isHeard) return;
      this.#unload();
      this.#tell("error", { reason, message });
    }

    #hear({ source, origin, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow || origin !== new URL(this.#frame.src).origin) return;
      if (typeof data !== "object" || data?.[OURS] !== VERSION) return;
      this.#isHeard = true;
      const { event, detail } = data;
      if (event === "height") this.#grow(detail?.height);
      if (!TOLD.includes(event)) return;
      if (event === "ready") {
        this.#isReady = true;
        if (this.hasAttribute("mirror")) this.#post({ host: location.href });
        this.#waiting.splice(0).forEach((message) => this.#post(message));
      }
      if (event === "state" && this.hasAttribute("mirror")) {
        clearTimeout(this.#mirroring);
        this.#mirroring = setTimeout(() => this.#mirror(detail.state), MIRRORED_MS);
      }
      this.#tell(event, detail);
    }

    // No step for Back.
    #mirror(state) {
      history.replaceState(history.state, "", state ? `#${state}` : location.pathname + location.search);
    }

    #grow(height) {
      if (!this.hasAttribute("height") && height > 0) this.style.height = `${height}px`;
    }

    #showHeight() {
      const wanted = this.getAttribute("height");
      const isPlain = this.hasAttribute("plain") || /header/.test(this.getAttribute("without"));
      this.style.height = wanted > 0 ? `${wanted}px` : this.#given || (isPlain ? PLAIN_HEIGHT : USUAL_HEIGHT);
    }

    #ask(command, value) {
      const message = { command, value };
      if (this.#isReady) this.#post(message);
      else this.#waiting.push(message);
    }

    #post(message) {
      this.#frame.contentWindow.postMessage({ [OURS]: VERSION, ...message }, new URL(this.#frame.src).origin);
    }

    #tell(event, detail) {
      this.dispatchEvent(new CustomEvent(event, { detail }));
    }
  }
  customElements.define("incident-map", IncidentMap);
}
