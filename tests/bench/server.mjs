// Serves files from memory as a good host does: compressed with brotli once, never to be asked for again.
import { createServer } from "node:http";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".json": "application/json",
  ".geojson": "application/geo+json",
};

// All files of a folder by path.
export function folder(root, under = "") {
  const files = {};
  for (const name of readdirSync(join(root, under))) {
    const path = under ? `${under}/${name}` : name;
    if (statSync(join(root, path)).isDirectory()) Object.assign(files, folder(root, path));
    else files[path] = readFileSync(join(root, path));
  }
  return files;
}

// Serves sites, each at `/<name>/`, to this machine only; `foreign` would hold what was asked for and is not there.
export async function serve(sites) {
  const known = new Map();
  for (const [name, files] of Object.entries(sites)) {
    for (const [path, content] of Object.entries(files)) {
      const file = { type: TYPES[extname(path)] ?? "application/octet-stream", body: brotliCompressSync(content) };
      known.set(`/${name}/${path}`, file);
      if (path.endsWith("index.html")) known.set(`/${name}/${path.slice(0, -"index.html".length)}`, file);
    }
  }
  const missing = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = known.get(path);
    if (!file) {
      missing.push(path);
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": file.type, "content-encoding": "br", "content-length": file.body.length });
    response.end(file.body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, missing, close: () => server.close() };
}
