// Runs before the page's own scripts: keeps what is painted on each canvas, by the class of the canvas. A painting
// begins with the call of `clearRect`.
{
  const painted = (window.painted = {});
  const prototype = CanvasRenderingContext2D.prototype;
  const record = (context) => painted[context.canvas.className];
  const wrap = (name, note) => {
    const original = prototype[name];
    prototype[name] = function (...args) {
      note(this, ...args);
      return original.apply(this, args);
    };
  };
  let path = [];
  const add = (points) => path.push(...points);
  wrap("clearRect", (context) => {
    painted[context.canvas.className] = { shapes: [], texts: [] };
  });
  wrap("beginPath", () => { path = []; });
  wrap("moveTo", (_, x, y) => add([{ x, y, starts: true }]));
  wrap("lineTo", (_, x, y) => add([{ x, y }]));
  wrap("quadraticCurveTo", (_, _x, _y, x, y) => add([{ x, y }]));
  wrap("arc", (_, x, y, r) => add([{ x: x - r, y: y - r }, { x: x + r, y: y + r }]));
  wrap("fill", (context) => record(context)?.shapes.push({ fill: context.fillStyle, alpha: context.globalAlpha, points: path }));
  wrap("stroke", (context) => record(context)?.shapes.push({ stroke: context.strokeStyle, width: context.lineWidth, points: path }));
  const measured = (window.measured = new Map());
  const measureText = prototype.measureText;
  prototype.measureText = function (words) {
    const metrics = measureText.call(this, words);
    measured.set(`${this.font.split("px")[0]}px ${words}`, metrics.width);
    return metrics;
  };
  wrap("fillText", (context, words, x, y) => {
    record(context)?.texts.push({ words, x, y, align: context.textAlign, width: context.measureText(words).width });
  });
}
