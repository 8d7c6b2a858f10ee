// A number that counts up to where it is, for those who like to see things move.

const MS = 600;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Shows the numbers from one to the other in `node`, as `write` writes them; resolves at the end. */
export function tick(node, from, to, write) {
  if (!node || calm.matches || from === to) {
    if (node) node.textContent = write(to);
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const began = performance.now();
    const step = (now) => {
      const part = Math.min(1, Math.max(0, (now - began) / MS));
      node.textContent = write(Math.round(from + (to - from) * (1 - (1 - part) ** 3)));
      if (part < 1 && node.isConnected) requestAnimationFrame(step);
      else resolve();
    };
    // A page that nobody sees draws no frames.
    if (document.hidden) resolve((node.textContent = write(to)));
    else requestAnimationFrame(step);
  });
}
