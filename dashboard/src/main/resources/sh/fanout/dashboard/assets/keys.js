// Lists and pages by keyboard; never while somebody writes.

const PAGES = { o: "", e: "events", t: "event-types", s: "subscriptions", d: "dead-letters", r: "replays", p: "operations", l: "lanes" };
let going = false;

function isWriting(target) {
  return target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]') !== null;
}

function links() {
  return [...document.querySelectorAll("table[data-rows] tbody tr .lead a")];
}

function step(by) {
  const all = links();
  const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(document.activeElement) + by))];
  next?.focus();
}

/** On a field of a form, Enter would send that form. */
function open(target) {
  target.closest("tr").querySelector(".lead a")?.click();
}

function select() {
  document.activeElement.closest("tr")?.querySelector(".tick input")?.click();
}

function help() {
  let dialog = document.querySelector("#help");
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.id = "help";
    dialog.className = "dialog";
    dialog.setAttribute("aria-label", "Keys");
    const keys = [["/", "search"], ["j, k", "next, previous row"], ["Enter", "open the row"], ["x", "select the row"], ["Esc", "close"], ["?", "this help"]];
    const pages = Object.entries(PAGES).map(([key, page]) => [`g ${key}`, page.replace("-", " ") || "overview"]);
    const list = document.createElement("dl");
    list.className = "facts";
    for (const [key, what] of [...keys, ...pages]) {
      const pair = document.createElement("div");
      pair.append(Object.assign(document.createElement("dt"), { textContent: what }));
      pair.append(Object.assign(document.createElement("dd"), { textContent: key }));
      list.append(pair);
    }
    dialog.append(list);
    document.body.append(dialog);
  }
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) {
    return;
  }
  if (going && event.key in PAGES) {
    location.assign(document.querySelector("#main").dataset.root + PAGES[event.key]);
  }
  going = event.key === "g";
  const act = { "/": () => document.querySelector("#q")?.focus(), j: () => step(1), k: () => step(-1), x: select, "?": help }[event.key]
    ?? (event.key === "Enter" && event.target.matches(".tick input") ? () => open(event.target) : null);
  if (act) {
    event.preventDefault();
    act();
  }
});
