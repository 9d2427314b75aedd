// How a page keeps up with a hand: the same pan, zoom or pinch over the map, and the intervals between its frames.
import { pause } from "./chromium.mjs";

const STEP_MS = 16;
// For what follows a gesture: the map settles and is drawn sharply.
const SETTLE_MS = 500;

const RECORD = `window.frames = []; window.isRecording = true;
(function record(now) { frames.push(now); if (isRecording) requestAnimationFrame(record); })(performance.now());`;
const STOP = "isRecording = false; frames.slice(2).map((now, at) => now - frames[at + 1])";

// Intervals in milliseconds between the frames of a page while something is done on it.
export async function intervals(page, act) {
  await page.evaluate(RECORD);
  await act();
  await pause(SETTLE_MS);
  return page.evaluate(STOP);
}

export async function pan(page, [x, y]) {
  const mouse = (type, dx, dy, buttons) => page.call("Input.dispatchMouseEvent", { type, x: x + dx, y: y + dy, button: "left", buttons, clickCount: 1 });
  await mouse("mousePressed", 0, 0, 1);
  for (let step = 1; step <= 60; step++) {
    const turn = (step / 60) * 2 * Math.PI;
    await Promise.all([mouse("mouseMoved", 120 * Math.sin(turn), 80 * (1 - Math.cos(turn)) / 2, 1), pause(STEP_MS)]);
  }
  await mouse("mouseReleased", 0, 0, 0);
}

export async function zoom(page, [x, y]) {
  for (const deltaY of [-60, 60]) {
    for (let step = 0; step < 24; step++) {
      await Promise.all([page.call("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX: 0, deltaY }), pause(STEP_MS)]);
    }
  }
}

export async function pinch(page, [x, y]) {
  const fingers = (spread) => [{ id: 0, x: x - spread, y }, { id: 1, x: x + spread, y }];
  const touch = (type, touchPoints) => page.call("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", fingers(30));
  for (let step = 1; step <= 60; step++) {
    const spread = 30 + 80 * (step <= 30 ? step / 30 : (60 - step) / 30);
    await Promise.all([touch("touchMove", fingers(spread)), pause(STEP_MS)]);
  }
  await touch("touchEnd", []);
}
