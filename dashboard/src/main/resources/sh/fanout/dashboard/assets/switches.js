// Theme and time zone. The server reads both from cookies, so that a page is right before it is painted.

const YEAR = 31_536_000;

function remember(name, value) {
  const root = new URL(document.querySelector("#main").dataset.root, location.href).pathname;
  const life = value ? YEAR : 0;
  document.cookie = `${name}=${value}; path=${root}; max-age=${life}; samesite=lax`;
}

function press(buttons, chosen) {
  buttons.forEach((button) => button.setAttribute("aria-pressed", String(chosen(button))));
}

document.addEventListener("click", (event) => {
  const theme = event.target.closest("[data-theme-choice]");
  const zone = event.target.closest("[data-zone]");
  if (theme) {
    const choice = theme.dataset.themeChoice;
    remember("fanout-theme", choice);
    if (choice) {
      document.documentElement.dataset.theme = choice;
    } else {
      delete document.documentElement.dataset.theme;
    }
    press(document.querySelectorAll("[data-theme-choice]"), (it) => it.dataset.themeChoice === choice);
    document.dispatchEvent(new CustomEvent("fanout:themed"));
  } else if (zone) {
    remember("fanout-zone", zone.dataset.zone === "UTC" ? "UTC" : here());
    location.reload();
  }
});

// A slash would be quoted by some servers.
function here() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("/", "~");
}

if (!document.cookie.includes("fanout-zone=") && here() !== "UTC") {
  remember("fanout-zone", here());
  if (document.cookie.includes("fanout-zone=")) {
    location.reload();
  }
}

// Forms ask for a name only where nobody logs in; the browser remembers it.
const who = "fanout-who";
document.addEventListener("submit", (event) => {
  const name = event.target.elements.namedItem("who");
  if (name) {
    localStorage.setItem(who, name.value);
  }
});

// A form that is on its way is not sent again.
function hold(event) {
  const isAway = event.type === "htmx:beforeRequest";
  for (const button of event.target.elements ?? []) {
    if (button.type === "submit") {
      button.disabled = isAway;
    }
  }
}
document.addEventListener("htmx:beforeRequest", hold);
document.addEventListener("htmx:afterRequest", hold);

function fillIn() {
  document.querySelectorAll('input[name="who"]').forEach((input) => {
    input.value ||= localStorage.getItem(who) ?? "";
  });
}
fillIn();
document.addEventListener("fanout:patched", fillIn);
document.addEventListener("htmx:afterSettle", fillIn);
