// After an htmx swap, focus goes to what asks for it: an error summary, the heading of an opened panel.
document.addEventListener("htmx:after:swap", () => document.querySelector("[data-focus]")?.focus());
