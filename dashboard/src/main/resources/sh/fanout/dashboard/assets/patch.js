// Makes a part of the page like a fresh one and touches only what differs, so that focus, selection, scroll and what is
// unfolded stay. Elements with an id are recognised by it.

export function patch(old, fresh) {
  if (old.isEqualNode(fresh) || isBusy(old)) {
    return;
  }
  if (old.nodeName !== fresh.nodeName || old.id !== fresh.id) {
    old.replaceWith(fresh);
  } else if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
  } else {
    patchAttributes(old, fresh);
    if (!old.hasAttribute("data-drawn")) {
      patchChildren(old, fresh);
    }
  }
}

// A form that somebody is at, and a dialog.
function isBusy(element) {
  return (element.nodeName === "FORM" && element.contains(document.activeElement)) || element.nodeName === "DIALOG";
}

function patchAttributes(old, fresh) {
  const isKept = (name) => name === "data-drawn" || (name === "open" && old.nodeName === "DETAILS");
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !isKept(name)) {
      old.removeAttribute(name);
    }
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !isKept(name)) {
      old.setAttribute(name, value);
    }
  }
}

function patchChildren(old, fresh) {
  const known = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
  let at = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const same = next.id ? known.get(next.id) : at && !at.id && at.nodeName === next.nodeName ? at : null;
    if (!same) {
      old.insertBefore(next, at);
      continue;
    }
    if (same === at) {
      at = at.nextSibling;
    } else {
      old.insertBefore(same, at);
    }
    patch(same, next);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}
