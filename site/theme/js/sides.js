/* Two agreements, or one clause of many, side by side: loads what each holds as a script, so that it works from a disk; texts are set as text. */
"use strict";
(function () {
  var home = new URL("../compare/data/", document.currentScript.src);
  var taken = {}, waiting = {};
  window.SIDES = { take: function (id, record) { taken[id] = record; } };

  function load(id) {
    waiting[id] = waiting[id] || new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = new URL(encodeURIComponent(id) + ".js", home).href;
      script.onload = function () { done(taken[id]); };
      script.onerror = function () { delete waiting[id]; failed(new Error(id)); };
      document.head.appendChild(script);
    });
    return waiting[id];
  }
  function make(name, className, words) {
    var node = document.createElement(name);
    if (className) { node.className = className; }
    if (words !== undefined) { node.textContent = words; }
    return node;
  }

  /* Words of two texts: [how, word]; how is 0 in both, -1 in the first only, 1 in the second only. */
  function difference(one, other) {
    var a = one.match(/\s+|[^\s]+/g) || [], b = other.match(/\s+|[^\s]+/g) || [], first = 0, last = 0;
    while (first < a.length && first < b.length && a[first] === b[first]) { first += 1; }
    while (last < a.length - first && last < b.length - first && a[a.length - 1 - last] === b[b.length - 1 - last]) { last += 1; }
    var x = a.slice(first, a.length - last), y = b.slice(first, b.length - last), out = [], i, j;
    a.slice(0, first).forEach(function (word) { out.push([0, word]); });
    if (x.length * y.length > 1e6) {
      x.forEach(function (word) { out.push([-1, word]); });
      y.forEach(function (word) { out.push([1, word]); });
    } else {
      var best = [];
      for (i = x.length; i >= 0; i -= 1) {
        best[i] = new Uint16Array(y.length + 1);
        for (j = y.length - 1; i < x.length && j >= 0; j -= 1) {
          best[i][j] = x[i] === y[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
        }
      }
      for (i = 0, j = 0; i < x.length || j < y.length;) {
        if (i < x.length && j < y.length && x[i] === y[j]) { out.push([0, x[i]]); i += 1; j += 1; }
        else if (j >= y.length || (i < x.length && best[i + 1][j] >= best[i][j + 1])) { out.push([-1, x[i]]); i += 1; }
        else { out.push([1, y[j]]); j += 1; }
      }
    }
    a.slice(a.length - last).forEach(function (word) { out.push([0, word]); });
    return out;
  }
  function words(steps, side) {
    var box = make("div", "side-words");
    steps.forEach(function (step) {
      if (step[0] === 0) { box.append(step[1]); }
      if (step[0] === side) { box.append(make(side < 0 ? "del" : "ins", "", step[1])); }
    });
    return box;
  }
  function pair(title, one, other, links) {
    var box = make("section", "side-pair");
    if (title) { box.append(make("h3", "", title)); }
    if (one === undefined || other === undefined) {
      [one, other].forEach(function (text) { box.append(make("div", "side-words", text === undefined ? "Not in this agreement." : text)); });
    } else {
      var steps = difference(one, other);
      box.append(words(steps, -1), words(steps, 1));
    }
    (links || []).forEach(function (link) { box.append(link); });
    return box;
  }
  function byId(list) { return new Map(list.map(function (entry) { return [entry[0], entry]; })); }
  function several(first, second, at, name, box, link) {
    var one = byId(first), other = byId(second), same = 0, shown = [];
    new Set(Array.from(one.keys()).concat(Array.from(other.keys()))).forEach(function (id) {
      var left = one.get(id), right = other.get(id);
      if (left && right && left[at] === right[at]) { same += 1; return; }
      shown.push(pair((left || right)[1], left && left[at], right && right[at], link && [link(0, left), link(1, right)]));
    });
    box.append(make("h2", "", name), make("p", "soft", same + " the same, " + shown.length + " not."));
    shown.forEach(function (node) { box.append(node); });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var place = document.getElementById("sides");
    var listed = Array.from(document.querySelectorAll("[data-agreement]"));
    if (!place || listed.length < 2) { return; }
    var box = make("div", "filters"), result = make("div"), status = make("p", "counted");
    status.setAttribute("role", "status");
    var query = new URLSearchParams(location.search);
    var selects = ["one", "other"].map(function (name, nth) {
      var field = make("div", "field long"), label = make("label", "", nth ? "Second agreement" : "First agreement"), select = make("select");
      select.id = "side-" + name;
      label.htmlFor = select.id;
      listed.forEach(function (item) {
        var option = make("option", "", item.textContent.trim());
        option.value = item.dataset.agreement;
        select.append(option);
      });
      select.selectedIndex = nth;
      if (query.get(name)) { select.value = query.get(name); }
      field.append(label, select);
      box.append(field);
      select.addEventListener("change", show);
      return select;
    });
    box.append(status);
    place.append(box, result);
    document.querySelector(".agreements-to-compare").hidden = true;

    function link(nth, entry) {
      var node = make("p", "small");
      if (entry) {
        var to = make("a", "", "clause " + entry[1]);
        to.href = new URL("../../agreements/" + encodeURIComponent(selects[nth].value) + "/" + entry[2], home).href;
        node.append(to);
      }
      return node;
    }
    function show() {
      var ids = selects.map(function (select) { return select.value; });
      Promise.all(ids.map(load)).then(function (both) {
        result.replaceChildren();
        several(both[0].values, both[1].values, 2, "Values", result);
        several(both[0].activities, both[1].activities, 2, "Responsibilities", result);
        several(both[0].clauses, both[1].clauses, 3, "Clauses", result, link);
        status.textContent = both[0].number + " and " + both[1].number;
        try { history.replaceState(null, "", "?one=" + encodeURIComponent(ids[0]) + "&other=" + encodeURIComponent(ids[1])); } catch (error) { /* not from a disk */ }
      }, function (fault) { status.textContent = "An agreement could not be loaded: " + fault.message; });
    }
    show();
  });

  /* One clause: those that print the same words stand together; each other text is held against the first. */
  var AT_ONCE = 12;
  document.addEventListener("DOMContentLoaded", function () {
    var place = document.getElementById("clause-sides");
    if (!place) { return; }
    document.querySelectorAll("[data-clause] a").forEach(function (way) {
      way.href = "?clause=" + encodeURIComponent(way.parentNode.dataset.clause);
    });
    document.querySelector(".agreements-to-compare").hidden = true;
    var id = new URLSearchParams(location.search).get("clause");
    if (!id) { return; }
    var known = Array.from(document.querySelectorAll("[data-clause]")).find(function (item) { return item.dataset.clause === id; });
    var ids = Array.from(document.querySelectorAll("[data-agreement]"), function (item) { return item.dataset.agreement; });
    var status = make("p", "counted"), result = make("div"), more = make("button", "", "Show more agreements");
    var texts = [], without = [], next = 0;
    status.setAttribute("role", "status");
    more.type = "button";
    more.hidden = true;
    place.append(make("h2", "", known ? known.querySelector("a").textContent : id), status, result, more);
    document.querySelector(".clauses-to-compare").hidden = true;

    function name(held) {
      var line = make("h3"), to = make("a", "", held.number + ", " + held.entry[1]);
      to.href = new URL("../../agreements/" + encodeURIComponent(held.id) + "/" + held.entry[2], home).href;
      line.append(to);
      return line;
    }
    function heads(group) {
      var box = make("div");
      group.forEach(function (held) { box.append(name(held)); });
      return box;
    }
    function draw() {
      var first = texts[0];
      result.replaceChildren();
      texts.forEach(function (group) {
        var box = make("section", "side-pair" + (group === first ? " same" : "")), steps;
        if (group === first) {
          box.append(heads(group), make("div", "side-words", group[0].entry[3]));
        } else {
          steps = difference(first[0].entry[3], group[0].entry[3]);
          box.append(heads(first.slice(0, 1)), heads(group), words(steps, -1), words(steps, 1));
        }
        result.append(box);
      });
      if (without.length) { result.append(make("p", "soft", "Without words of this clause: " + without.join(", ") + ".")); }
      var count = texts.reduce(function (sum, group) { return sum + group.length; }, 0);
      status.textContent = count + (count === 1 ? " agreement prints" : " agreements print") + " it, in " + texts.length + (texts.length === 1 ? " wording." : " wordings.");
      if (next < ids.length) { status.textContent += " " + (ids.length - next) + " agreements are not shown yet."; }
      more.hidden = next >= ids.length;
    }
    function show() {
      var now = ids.slice(next, next + AT_ONCE);
      next += now.length;
      Promise.all(now.map(load)).then(function (several) {
        several.forEach(function (record, nth) {
          var entry = record.clauses.find(function (one) { return one[0] === id; });
          if (!entry) { without.push(record.number); return; }
          var group = texts.find(function (one) { return one[0].entry[3] === entry[3]; });
          var held = { id: now[nth], number: record.number, entry: entry };
          if (group) { group.push(held); } else { texts.push([held]); }
        });
        draw();
      }, function (fault) { status.textContent = "An agreement could not be loaded: " + fault.message; });
    }
    more.addEventListener("click", show);
    show();
  });
}());
