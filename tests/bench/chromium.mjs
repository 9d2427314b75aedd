// Headless Chromium, spoken to over two pipes in the DevTools protocol: nothing but node is needed.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Drawn by the processor, MapLibre's WebGL too: these machines have no GPU.
const FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--hide-scrollbars",
  "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--remote-debugging-pipe", "about:blank",
];
const ANSWER_MS = 60_000;

export async function launch() {
  const profile = mkdtempSync(join(tmpdir(), "incident-map-bench-"));
  const child = spawn("chromium", [`--user-data-dir=${profile}`, ...FLAGS], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const [, , , input, output] = child.stdio;
  const waiting = new Map();
  const listeners = new Set();
  let number = 0;
  let rest = Buffer.alloc(0);
  output.on("data", (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const message = JSON.parse(rest.subarray(0, end).toString("utf8"));
      rest = rest.subarray(end + 1);
      const answer = waiting.get(message.id);
      if (answer) answer(message);
      else for (const listener of listeners) listener(message);
    }
  });
  const gone = new Promise((_, reject) => child.once("exit", (code) => reject(new Error(`Chromium ended with ${code}`))));
  gone.catch(() => {});

  function send(method, params = {}, sessionId = undefined) {
    const id = ++number;
    input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const answered = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Chromium did not answer ${method}`)), ANSWER_MS);
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        clearTimeout(timer);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      });
    });
    return Promise.race([answered, gone]);
  }

  async function newPage() {
    // A context of its own: nothing is in its cache.
    const { browserContextId } = await send("Target.createBrowserContext");
    const { targetId } = await send("Target.createTarget", { url: "about:blank", browserContextId });
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    const call = (method, params) => send(method, params, sessionId);
    await call("Page.enable");
    return {
      call,
      on(method, handler) {
        const listener = (message) => {
          if (message.sessionId === sessionId && message.method === method) handler(message.params);
        };
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      async evaluate(expression) {
        const { result, exceptionDetails } = await call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      },
      async until(expression, what) {
        const deadline = Date.now() + 30_000;
        while (!(await this.evaluate(`Boolean(${expression})`))) {
          if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
          await pause(20);
        }
      },
      close: () => send("Target.disposeBrowserContext", { browserContextId }),
    };
  }

  return {
    newPage,
    version: async () => (await send("Browser.getVersion")).product,
    close() {
      child.removeAllListeners("exit");
      child.kill();
      child.once("exit", () => rmSync(profile, { recursive: true, force: true }));
    },
  };
}

// For the rhythm of a hand, not for waiting until something has happened.
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
