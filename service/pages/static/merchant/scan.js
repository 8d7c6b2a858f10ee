// Reads a pass through the camera, where the browser can: the QR code holds the pass's token and
// nothing else. Everywhere else the eight digits are typed.

const PASS = /^(?:[0-9a-f]{32}|[0-9]{8})$/;
const EVERY_MS = 200;

const able = "BarcodeDetector" in window && Boolean(navigator.mediaDevices?.getUserMedia);

const offer = (root) => root.querySelectorAll("[data-scans]").forEach((each) => (each.hidden = !able));
offer(document);
document.addEventListener("htmx:load", ({ detail }) => offer(detail.elt));

addEventListener("click", ({ target }) => {
  const pressed = target.closest?.("[data-scans]");
  if (pressed) scan(pressed.form, document.getElementById(pressed.dataset.scans));
});

// What is typed is meant, not what was scanned before it.
addEventListener("input", ({ target }) => {
  const scanned = target.form?.elements.namedItem("scanned");
  if (scanned && target !== scanned) scanned.value = "";
});

async function scan(form, box) {
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
  if (video.srcObject) look(form, box, video, told);
}

async function look(form, box, video, told) {
  const reader = new BarcodeDetector({ formats: ["qr_code"] });
  while (box.open) {
    const [found] = await reader.detect(video).catch(() => []);
    const text = found?.rawValue.trim() ?? "";
    if (PASS.test(text)) return take(form, box, text);
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
