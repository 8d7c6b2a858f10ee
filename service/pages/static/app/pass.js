// A pass counts down by itself. The time that is left is the server's: no clock has to be right here.

const TICK_MS = 250;
const LATE_MS = 4000; // the counter may have asked in the last moment, and its answer be on the way

/** Shows what is left of a pass on a card, and after that the way to a new one. */
export function countDown(card) {
  if (card.dataset.state !== "open" || card.dataset.counts) return;
  card.dataset.counts = "yes";
  const ends = Date.now() + Number(card.dataset.leftMs);
  const whole = Number(card.dataset.wholeMs);
  const time = card.querySelector(".countdown");
  const bar = card.querySelector(".bar-fill");

  const tick = () => {
    if (!card.isConnected) return clearInterval(ticking);
    const left = ends - Date.now();
    time.textContent = time.dataset.works.replace("{left}", Math.max(0, Math.ceil(left / 1000)));
    bar.style.setProperty("--part", Math.max(0, Math.min(1, left / whole)));
    if (left <= 0) end(card);
    if (left <= -LATE_MS) {
      clearInterval(ticking);
      card.querySelector(".listens")?.remove();
    }
  };
  const ticking = setInterval(tick, TICK_MS);
  tick();
}

function end(card) {
  if (card.dataset.state === "ended") return;
  card.dataset.state = "ended";
  const ended = card.querySelector(".pass-ended");
  ended.textContent = ended.dataset.says;
}
