// htmx starts in a timeout of its own: if its extension arrived later, the live connection was passed over.
setTimeout(() => document.querySelectorAll("[hx-sse\\:connect]:not([data-htmx-powered])").forEach((each) => window.htmx?.process(each)));
