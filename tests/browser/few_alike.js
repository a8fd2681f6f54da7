// Takes out of the page all but the first of the parts that are built alike; everyPart() puts them back.
//
// Parts are rows, items, paragraphs, what holds them, and marked changes; nothing is taken out of a cell, heading or link.
// Two parts are alike where they stand in parts that are alike and have the same tag, the same attributes and the same
// kinds of parts inside, in one order where headings are among them. Of words it matters whether there are any, and of a
// link or button, whether it has more than two letters; of addresses and names, whether they are empty. So what axe says
// of a part, it says of all that are alike.
few => {
  const free = /^(id|href|src|title|for|name|value|download|datetime|headers|aria-label|aria-controls|data-.*)$/;
  const own = part => part.tagName + [...part.attributes]
    .map(({name, value}) => free.test(name) ? `${name}${value ? "" : "="}` : `${name}=${value}`).sort().join(" ");
  const may = /^(TR|LI|P|DIV|DETAILS|TABLE|SECTION|ARTICLE|DEL|INS)$/, whole = /^(TD|TH|A|LABEL|BUTTON|SUMMARY|CAPTION|H[1-6])$/;
  const target = /^(A|BUTTON|SUMMARY|LABEL)$/, heading = /^H[1-6]/;
  const built = new Map();
  const look = part => {
    const inside = new Set();
    for (const child of part.childNodes) {
      if (child.nodeType === Node.ELEMENT_NODE) inside.add(look(child));
      else if (child.nodeType === Node.TEXT_NODE && child.data.trim())
        inside.add(target.test(part.tagName) && child.data.trim().length < 3 ? "sign" : "words");
    }
    const kinds = [...inside], ordered = kinds.some(one => heading.test(one));
    built.set(part, `${own(part)}(${(ordered ? kinds : kinds.sort()).join()})`);
    return built.get(part);
  };
  const seen = new Map(), away = [];
  const thin = (part, where) => {
    for (const child of whole.test(part.tagName) ? [] : [...part.children]) {
      const kind = `${where}>${built.get(child)}`;
      seen.set(kind, (seen.get(kind) || 0) + 1);
      if (seen.get(kind) <= few || !may.test(child.tagName)) thin(child, `${where}>${own(child)}`);
      else {
        away.push([document.createComment(""), child]);
        child.replaceWith(away.at(-1)[0]);
      }
    }
  };
  look(document.body);
  thin(document.body, "");
  window.everyPart = () => away.forEach(([mark, child]) => mark.replaceWith(child));
}
