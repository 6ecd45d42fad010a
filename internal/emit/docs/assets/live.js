(function () {
  "use strict";
  var stream = new EventSource(document.documentElement.dataset.live);
  stream.addEventListener("pages", function () { location.reload(); });
  stream.addEventListener("problems", function (event) {
    var box = document.querySelector(".problems");
    var text = JSON.parse(event.data);
    if (!text) {
      if (box) { box.remove(); }
      return;
    }
    if (!box) {
      box = document.createElement("div");
      box.className = "problems";
      box.setAttribute("role", "alert");
      document.body.appendChild(box);
    }
    var list = document.createElement("pre");
    list.textContent = text;
    box.replaceChildren("The catalog has problems; these are the last good pages.", list);
  });
})();
