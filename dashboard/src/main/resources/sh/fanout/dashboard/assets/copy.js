// Buttons that copy what they name.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    await navigator.clipboard.writeText(button.dataset.copy);
    document.querySelector("#announcement").textContent = "Copied.";
  }
});
