// Pairs this screen: the token goes from the field, or from behind the #, into a cookie that no
// script can read. It is never part of an address that leaves this browser.

import { say } from "./say.js";

const form = document.getElementById("form");
const field = document.getElementById("token");
const button = document.getElementById("pair");
const trouble = document.getElementById("trouble");

const SAYS = {
  401: say("This token does not open a board. Check that it is complete, or ask for a new one."),
  429: say("Too many tries from here. Wait a minute, then try again."),
};

async function pair(token) {
  button.disabled = true;
  trouble.textContent = "";
  try {
    const answer = await fetch("/display/session", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) {
      location.replace("/display");
      return;
    }
    trouble.textContent = SAYS[answer.status] || say("The service cannot pair screens now. Try again in a moment.");
  } catch {
    trouble.textContent = say("The service cannot be reached. Check this screen's network.");
  }
  button.disabled = false;
  field.focus();
  field.select();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const token = field.value.trim();
  if (token) pair(token);
  else field.focus();
});

function fromFragment() {
  const token = location.hash.slice(1);
  if (!token.startsWith("sbd_")) return;
  history.replaceState(null, "", location.pathname);
  pair(token);
}

addEventListener("hashchange", fromFragment);
field.focus();
fromFragment();
