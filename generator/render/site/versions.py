"""The versions of an agreement: what was sent or issued, when each takes effect, and what changed between any two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from generator.document.changes import Entry as Change
from generator.model.values import print_date
from generator.render.site.document import home_path
from generator.render.site.html import NOTHING, Html, joined, link, some, tag
from generator.render.site.model import AgreementPage, Frozen, Redlined
from generator.render.site.page import Entry, Page, address, crumbs, head, record, relative, state

STATES = {"sent": "Sent", "approved": "Approved", "retired": "Retired"}


def versions_path(agreement: str) -> str:
    """Return where the versions of an agreement are."""
    return f"agreements/{agreement}/versions.html"


def redline_path(agreement: str, one: Redlined) -> str:
    """Return where the changes between two versions are."""
    return f"agreements/{agreement}/changes/{one.old}--{one.new}.html"


def version_pages(agreement: AgreementPage) -> Iterator[Page]:
    """Yield the versions of an agreement, and the changes between each two; nothing where none is frozen."""
    if not agreement.frozen:
        return
    path = versions_path(agreement.id)
    title = f"Versions, {agreement.number}"
    about = "; ".join(f"{one.title}, {one.steps[-1][0]} {one.steps[-1][1]}" for one in agreement.frozen)
    entry = Entry(path, title, "Versions", f"{agreement.number} {agreement.title}", about)
    yield Page(path, title, "agreements", partial(versions_html, agreement), (entry,))
    for one in agreement.redlines:
        name = f"{called(one.old, agreement)} to {called(one.new, agreement)}, {agreement.number}"
        yield Page(redline_path(agreement.id, one), name, "agreements", partial(redline_html, agreement, one))


def called(name: str, agreement: AgreementPage) -> str:
    """Return what a version is called; one that is not frozen is the working draft."""
    return next((one.title for one in agreement.frozen if one.name == name), "Working draft")


def versions_html(agreement: AgreementPage) -> Html:
    """Return the timeline, newest first, the versions of each document, and the ways to what changed."""
    path = versions_path(agreement.id)
    lead = f"{agreement.title}. What was sent or issued, the newest first, each kept as it was."
    parts = [
        crumbs(path, ("index.html", "Agreements"), (home_path(agreement.id), agreement.number), here="Versions"),
        head("Versions", lead),
        tag(
            "ol", *(moment(one, agreement, path) for one in reversed(agreement.frozen)), class_="timeline", role="list"
        ),
        tag("section", tag("h2", "Each document"), documents(agreement), id="documents"),
        some("section", *pairs(agreement, path)),
        record((("Number", agreement.number),), of="".join(one.name + one.steps[-1][0] for one in agreement.frozen)),
    ]
    return joined(parts)


def moment(one: Frozen, agreement: AgreementPage, path: str) -> Html:
    """Return one version: what became of it, when it takes effect and what follows it, its files."""
    follower = next((other for other in agreement.frozen if one.name in other.follows), None)
    ends = follower.effective if follower else None
    status = one.steps[-1][0]
    dated = one.effective if status == "approved" else None  # the script says what that means today
    files = [
        tag("li", link(address(path, f"files/{file.path}"), file.label))
        for file in agreement.downloads
        if file.path.split("/")[:1] == ["versions"] and f"/{one.name}/" in file.path
    ]
    return tag(
        "li",
        tag("h2", one.title, id=f"version-{one.name}"),
        tag(
            "p",
            state("idle", STATES[status]),
            data_effective=str(dated) if dated else None,
            data_superseded=str(ends) if dated and ends else None,
        ),
        some("p", f"Takes effect on {print_date(one.effective)}." if one.effective else ""),
        some("p", f"Superseded by {follower.title.lower()}{on_day(follower)}." if follower else ""),
        tag("ul", *(tag("li", step) for step in steps(one)), class_="plain"),
        some("ul", *files, class_="plain small"),
        class_="draft" if one.draft else None,
    )


def on_day(follower: Frozen) -> str:
    """Return from which day a version is followed by the next."""
    return f" from {print_date(follower.effective)}" if follower.effective else ""


def steps(one: Frozen) -> Iterator[str]:
    """Yield how the status of a version moved: what, when, by whom, why."""
    for status, on, by, reason in one.steps:
        yield f"{STATES[status]} {on} by {by}: {reason}"


def documents(agreement: AgreementPage) -> Html:
    """Return which version of each document stands in each frozen version."""
    titles = {id_: title for one in agreement.frozen for id_, title, _, _ in one.documents}
    heads = [tag("th", "Document", scope="col"), *(tag("th", one.title, scope="col") for one in agreement.frozen)]
    rows = [
        tag("tr", tag("th", title, scope="row"), *(cell(id_, one) for one in agreement.frozen))
        for id_, title in titles.items()
    ]
    rows += annex_rows(agreement)
    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="grid")
    return tag("div", table, class_="scroll", data_label="Versions of each document")


def annex_rows(agreement: AgreementPage) -> Iterator[Html]:
    """Yield a row for each annex that has had versions of its own in a frozen version."""
    own = frozenset(id_ for one in agreement.frozen for id_ in one.own_lines)
    titles = {id_: title for one in agreement.frozen for id_, title, _, _ in one.annexes if id_ in own}
    for id_, title in titles.items():
        cells = (annex_cell(id_, one) for one in agreement.frozen)
        yield tag("tr", tag("th", f"Annex: {title}", scope="row"), *cells)


def annex_cell(annex: str, one: Frozen) -> Html:
    """Return version and effective date of an annex in a frozen version; a dash where it has none."""
    said = [
        f"version {version}" + (f", effective {print_date(effective)}" if effective else "")
        for id_, _, version, effective in one.annexes
        if id_ == annex
    ]
    return tag("td", *(said or ["–"]), data_label=one.title)


def cell(document: str, one: Frozen) -> Html:
    """Return number and version of a document in a frozen version; a dash where it has none."""
    said = next((f"{number}, version {version}" for id_, _, number, version in one.documents if id_ == document), "–")
    return tag("td", said, data_label=one.title)


def pairs(agreement: AgreementPage, path: str) -> Iterator[Html]:
    """Yield the ways to what changed between two versions, the newest first."""
    if agreement.redlines:
        yield tag("h2", "What changed", id="changes")
        lines = [
            tag("li", link(relative(path, redline_path(agreement.id, one)), pair_words(one, agreement)), counted(one))
            for one in reversed(agreement.redlines)
        ]
        yield tag("ul", *lines, class_="plain")


def pair_words(one: Redlined, agreement: AgreementPage) -> str:
    """Return both ends of a comparison."""
    return f"From {called(one.old, agreement).lower()} to {called(one.new, agreement).lower()}"


def counted(one: Redlined) -> str:
    """Return how many changes there are."""
    number = sum(len(changes) for _, changes in one.documents)
    return f": {number or 'no'} change{'' if number == 1 else 's'}"


def redline_html(agreement: AgreementPage, one: Redlined) -> Html:
    """Return what changed between two versions, document by document."""
    path = redline_path(agreement.id, one)
    above = ((home_path(agreement.id), agreement.number), (versions_path(agreement.id), "Versions"))
    lead = "What went is struck, what came is underlined. The Word redline of the same two: agreements redline."
    parts = [
        crumbs(path, ("index.html", "Agreements"), *above, here="Changes"),
        head(pair_words(one, agreement), lead),
        *(document_changes(title, changes) for title, changes in one.documents),
        record((("Number", agreement.number),), of="".join(map(repr, one.documents))),
    ]
    return joined(parts)


def document_changes(title: str, changes: Iterable[Change]) -> Html:
    """Return the changes of one document, in groups."""
    names = ("Where", "Before", "Now")
    heads = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in names)))
    inside: list[Html] = []
    for group, several in groupby(changes, key=lambda change: change.group):
        rows = [change_row(change, names) for change in several]
        inside += [tag("h3", group), tag("table", heads, tag("tbody", *rows), class_="grid changes")]
    return tag("section", tag("h2", title), *(inside or [tag("p", "Nothing changed.", class_="soft")]))


def change_row(change: Change, names: tuple[str, str, str]) -> Html:
    """Return one change: where, what went, what came, and why."""
    what = "" if change.what == "changed" else tag("span", change.what, class_="under-name")
    where = joined([change.where, what, tag("span", change.why, class_="under-name") if change.why else NOTHING])
    before = tag("del", change.before) if change.before else Html("–")
    after = tag("ins", change.after) if change.after else Html("–")
    cells = zip(names, (where, before, after), strict=True)
    return tag("tr", *(tag("td", words, data_label=label) for label, words in cells))
