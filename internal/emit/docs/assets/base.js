// Links are relative to the folder of the page. Where a server has the page at
// an address without a slash at its end, that folder is the wrong one: <base>
// names the right one for those who run no scripts. It is only right below the
// path that the site was made for, so here the address gets its slash instead.
(function () {
  "use strict";
  var base = document.querySelector("base"), path = location.pathname;
  var origin = document.documentElement.dataset.lost; // not on other pages
  if (origin !== undefined && !/\/404\.html$/.test(path)) {
    if (base && (location.origin === origin || path.indexOf(base.getAttribute("href")) === 0)) { return; }
    // Somewhere else, this is most likely the address of a code, misspelt.
    base = base || document.head.appendChild(document.createElement("base"));
    base.href = location.origin + path.replace(/\/(index\.html)?$/, "").replace(/[^/]*$/, "");
    return;
  }
  if (!/(\/|\.html)$/.test(path)) {
    try {
      history.replaceState(history.state, "", path + "/" + location.search + location.hash);
    } catch (e) {
      return;
    }
  }
  if (base) { base.remove(); }
})();
