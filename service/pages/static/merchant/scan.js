// Reads a pass or a voucher through the camera, where the browser can: its QR code holds the token
// or the digits and nothing else. Everywhere else digits are typed.

const CODES = { pass: /^(?:[0-9a-f]{32}|[0-9]{8})$/, voucher: /^[0-9]{16}$/ };
const EVERY_MS = 200;

const able = "BarcodeDetector" in window && Boolean(navigator.mediaDevices?.getUserMedia);

const offer = (root) => root.querySelectorAll("[data-scans]").forEach((each) => (each.hidden = !able));
offer(document);
document.addEventListener("htmx:load", ({ detail }) => offer(detail.elt));

addEventListener("click", ({ target }) => {
  const pressed = target.closest?.("[data-scans]");
  if (pressed) scan(pressed.form, document.getElementById(pressed.dataset.scans), CODES[pressed.dataset.reads]);
});

// What is typed is meant, not what was scanned before it.
addEventListener("input", ({ target }) => {
  const scanned = target.form?.elements.namedItem("scanned");
  if (scanned && target !== scanned) scanned.value = "";
});

async function scan(form, box, code) {
  const video = box.querySelector("video");
  const told = box.querySelector("[data-finds]");
  told.textContent = "";
  box.showModal();
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    await video.play();
  } catch {
    told.textContent = told.dataset.shut;
  }
  box.addEventListener("close", () => shut(video), { once: true });
  if (!box.open) return shut(video);
  if (video.srcObject) look(form, box, video, told, code);
}

async function look(form, box, video, told, code) {
  const reader = new BarcodeDetector({ formats: ["qr_code"] });
  while (box.open) {
    const [found] = await reader.detect(video).catch(() => []);
    const text = found?.rawValue.trim() ?? "";
    if (code.test(text)) return take(form, box, text);
    if (text) told.textContent = told.dataset.none;
    await new Promise((then) => setTimeout(then, EVERY_MS));
  }
}

function take(form, box, text) {
  box.close();
  const scanned = form.elements.namedItem("scanned");
  scanned.value = text;
  scanned.dispatchEvent(new Event("input", { bubbles: true }));
  form.requestSubmit();
}

/** The camera's light goes out with the dialog. */
function shut(video) {
  video.srcObject?.getTracks().forEach((each) => each.stop());
  video.srcObject = null;
}
