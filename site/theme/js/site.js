/* One script for the whole site. Every page reads without it; it adds the theme switch, the menu, filters, sorting and citations.
   The search is in search.js.
   It fetches nothing from elsewhere and works from a disk. */
"use strict";
(function () {
  var root = document.documentElement;
  root.className = "";

  // Theme: the system's, unless the reader has chosen; chosen before the first paint.
  function stored(value) {
    try {
      if (value === undefined) { return localStorage.getItem("theme"); }
      localStorage.setItem("theme", value);
    } catch (error) { /* a browser may refuse to remember: then it is for this page only */ }
    return value;
  }
  var systemDark = window.matchMedia("(prefers-color-scheme: dark)");
  function dark() { return (root.dataset.theme || (systemDark.matches ? "dark" : "light")) === "dark"; }
  var chosen = stored();
  if (chosen === "dark" || chosen === "light") { root.dataset.theme = chosen; }

  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function make(name, attributes, words) {
    var node = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (words !== undefined) { node.textContent = words; }
    return node;
  }

  function themeButton() {
    var button = document.querySelector(".theme-button");
    function name() {
      button.textContent = dark() ? "Light" : "Dark";
      button.setAttribute("aria-label", dark() ? "Light theme" : "Dark theme");
    }
    button.hidden = false;
    name();
    button.addEventListener("click", function () {
      root.dataset.theme = dark() ? "light" : "dark";
      stored(root.dataset.theme);
      name();
    });
    systemDark.addEventListener("change", name);
  }

  function menu() {
    var button = document.querySelector(".menu-button");
    var bar = document.querySelector(".bar");
    button.hidden = false;
    bar.classList.add("folds");
    function open(yes) {
      bar.classList.toggle("open", yes);
      button.setAttribute("aria-expanded", String(yes));
    }
    button.addEventListener("click", function () { open(!bar.classList.contains("open")); });
    bar.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && bar.classList.contains("open")) { open(false); button.focus(); }
    });
    document.addEventListener("search-wanted", function () { if (button.offsetParent !== null) { open(true); } });
  }

  // Lists of chapters: folded where tables need the width; the chapter in view is marked.
  function chapters() {
    var narrow = window.matchMedia("(max-width: 959px)");
    all(".chapters details, .local details").forEach(function (details) {
      if (narrow.matches) { details.open = false; }
      narrow.addEventListener("change", function () { details.open = !narrow.matches; });
      all("a", details).forEach(function (link) {
        link.addEventListener("click", function () { if (narrow.matches && link.hash) { details.open = false; } });
      });
    });
    var links = all(".chapter-list a");
    var targets = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
    if (!links.length) { return; }
    var waiting = false;
    function mark() {
      waiting = false;
      var at = 0;
      targets.forEach(function (target, place) { if (target && target.getBoundingClientRect().top < 140) { at = place; } });
      links.forEach(function (link, place) {
        if (place === at) { link.setAttribute("aria-current", "location"); } else { link.removeAttribute("aria-current"); }
      });
    }
    window.addEventListener("scroll", function () { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
    mark();
  }

  function several(noun, count) {
    if (count === 1) { return noun; }
    if (/^type of /.test(noun)) { return noun.replace(/^type/, "types"); }
    return /y$/.test(noun) ? noun.replace(/y$/, "ies") : noun + "s";
  }

  // What a version is today follows from the dates on the page and from the day on this machine.
  function versions() {
    var now = new Date();
    var today = [now.getFullYear(), ("0" + (now.getMonth() + 1)).slice(-2), ("0" + now.getDate()).slice(-2)].join("-");
    all("[data-effective]").forEach(function (line) {
      var gone = line.dataset.superseded && line.dataset.superseded <= today;
      var word = gone ? "Superseded" : line.dataset.effective <= today ? "Effective" : "Upcoming";
      var said = document.createElement("b");
      said.className = "today";
      said.textContent = " " + word + " today, by the clock of this computer";
      line.appendChild(said);
    });
  }

  // A table that is wider than its place scrolls there, and can be reached by key.
  function regions() {
    all(".scroll").forEach(function (box) {
      function set() {
        if (box.scrollWidth > box.clientWidth) {
          box.setAttribute("tabindex", "0");
          box.setAttribute("role", "region");
          box.setAttribute("aria-label", box.dataset.label);
        } else {
          ["tabindex", "role", "aria-label"].forEach(function (name) { box.removeAttribute(name); });
        }
      }
      set();
      window.addEventListener("resize", set);
    });
  }

  // Sorting: a button in each heading; a table with groups keeps its order.
  var months = "January February March April May June July August September October November December".split(" ");
  var order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  function sortKey(words) {
    var date = /^(\d{1,2}) (\w+) (\d{4})$/.exec(words);
    var month = date ? months.indexOf(date[2]) : -1;
    return month < 0 ? words : date[3] + "-" + (month + 101) + "-" + (100 + Number(date[1]));
  }
  function sorting(table) {
    var body = table.tBodies[0];
    var rows = all("tr", body);
    if (rows.length < FEW || rows.some(function (row) { return row.classList.contains("group"); })) { return; }
    var heads = all("thead th", table);
    heads.forEach(function (head) {
      if (head.dataset.sort === "no") { return; }
      var button = make("button", { type: "button", "class": "as-head" });
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        var way = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", way);
        var keyed = rows.map(function (row, place) {
          var cell = row.cells[head.cellIndex];
          return [sortKey((cell.querySelector(".those > li") || cell).textContent.trim()), place, row];
        });
        keyed.sort(function (a, b) { return (order.compare(a[0], b[0]) || a[1] - b[1]) * (way === "ascending" ? 1 : -1); });
        keyed.forEach(function (one) { body.appendChild(one[2]); });
      });
    });
  }

  // A citation for a record elsewhere: document, version, clause, address.
  function citations() {
    var body = document.querySelector("[data-cite]");
    all(".clause > .notes").forEach(function (notes) {
      var clause = notes.parentNode;
      var button = make("button", { type: "button", "class": "as-link cite" }, "Copy citation");
      var said = make("span", { role: "status" });
      button.addEventListener("click", function () {
        var title = clause.querySelector(".clause-title") || clause.closest("section").querySelector("h2");
        var number = title.querySelector(".n");
        var text = body.dataset.cite + ", " + (number && /^\d/.test(number.textContent) ? "clause " : "") + title.textContent.replace(/\s+/g, " ").trim() +
          "\n" + location.href.split("#")[0] + "#" + clause.id;
        copy(text, function (done) { said.textContent = done ? " Copied." : " Your browser does not allow it."; });
      });
      var note = make("p", { "class": "note cite-note" });
      note.appendChild(button);
      note.appendChild(said);
      notes.appendChild(note);
    });
  }
  function copy(text, done) {
    function byHand() {
      var area = make("textarea", { "class": "unseen", "aria-hidden": "true" });
      area.value = text;
      document.body.appendChild(area);
      area.select();
      var worked = false;
      try { worked = document.execCommand("copy"); } catch (error) { worked = false; }
      area.remove();
      done(worked);
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { done(true); }, byHand);
    } else { byHand(); }
  }

  // A table of fewer rows is seen at once and gets no filter.
  var FEW = 5;

  // Filters over real tables: words, chapters (group rows), columns marked for choice, and role with part for responsibilities.
  function filter(table) {
    var name = table.dataset.filter;
    var noun = table.dataset.noun || "row";
    var heads = all("thead th, thead td", table);
    var rows = all("tbody tr", table).filter(function (row) { return !row.classList.contains("group"); });
    var groups = all("tbody tr.group", table);
    // A row of several agreements that say the same: each is looked at, shown and counted by itself.
    var lists = rows.map(function (row) { return all(".those > li", row); });
    var whole = lists.reduce(function (sum, list) { return sum + (list.length || 1); }, 0);
    if (whole < FEW) { return; }
    var controls = [];
    var box = make("div", { "class": "filters", role: "group", "aria-label": "Filter" });

    function label(words, control, id) {
      control.id = "filter-" + name.replace(/[^\w-]/g, "-") + "-" + id;
      var field = make("div", { "class": "field" });
      field.appendChild(make("label", { "for": control.id }, words));
      field.appendChild(control);
      box.appendChild(field);
    }
    function select(words, id, options, test) {
      var control = make("select");
      control.appendChild(make("option", { value: "" }, "All"));
      options.forEach(function (option) { control.appendChild(make("option", { value: option[0] }, option[1])); });
      label(words, control, id);
      controls.push({ id: id, words: words, control: control, test: test });
      return control;
    }
    function text(row, place) { return row.cells[place] ? row.cells[place].textContent.trim() : ""; }
    function letters(row, place) {
      return all("b", row.cells[place]).map(function (letter) { return letter.textContent; });
    }

    var parts = heads.map(function (head, place) { return place; }).filter(function (place) {
      return rows.some(function (row) { return row.cells[place] && row.cells[place].querySelector(".parts"); });
    });
    var role = null, part = null;
    function holds(row) {
      var places = role.value === "" ? parts : [Number(role.value)];
      return places.some(function (place) {
        var found = letters(row, place);
        return part.value === "" ? found.length > 0 : part.value.split("").some(function (letter) { return found.indexOf(letter) >= 0; });
      });
    }
    if (parts.length) {
      role = select("Role", "role", parts.map(function (place) { return [String(place), (heads[place].querySelector(".rank") || heads[place]).textContent.trim()]; }), holds);
      part = select("Part", "part", [["A", "A, answers"], ["R", "R, does the work"], ["AR", "A or R"], ["C", "C, is consulted"], ["I", "I, is informed"]],
        function (row) { return role.value !== "" || holds(row); });
    }
    heads.forEach(function (head, place) {
      if (head.dataset.choose === undefined) { return; }
      var values = rows.map(function (row) { return text(row, place); });
      var several = values.filter(function (value, at) { return values.indexOf(value) === at; }).sort();
      select(head.textContent.trim(), "c" + place, several.map(function (value) { return [value, value]; }),
        function (row, value) { return text(row, place) === value; });
    });
    if (groups.length > 1) {
      select(table.dataset.groups || "Chapter", "chapter", groups.map(function (group, place) { return [String(place), group.textContent.trim()]; }),
        function (row, value) {
          var above = row.previousElementSibling;
          while (above && !above.classList.contains("group")) { above = above.previousElementSibling; }
          return above === groups[Number(value)];
        });
    }
    var words = make("input", { type: "search", autocomplete: "off", placeholder: "Type to narrow" });
    label(table.dataset.words || "Words", words, "words");
    if (table.dataset.words) { box.insertBefore(words.parentNode, box.firstChild); }
    var around = lists.map(function (list, place) {
      if (!list.length) { return ""; }
      var copy = rows[place].cloneNode(true);
      all(".those", copy).forEach(function (those) { those.remove(); });
      return copy.textContent + " ";
    });
    function holdsAll(hay, value) {
      return value.toLowerCase().split(/\s+/).every(function (word) { return hay.toLowerCase().indexOf(word) >= 0; });
    }
    controls.push({ id: "words", words: "Words", control: words, test: function (row, value) {
      var place = rows.indexOf(row), list = lists[place];
      if (!list.length) { return holdsAll(row.textContent + " " + (row.dataset.also || ""), value); }
      return list.some(function (one) { return holdsAll(around[place] + one.textContent, value); });
    } });

    var counted = make("p", { "class": "counted" });
    var status = make("span", { role: "status" });
    var reset = make("button", { type: "button", "class": "as-link" }, "Show all");
    var printed = make("p", { "class": "filtered" });
    counted.appendChild(status);
    counted.appendChild(reset);
    box.appendChild(counted);

    function apply() {
      var active = controls.filter(function (one) { return one.control.value.trim() !== ""; });
      var shown = 0, typed = words.value.trim();
      rows.forEach(function (row, place) {
        row.hidden = !active.every(function (one) { return one.test(row, one.control.value.trim()); });
        lists[place].forEach(function (one) { one.hidden = typed !== "" && !holdsAll(around[place] + one.textContent, typed); });
        if (!row.hidden) { shown += lists[place].filter(function (one) { return !one.hidden; }).length || 1; }
      });
      groups.forEach(function (group) {
        var next = group.nextElementSibling, any = false;
        while (next && !next.classList.contains("group")) { any = any || !next.hidden; next = next.nextElementSibling; }
        group.hidden = !any;
      });
      controls.forEach(function (one) { one.control.classList.toggle("active", active.indexOf(one) >= 0); });
      var nouns = several(noun, whole);
      status.textContent = active.length ? shown + " of " + whole + " " + nouns : whole + " " + nouns;
      reset.hidden = !active.length;
      printed.textContent = active.length ? "Only part is shown: " + active.map(function (one) {
        var value = one.control.selectedOptions ? one.control.selectedOptions[0].textContent : one.control.value;
        return one.words.toLowerCase() + " " + value;
      }).join(", ") + "." : "";
      remember(active);
    }
    function remember(active) {
      var query = new URLSearchParams(location.search);
      Array.from(query.keys()).forEach(function (key) { if (key.indexOf(name + ".") === 0) { query.delete(key); } });
      active.forEach(function (one) { query.set(name + "." + one.id, one.control.value); });
      var line = query.toString();
      try { history.replaceState(null, "", location.pathname + (line ? "?" + line : "") + location.hash); } catch (error) { /* not from a disk */ }
    }
    reset.addEventListener("click", function () {
      controls.forEach(function (one) { one.control.value = ""; });
      apply();
      words.focus();
    });
    var query = new URLSearchParams(location.search);
    var asked = false;
    controls.forEach(function (one) {
      var value = query.get(name + "." + one.id);
      if (value !== null) { one.control.value = value; asked = true; }
      one.control.addEventListener(one.control === words ? "input" : "change", apply);
    });
    var spot = table.closest(".scroll") || table;
    spot.parentNode.insertBefore(box, spot);
    spot.parentNode.insertBefore(printed, spot);
    if (asked) { apply(); } else { status.textContent = whole + " " + several(noun, whole); reset.hidden = true; }
  }

  document.addEventListener("DOMContentLoaded", function () {
    themeButton();
    menu();
    chapters();
    all("table[data-filter]").forEach(function (table) { filter(table); sorting(table); });
    regions();
    citations();
    versions();
  });
}());
