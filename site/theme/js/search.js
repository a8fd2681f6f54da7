/* The search: loads the parts of the index it needs as scripts, so that it works from a disk too.
   Words are folded as in generator/render/site/search.py. Results are set as text, never as markup. */
(function () {
  "use strict";
  var home = new URL("../search/", document.currentScript.src);
  var SHOWN = 20, NAMED = 6, ENOUGH = 5, READ_FEW = 100, READ_MANY = 1000, BLOCKS_FEW = 20, BLOCKS_MANY = 40;
  var start = null, waiting = {}, parts = {}, blocks = {};

  window.QS = {
    ask: function (text) { return search(text).then(function (result) { return result.order.slice(0, SHOWN).map(function (number) { return held(number, result); }); }); },
    start: function (index) { start = index; },
    t: function (number, part) { Object.keys(part).forEach(function (key) { placesIn(part[key]); }); parts[number] = part; },
    e: function (number, block) { blocks[number] = block; }
  };

  /* Turns steps from entry to entry into the entries. */
  function placesIn(steps) { for (var i = 1; i < steps.length; i += 1) { steps[i] += steps[i - 1]; } }

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
  function whole(text) { return "=" + fold(text).replace(/[\s-]+/g, ""); }

  /* A rule of the United States as the catalogue writes it: "21 CFR Part 11", "21 CFR § 211.192". */
  function cited(text) { return text.replace(/\b(\d+)\s*c\.?f\.?r\.?\s*(?:parts?|sections?|§+)?\s*(?=\d)/gi, "$1CFR-"); }

  /* How much more or less each kind of entry weighs in the answer to *text*; null when it asks for none of them. */
  function bent(text) {
    var list = words(text), found = null;
    start.kinds.forEach(function (one) {
      if (one[0].some(function (word) { return list.indexOf(word) >= 0; })) {
        found = found || {};
        Object.keys(one[1]).forEach(function (kind) { found[kind] = (found[kind] || 1) * one[1][kind]; });
      }
    });
    return found;
  }

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

  /* The text with the word of the trade in the place of a phrase that means it; the same text where there is none. */
  function meant(text) {
    var said = " " + words(text).join(" ") + " ", kept = said;
    Object.keys(start.meant).forEach(function (phrase) { said = said.replace(" " + phrase + " ", " " + start.meant[phrase] + " "); });
    return said === kept ? text : said.trim();
  }

  /* A question: what it is about, without the words that only ask; the agreements that it names. */
  function asked(text) {
    var list = telling(words(text)), about = list.filter(function (word) { return start.asking.indexOf(word) < 0; });
    var named = about.filter(function (word) { return start.names[word]; });
    var rest = about.filter(function (word) { return !start.names[word]; }), apart = false;
    var homes = named.length && named.map(function (word) { return new Set(start.names[word]); }).reduce(function (one, other) {
      var both = new Set(Array.from(one).filter(function (home) { return other.has(home); }));
      apart = apart || !both.size;
      return both.size ? both : one;
    });
    if (apart && list.some(function (word) { return start.comparing.indexOf(word) >= 0; })) {
      return { words: ["side", "two"], homes: null };
    }
    var calling = Boolean(homes) && list.some(function (word) { return start.calling.indexOf(word) >= 0; });
    return { words: rest.length ? rest : list, named: named, homes: rest.length ? homes : null, calling: calling && rest.length > 0 };
  }

  var ENDINGS = /(ations|ation|ations|ications|ication|ities|ity|ments|ment|ings|ing|ied|ies|ed|es|s|y|e)$/;
  function stem(word) {
    var cut = word.length > 4 ? word.replace(ENDINGS, "") : word;
    return cut.length < 4 ? word : cut;
  }

  /* Words of the same meaning, whatever the ending. */
  var meanings = null;
  function meaning(word) {
    if (!meanings) {
      meanings = {};
      Object.keys(start.like).forEach(function (key) { meanings[stem(key)] = (meanings[stem(key)] || []).concat(start.like[key]); });
    }
    return meanings[stem(word)] || [];
  }

  /* Whether *one* can be typed as *other* with one slip; two in a long word. */
  function alike(one, other) {
    var most = one.length > 7 ? 2 : 1, row = [], i, j;
    if (Math.abs(one.length - other.length) > most) { return false; }
    for (j = 0; j <= other.length; j += 1) { row[j] = j; }
    for (i = 1; i <= one.length; i += 1) {
      var before = row[0];
      row[0] = i;
      for (j = 1; j <= other.length; j += 1) {
        var kept = row[j];
        row[j] = one[i - 1] === other[j - 1] ? before : 1 + Math.min(before, row[j], row[j - 1]);
        before = kept;
      }
    }
    return row[other.length] <= most;
  }
  function slips(word) {
    var numbers = partsOf(word.slice(0, 2), true);
    return Promise.all(numbers.map(function (number) { return load("t" + number); })).then(function () {
      var found = new Map();
      numbers.forEach(function (number) {
        Object.keys(parts[number]).forEach(function (key) {
          if (key[0] !== "=" && alike(word, key)) {
            parts[number][key].forEach(function (place) { found.set(place >> 1, place & 1 ? 4 : 1); });
          }
        });
      });
      return found;
    });
  }

  /* How well each entry matches one word, between 0 and 1.6: itself, its family, a word of the same meaning, a slip. */
  function family(word) {
    var same = meaning(word), near = [stem(word)].concat(same.map(stem));
    return Promise.all([matching(word, false)].concat(near.map(function (one) { return matching(one, true); }))).then(function (all) {
      var best = new Map();
      all.forEach(function (found, nth) {
        var weight = nth === 0 ? 1 : nth === 1 ? 0.8 : 0.55;
        found.forEach(function (points, entry) {
          var title = points % 4 === 0;
          best.set(entry, Math.max(best.get(entry) || 0, weight * (title ? 1.6 : 1)));
        });
      });
      if (best.size || word.length < 4) { return best; }
      return slips(word).then(function (found) {
        found.forEach(function (points, entry) { best.set(entry, points > 1 ? 0.8 : 0.5); });
        return best;
      });
    });
  }

  /* Entries in which most of what is asked stands; rare words weigh more, and a home that the question names. */
  function mostWords(question) {
    return Promise.all(question.words.map(family)).then(function (all) {
      var sum = new Map(), whole = 0;
      all.forEach(function (found) {
        var rare = Math.log(1 + start.count / (1 + found.size));
        whole += found.size ? rare : 0;
        found.forEach(function (weight, entry) { sum.set(entry, (sum.get(entry) || 0) + weight * rare); });
      });
      var most = 0;
      sum.forEach(function (points) { most = Math.max(most, points); });
      sum.forEach(function (points, entry) { if (points < most * (question.homes ? 0.35 : 0.5)) { sum.delete(entry); } else { sum.set(entry, 20 * points / (whole || 1)); } });
      return sum;
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
      var sure = !/\s/.test(text.trim()) || /\d/.test(text);  // "audit notice" may be an id, and may be two words
      found.forEach(function (points, entry) { found.set(entry, points === 12 && sure ? 1000 : points === 12 ? 20 : 50); });
      return found;
    });
  }

  function entry(number) { return blocks[Math.floor(number / start.block)][number % start.block]; }

  /* Where a hit stands: folder, address and home for each agreement that says it alike; one place, where none does. */
  function placesOf(one) {
    if (!Array.isArray(one[3])) { return [{ folder: "", number: "", href: one[0], home: one[3] }]; }
    return one[3].map(function (number) {
      var home = start.homes[number];
      return { folder: home[0], number: start.numbers[home[0]] || home[1], href: "agreements/" + home[0] + "/" + one[0], home: home[1] };
    });
  }

  /* The hit as it is shown: address, title, kind, home, words, ids, and all its places; the one in an agreement that was
     asked for, by its name or by its number, speaks for the others. */
  function held(number, result) {
    var one = entry(number), places = placesOf(one), figures = result.said.filter(function (word) { return /\d/.test(word); });
    var own = places.find(function (place) { return result.homes && result.homes.has(place.folder); }) ||
      (places.length > 1 && figures.length && places.find(function (place) {
        return words(place.number).some(function (word) { return figures.indexOf(word) >= 0; });
      })) || places[0];
    return [own.href, one[1], one[2], own.home, one[4], one[5], [own].concat(places.filter(function (place) { return place !== own; }))];
  }

  function loadEntries(numbers) {
    var needed = new Set(numbers.map(function (number) { return Math.floor(number / start.block); }));
    return Promise.all(Array.from(needed, function (number) { return load("e" + number); }));
  }

  /* What belongs to the agreements that a question names comes before what belongs to others, and before the help. */
  function nearness(homes, path, here, guiding) {
    var folder = path[0].split("#")[0], seldom = guiding && folder === "reference" ? 1 : start.places[folder] || 1;
    if (!homes || here) { return here ? 1.6 : seldom; }
    if (path[0] === "agreements") { return 0.6; }
    return guiding || ["help", "reference", "decisions"].indexOf(path[0]) < 0 ? seldom : 0.4;
  }

  /* Entries of the agreements that a question names: each has the number of its own among its words. */
  function ofHomes(homes) {
    var numbers = Object.keys(start.names).filter(function (word) {
      return homes && /^\d+$/.test(word) && start.names[word].every(function (home) { return homes.has(home); });
    });
    return Promise.all(numbers.map(function (number) { return matching(number, false); })).then(function (all) {
      return new Set(all.flatMap(function (found) { return Array.from(found.keys()); }));
    });
  }

  /* Entries that say whom to call, for a question that asks it. */
  function callers(question) {
    return question.calling ? mostWords({ words: ["urgent", "call"], homes: null }) : Promise.resolve(new Map());
  }

  /* The first *most* of *order*, of as few scripts as can be loaded while somebody types. */
  function best(order, most, scripts) {
    var loaded = new Set();
    return order.slice(0, most).filter(function (number) {
      var block = Math.floor(number / start.block);
      return loaded.has(block) || (loaded.size < scripts && loaded.add(block));
    });
  }

  /* Numbers of entries, best first; those that say the words in this order come before those that only hold them. Unless
     *all* are wanted, only the likeliest are read, so that hits come while somebody types; the others are missing then. */
  function ranked(text, points, homes, own, all) {
    var guiding = /^\s*how (do|can|to|does) ?(i|we|one)?\b/i.test(text);
    var said = words(text), phrase = " " + said.join(" "), leaning = bent(text) || {};
    function likely(number) { return points.get(number) * (own.has(number) ? 1.6 : 1); }
    var order = Array.from(points.keys()).sort(function (a, b) { return likely(b) - likely(a) || a - b; });
    var exact = order.length > 0 && points.get(order[0]) >= 1000;  // an id or number: what it names, and little else
    var read = all ? order : !exact && (homes !== undefined || said.length > 1) ? best(order, READ_MANY, BLOCKS_MANY) : best(order, READ_FEW, BLOCKS_FEW);
    return loadEntries(read).then(function () {
      if (homes !== undefined) {
        read.forEach(function (number) {
          var one = entry(number), places = placesOf(one), path = places[0].href.split("/");
          var here = homes && places.some(function (place) { return homes.has(place.folder); });
          var length = 1 + Math.max(0, Math.log(one[4].length / 600)) / 2;
          points.set(number, points.get(number) * (start.weights[one[2]] || 1) * (leaning[one[2]] || 1) * (guiding && one[2] === "Help" ? 2 : 1) * nearness(homes, path, here, guiding) / length);
        });
        read.sort(function (a, b) { return points.get(b) - points.get(a) || a - b; });
        /* The same clause in other words of other agreements: the first stays, the others make room. */
        var times = {};
        read.forEach(function (number) {
          var one = entry(number), key = one[2] + " " + one[1].replace(/^[\d.]+ /, "").slice(0, 60);
          times[key] = (times[key] || 0) + 1;
          points.set(number, points.get(number) * Math.pow(0.8, times[key] - 1));
        });
        read.sort(function (a, b) { return points.get(b) - points.get(a) || a - b; });
      }
      if (said.length > 1 || homes !== undefined) {
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

  function search(typed, all) {
    var text = cited(typed);
    return load("index").then(function () {
      return Promise.all([byId(text), everyWord(telling(words(text)))]);
    }).then(function (both) {
      if (Array.from(both[0].values()).some(function (points) { return points >= 1000; })) { return both; }
      var trade = meant(text), question = asked(trade), leaning = bent(text);
      if (trade === text && !leaning && question.words.length + (question.homes ? 1 : 0) < 2 && (both[0].size || both[1].size)) { return both; }
      if (trade === text && both[1].size >= ENOUGH && question.words.length < 4 && !question.homes && !leaning) { return both; }
      var known = mostWords(question).then(function (found) {
        return found.size || !question.homes ? found : mostWords({ words: question.named, homes: question.homes });  // no word but the name
      });
      return Promise.all([known, callers(question)]).then(function (several) {
        var found = several[0];
        several[1].forEach(function (points, number) { found.set(number, points + (found.get(number) || 0)); });
        both[1].forEach(function (points, number) { found.set(number, (trade === text ? points + 10 : 5) + (found.get(number) || 0)); });
        both[1] = found;
        both[2] = question.homes;
        return both;
      });
    }).then(function (both) {
      both[0].forEach(function (points, number) { both[1].set(number, points + (both[1].get(number) || 0)); });
      return ofHomes(both[2]).then(function (own) { return ranked(text, both[1], both[2], own, all); }).then(function (order) { return { order: order, count: both[1].size, homes: both[2], said: words(text) }; });
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

  function option(one, position, list) {
    var made = choice(position);
    made.href = new URL("../" + one[0], home).href;
    made.append(element("span", "found-title", one[1]), " ");
    made.append(element("span", "found-home", [one[2], one[3], one[5].slice(0, 2).join(", ")].filter(Boolean).join(" · ")));
    if (one[4]) { made.append(" ", snippet(one[4], list)); }
    return made;
  }

  function choice(position) {
    var made = element("a", "");
    made.id = "found-" + position;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.tabIndex = -1;
    return made;
  }

  /* The way from a hit to the other agreements that say the same, by their numbers. */
  function others(one, position, follow) {
    var made = choice(position), numbers = one[6].slice(1).map(function (place) { return place.number; });
    var several = Array.from(new Set(numbers)), more = several.length - NAMED;
    made.className = "found-others";
    made.href = "#search";
    made.append("The same words in " + (several.length === 1 ? "" : several.length + " others: "));
    several.slice(0, NAMED).forEach(function (number, nth) { made.append(nth ? ", " : "", element("span", "whole", number)); });
    made.append(more > 0 ? " and " + more + " more" : "");
    made.addEventListener("click", function (event) { event.preventDefault(); event.stopPropagation(); follow(); });
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

    /* The kinds of what was found, to show one of them only. */
    var kinds = element("div", "kinds");
    kinds.setAttribute("role", "group");
    kinds.setAttribute("aria-label", "Kind");
    panel.insertBefore(kinds, list);
    var more = element("button", "as-link");
    more.type = "button";
    panel.insertBefore(more, kinds);
    more.addEventListener("click", function () {
      status.textContent = "Looking at all of them …";
      input.focus();
      more.hidden = true;
      ask(true);
    });
    function facets(text, result, chosen) {
      var counts = new Map();
      result.order.forEach(function (number) { var kind = entry(number)[2]; counts.set(kind, (counts.get(kind) || 0) + 1); });
      kinds.hidden = counts.size < 2;
      kinds.replaceChildren.apply(kinds, ["All"].concat(Array.from(counts.keys())).slice(0, 9).map(function (kind) {
        var button = element("button", "as-link", kind === "All" ? kind : kind + " " + counts.get(kind));
        button.type = "button";
        button.setAttribute("aria-pressed", String((chosen || "All") === kind));
        button.addEventListener("click", function () { show(text, result, kind === "All" ? "" : kind); });
        return button;
      }));
    }

    function show(text, result, chosen) {
      var marked = telling(words(text));
      active = -1;
      facets(text, result, chosen);
      var wanted = chosen ? result.order.filter(function (number) { return entry(number)[2] === chosen; }) : result.order;
      var shown = wanted.slice(0, SHOWN);
      options = [];
      shown.forEach(function (number) {
        var one = held(number, result);
        options.push(option(one, options.length, marked));
        if (one[6].length > 1) {
          options.push(others(one, options.length, function () { each(text, result, one, chosen); }));
        }
      });
      fill();
      var read = result.order.length, partly = read < result.count;
      more.hidden = !partly;
      more.textContent = "Look at all " + result.count;
      status.textContent = partly ? shown.length + " of " + result.count + " shown; for kinds and exact words, only the likeliest " + read + " were looked at."
        : shown.length < result.count ? shown.length + " of " + result.count + " shown"
        : result.count ? result.count + " found"
        : marked.length ? "Nothing found. Fewer or shorter words find more." : "Type a more telling word.";
      input.removeAttribute("aria-activedescendant");
      open(true);
    }

    function fill() {
      list.replaceChildren.apply(list, options.map(function (one) {
        var item = element("li");
        item.setAttribute("role", "none");
        item.append(one);
        return item;
      }));
      list.hidden = !options.length;
      list.scrollTop = 0;
    }

    /* One hit in each agreement that says it, and the way back to all hits. */
    function each(text, result, one, chosen) {
      var marked = telling(words(text)), back = element("button", "as-link", "Back to all hits");
      active = -1;
      options = one[6].map(function (place, position) {
        return option([place.href, one[1], one[2], place.home, position ? "" : one[4], one[5]], position, marked);
      });
      fill();
      back.type = "button";
      back.addEventListener("click", function () { input.focus(); show(text, result, chosen); });
      kinds.replaceChildren(back);
      kinds.hidden = false;
      more.hidden = true;
      status.textContent = options.length + " agreements say this in the same words.";
      input.removeAttribute("aria-activedescendant");
      open(true);
    }

    function ask(all) {
      var text = input.value.trim(), mine = ++asked;
      if (!text) { options = []; open(false); return Promise.resolve(); }
      return search(text, all).then(function (result) {
        if (mine === asked) { show(text, result); }
      }, function (fault) {
        if (mine !== asked) { return; }
        options = [];
        list.replaceChildren();
        list.hidden = kinds.hidden = more.hidden = true;
        status.textContent = "A part of the index could not be loaded: " + fault.message;
        open(true);
      });
    }

    function go() {
      var text = input.value.trim();
      if (options.length && input.dataset.asked === text) { options[Math.max(active, 0)].click(); return; }
      ask().then(function () { if (options.length) { options[0].click(); } });
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
