// Reads one file with the reader: as a worker, so that a large file does not freeze the page, or imported by the page
// where no worker can be made.
import init, { read } from "./reader.js";

// What is in a file: `{ geojson, report }`, or `{ failed }` with the key of the message that says why not.
export async function answer({ file, options }) {
  let failed = "open-unreadable";
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    failed = "open-stopped";
    await init();
    return read(bytes, file.name, JSON.stringify(options));
  } catch (problem) {
    console.error("Incident Map could not read the file:", problem);
    return { failed };
  }
}

if (globalThis.document === undefined) {
  onmessage = async ({ data }) => {
    const result = await answer(data);
    postMessage(result, result.geojson ? [result.geojson.buffer] : []);
  };
  postMessage("ready");
}
