// Asks for the page again every few seconds. An answer that is the same as before costs the server no body, and the page
// no change. Nobody looks at a hidden page, so it does not ask.
import { patch } from "./patch.js";

const PARTS = ["#main", "#side", "#bus", "#menu-bus"];
const SOON = 3_000;
const LATER = 30_000;

let version = null;
let asked = Date.now();
let timer = 0;

function button() {
  return document.querySelector("#live");
}

function isWanted() {
  return button()?.getAttribute("aria-pressed") === "true" && !document.hidden && !isOccupied();
}

function isOccupied() {
  const selection = document.getSelection();
  return (selection && !selection.isCollapsed) || document.querySelector("dialog[open], details.pick[open]") !== null;
}

async function ask() {
  const address = location.href;
  const answer = await fetch(address, { cache: "no-cache", headers: { Accept: "text/html" } });
  const tag = answer.headers.get("ETag");
  if (address !== location.href) {
    return;
  }
  if (answer.redirected) {
    location.reload();
    return;
  }
  if (tag !== version) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of PARTS) {
      const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
      if (old && fresh) {
        patch(old, fresh);
      }
    }
    version = tag;
    document.dispatchEvent(new CustomEvent("fanout:patched"));
  }
  asked = Date.now();
}

async function beat() {
  let pause = SOON;
  if (isWanted()) {
    try {
      await ask();
    } catch {
      pause = LATER;
    }
  }
  timer = setTimeout(beat, pause * (0.9 + Math.random() / 5));
}

function tell() {
  const seconds = Math.round((Date.now() - asked) / 1_000);
  const live = button();
  if (live) {
    live.hidden = false;
    live.querySelector(".ago").textContent = isWanted() ? `${seconds} s ago` : "held";
  }
}

document.addEventListener("click", (event) => {
  const live = event.target.closest("#live");
  if (live) {
    live.setAttribute("aria-pressed", String(live.getAttribute("aria-pressed") !== "true"));
    tell();
  }
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    clearTimeout(timer);
    beat();
  }
});
document.addEventListener("htmx:afterSettle", () => {
  version = null;
  asked = Date.now();
  tell();
});
timer = setTimeout(beat, SOON);
setInterval(tell, 1_000);
tell();
