/* The search: loads the parts of the index it needs as scripts, so that it works from a disk too.
   Words are folded as in generator/render/site/search.py. Results are set as text, never as markup. */
(function () {
  "use strict";
  var home = new URL("../search/", document.currentScript.src);
  var SHOWN = 20, READ_FEW = 100, READ_MANY = 1000;
  var start = null, waiting = {}, parts = {}, blocks = {};

  window.QS = {
    start: function (index) { start = index; },
    t: function (number, part) { parts[number] = part; },
    e: function (number, block) { blocks[number] = block; }
  };

  /* A script of the index, once. A part that cannot be loaded is reported, not passed over. */
  function load(name) {
    waiting[name] = waiting[name] || new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = new URL(name + ".js", home).href;
      script.onload = done;
      script.onerror = function () { delete waiting[name]; failed(new Error(name)); };
      document.head.appendChild(script);
    });
    return waiting[name];
  }

  function fold(text) { return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, ""); }
  function words(text) { return fold(text).match(/[\p{L}\p{N}]+/gu) || []; }
  function telling(list) { return list.filter(function (word) { return start.stop.indexOf(word) < 0; }); }
  function whole(text) { return "=" + fold(text).replace(/\s+/g, ""); }

  /* The parts in which the token stands, and those of tokens that begin with it. */
  function partsOf(token, prefixes) {
    var bare = token.replace(/^=/, ""), numbers = new Set();
    Object.keys(start.parts).forEach(function (key) {
      if (bare.startsWith(key) || (prefixes && key.startsWith(bare))) { numbers.add(start.parts[key]); }
    });
    return Array.from(numbers);
  }

  /* Entries by how well they match *token*: itself before words that begin with it, titles before text. */
  function matching(token, prefixes) {
    var numbers = partsOf(token, prefixes);
    return Promise.all(numbers.map(function (number) { return load("t" + number); })).then(function () {
      var found = new Map();
      numbers.forEach(function (number) {
        Object.keys(parts[number]).forEach(function (key) {
          var same = key === token;
          if (!same && !(prefixes && key.startsWith(token))) { return; }
          parts[number][key].forEach(function (place) {
            var entry = place >> 1, points = (same ? 3 : 1) * (place & 1 ? 4 : 1);
            found.set(entry, Math.max(found.get(entry) || 0, points));
          });
        });
      });
      return found;
    });
  }

  /* Entries in which every word stands. */
  function everyWord(list) {
    return Promise.all(list.map(function (word) { return matching(word, word.length > 1); })).then(function (all) {
      var sum = new Map();
      if (!all.length) { return sum; }
      all[0].forEach(function (points, entry) {
        if (all.every(function (found) { return found.has(entry); })) {
          sum.set(entry, all.reduce(function (total, found) { return total + found.get(entry); }, 0));
        }
      });
      return sum;
    });
  }

  /* Entries that have what was typed as an id or number, exactly or as its beginning; exact ones weigh most. */
  function byId(text) {
    var token = whole(text);
    return token.length < 2 ? Promise.resolve(new Map()) : matching(token, token.length > 2).then(function (found) {
      found.forEach(function (points, entry) { found.set(entry, points === 12 ? 1000 : 50); });
      return found;
    });
  }

  function entry(number) { return blocks[Math.floor(number / start.block)][number % start.block]; }
  function loadEntries(numbers) {
    var needed = new Set(numbers.map(function (number) { return Math.floor(number / start.block); }));
    return Promise.all(Array.from(needed, function (number) { return load("e" + number); }));
  }

  /* Numbers of entries, best first; those that say the words in this order come before those that only hold them. */
  function ranked(text, points) {
    var said = words(text), phrase = " " + said.join(" ");
    var order = Array.from(points.keys()).sort(function (a, b) { return points.get(b) - points.get(a) || a - b; });
    var read = order.slice(0, said.length > 1 ? READ_MANY : READ_FEW);
    return loadEntries(read).then(function () {
      if (said.length > 1) {
        read.forEach(function (number) {
          var one = entry(number);
          var title = words(one[1]), share = Math.min(1, said.length / title.length);
          if ((" " + title.join(" ")).includes(phrase)) { points.set(number, points.get(number) + 30 + 30 * share); }
          if ((" " + words(one[4]).join(" ")).includes(phrase)) { points.set(number, points.get(number) + 30); }
        });
        read.sort(function (a, b) { return points.get(b) - points.get(a) || a - b; });
      }
      return read;
    });
  }

  function search(text) {
    return load("index").then(function () {
      return Promise.all([byId(text), everyWord(telling(words(text)))]);
    }).then(function (both) {
      both[0].forEach(function (points, number) { both[1].set(number, points + (both[1].get(number) || 0)); });
      return ranked(text, both[1]).then(function (order) { return { order: order, count: both[1].size }; });
    });
  }

  /* What is shown */

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) { made.className = className; }
    if (text) { made.textContent = text; }
    return made;
  }

  /* Where in *text* the first of *list* stands as the beginning of a word; -1 when nowhere. */
  function placeOf(text, list) {
    var place = -1;
    for (var match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (list.some(function (word) { return fold(match[0]).startsWith(word); })) { place = match.index; break; }
    }
    return place;
  }

  /* Words around the first hit, each hit marked. */
  function snippet(text, list) {
    var from = Math.max(0, placeOf(text, list) - 40);
    from = from ? text.indexOf(" ", from) + 1 : 0;
    var piece = text.slice(from, from + 160), line = element("span", "found-text", from ? "… " : ""), last = 0;
    for (var match of piece.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (list.some(function (word) { return fold(match[0]).startsWith(word); })) {
        line.append(piece.slice(last, match.index), element("mark", "", match[0]));
        last = match.index + match[0].length;
      }
    }
    line.append(piece.slice(last) + (from + 160 < text.length ? " …" : ""));
    return line;
  }

  function option(number, position, list) {
    var one = entry(number), made = element("a", "");
    made.id = "found-" + position;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.tabIndex = -1;
    made.href = new URL("../" + one[0], home).href;
    made.append(element("span", "found-title", one[1]), " ");
    made.append(element("span", "found-home", [one[2], one[3], one[5].slice(0, 2).join(", ")].filter(Boolean).join(" · ")));
    if (one[4]) { made.append(" ", snippet(one[4], list)); }
    return made;
  }

  function setUp(input) {
    var form = input.form, asked = 0, active = -1, options = [];
    var list = element("ul"), status = element("p", "count");
    list.id = "found";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Search results");
    status.setAttribute("role", "status");
    var panel = element("div", "results");
    panel.hidden = true;
    panel.append(status, list);
    form.append(panel);
    form.hidden = false;
    var told = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": "found", autocomplete: "off", spellcheck: "false" };
    Object.keys(told).forEach(function (name) { input.setAttribute(name, told[name]); });

    function choose(position) {
      if (active >= 0 && options[active]) { options[active].setAttribute("aria-selected", "false"); }
      active = position;
      if (active < 0) { input.removeAttribute("aria-activedescendant"); return; }
      options[active].setAttribute("aria-selected", "true");
      options[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[active].id);
    }

    function open(shown) {
      panel.hidden = !shown;
      input.setAttribute("aria-expanded", String(shown && options.length > 0));
      if (!shown) { choose(-1); }
    }

    function show(text, result) {
      var marked = telling(words(text));
      active = -1;
      options = result.order.slice(0, SHOWN).map(function (number, position) { return option(number, position, marked); });
      list.replaceChildren.apply(list, options.map(function (one) {
        var item = element("li");
        item.setAttribute("role", "none");
        item.append(one);
        return item;
      }));
      list.hidden = !options.length;
      status.textContent = options.length < result.count ? options.length + " of " + result.count + " shown"
        : result.count ? result.count + " found"
        : marked.length ? "Nothing found. Fewer or shorter words find more." : "Type a more telling word.";
      input.removeAttribute("aria-activedescendant");
      open(true);
    }

    function ask() {
      var text = input.value.trim(), mine = ++asked;
      if (!text) { options = []; open(false); return Promise.resolve(); }
      return search(text).then(function (result) {
        if (mine === asked) { show(text, result); }
      }, function (fault) {
        if (mine !== asked) { return; }
        options = [];
        list.replaceChildren();
        list.hidden = true;
        status.textContent = "A part of the index could not be loaded: " + fault.message;
        open(true);
      });
    }

    function go() {
      var text = input.value.trim();
      if (options.length && input.dataset.asked === text) { location.href = options[Math.max(active, 0)].href; open(false); return; }
      ask().then(function () { if (options.length) { location.href = options[0].href; open(false); } });
    }

    input.addEventListener("focus", function () { load("index").catch(function () {}); });
    input.addEventListener("input", function () {
      var text = input.value.trim();
      delete input.dataset.asked;
      ask().then(function () { if (text === input.value.trim()) { input.dataset.asked = text; } });
    });
    input.addEventListener("keydown", function (event) {
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && options.length && !panel.hidden) {
        event.preventDefault();
        choose((active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length);
      } else if (event.key === "ArrowDown") {
        ask();
      } else if (event.key === "Escape") {
        event.preventDefault();
        if (panel.hidden) { input.value = ""; } else { open(false); }
      } else if (event.key === "Enter") {
        event.preventDefault();
        go();
      }
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("focusout", function (event) { if (!form.contains(event.relatedTarget)) { open(false); } });
    list.addEventListener("mousedown", function (event) { if (event.button === 0) { event.preventDefault(); } });
    list.addEventListener("click", function () { open(false); });
    document.addEventListener("keydown", function (event) {
      var at = event.target, typing = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        document.dispatchEvent(new CustomEvent("search-wanted"));
        input.focus();
        input.select();
      }
    });
  }

  var input = document.getElementById("search");
  if (input && input.form) { setUp(input); }
})();
