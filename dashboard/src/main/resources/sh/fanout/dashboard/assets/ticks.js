// Counts what is ticked in a list, and says so. Without this the next page tells.

function count(ticked) {
  const boxes = [...document.querySelectorAll(".tick :checked")];
  const letters = boxes.reduce((sum, box) => sum + Number(box.dataset.letters), 0);
  const amount = document.createElement("strong");
  amount.textContent = `${letters.toLocaleString("en")} ${letters === 1 ? "letter" : "letters"}`;
  ticked.replaceChildren(...(boxes.length > 0 ? [amount, ` in ${boxes.length} ${ticked.dataset.of}`] : []));
}

function recount() {
  const ticked = document.querySelector("#ticked");
  if (ticked) {
    count(ticked);
  }
}

document.addEventListener("change", (event) => {
  if (event.target.closest(".tick")) {
    recount();
    document.querySelector("#announcement").textContent = document.querySelector("#ticked")?.textContent || "Nothing is selected.";
  }
});
document.addEventListener("fanout:patched", recount);
document.addEventListener("htmx:afterSettle", recount);
// What a browser ticks again by itself when somebody comes back.
window.addEventListener("pageshow", recount);
