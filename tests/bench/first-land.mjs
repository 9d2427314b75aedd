// When a page first shows land at a fixed point: the first frame of a screencast in which most of a patch of 24 by 24
// pixels has a colour of land, from the start of the navigation. The clock of frames and of the page is the machine's.
// A screencast costs every page the same, an image a frame; its resolution is a frame.
import { pause } from "./chromium.mjs";
import { decoded, isNear } from "./picture.mjs";

const PATCH_PX = 24;
// After this long without land the page is taken to have failed.
const MOST_MS = 30_000;

// What a reader on a phone in the country has, as the browser's own developer tools define "Slow 4G".
export const SLOW = { offline: false, latency: 562.5, downloadThroughput: 188_743, uploadThroughput: 86_400, connectionType: "cellular4g" };

export async function firstLand(browser, address, { size, point, lands, network, isMobile }) {
  const page = await browser.newPage();
  const frames = [];
  try {
    await page.call("Emulation.setDeviceMetricsOverride", { ...size, deviceScaleFactor: 1, mobile: isMobile });
    await page.call("Emulation.setTouchEmulationEnabled", { enabled: isMobile });
    await page.call("Network.enable");
    await page.call("Network.setCacheDisabled", { cacheDisabled: true });
    if (network) await page.call("Network.emulateNetworkConditions", network);
    page.on("Page.screencastFrame", ({ data, metadata, sessionId }) => {
      frames.push({ data, ms: metadata.timestamp * 1000 });
      page.call("Page.screencastFrameAck", { sessionId }).catch(() => {});
    });
    await page.call("Page.startScreencast", { format: "png", everyNthFrame: 1 });
    const navigated = Date.now();
    await page.call("Page.navigate", { url: address });
    let start, seen = 0;
    while (Date.now() - navigated < MOST_MS) {
      for (; seen < frames.length; seen++) {
        if (!hasLand(frames[seen].data, point, lands)) continue;
        start ??= await page.evaluate("performance.timeOrigin");
        if (frames[seen].ms >= start) return frames[seen].ms - start;
      }
      await pause(5);
    }
    throw new Error(`no land at ${point} of ${address} in ${MOST_MS} ms`);
  } finally {
    await page.close();
  }
}

function hasLand(data, [x, y], lands) {
  const picture = decoded(Buffer.from(data, "base64"));
  let land = 0;
  for (let dy = 0; dy < PATCH_PX; dy++) {
    for (let dx = 0; dx < PATCH_PX; dx++) {
      const [px, py] = [Math.round(x - PATCH_PX / 2) + dx, Math.round(y - PATCH_PX / 2) + dy];
      if (px >= picture.width || py >= picture.height) return false;
      land += lands.some((color) => isNear(picture.at(px, py), color));
    }
  }
  return land > (PATCH_PX * PATCH_PX) / 2;
}
