"""Who waits for an edit hears of it at once, and once; where the system tells of nothing, looking is enough."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from generator.mkdocs_plugin import watching as room
from generator.mkdocs_plugin.plugin import Templates
from generator.mkdocs_plugin.watching import Facts, Once, Watching, hear_at_once

LONG, SHORT = 3_600.0, 0.05


class Listener(FileSystemEventHandler):
    """Keeps what it hears of."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.heard.append(Path(str(event.src_path)).name)


@pytest.fixture
def listener() -> Listener:
    return Listener()


def watching(folder: Path, listener: Listener, interval: float) -> Iterator[Watching]:
    """Yield what watches *folder*, looking again after *interval* seconds, until it is no longer wanted."""
    both = Watching(PollingObserver(timeout=interval))
    both.schedule(listener, str(folder), recursive=True)
    both.start()
    yield both
    both.stop()
    both.join()


def heard(listener: Listener, seconds: float = 10) -> bool:
    """Tell whether *listener* hears of anything in time."""
    return within(lambda: bool(listener.heard), seconds)


def within(true: Callable[[], bool], seconds: float = 10) -> bool:
    """Tell whether *true* holds in time."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


def test_a_change_is_heard_of_without_waiting_for_the_next_look(tmp_path: Path, listener: Listener) -> None:
    for _ in watching(tmp_path, listener, LONG):
        (tmp_path / "a.yaml").write_text("new", encoding="utf-8")
        assert heard(listener)
    assert {*listener.heard} == {"a.yaml"}


class Full:
    """Hears of nothing: too much is watched already, which it says when it is made or when it is to begin."""

    def __init__(self, *, at_once: bool) -> None:
        if at_once:
            raise OSError(24, "inotify instance limit reached")
        self.ended = False

    def schedule(self, *_: object, **__: object) -> None:
        raise SystemError("Cannot start fsevents stream")

    def unschedule(self, _: object) -> None:
        raise KeyError

    def start(self) -> None:
        raise OSError(28, "inotify watch limit reached")

    def stop(self) -> None:
        self.ended = True


@pytest.mark.parametrize("at_once", [True, False])
def test_where_the_system_tells_of_nothing_looking_is_enough(
    tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch, *, at_once: bool
) -> None:
    monkeypatch.setattr(room, "Observer", partial(Full, at_once=at_once))
    both = Watching(PollingObserver(timeout=SHORT))
    full = both.told
    watch = both.schedule(listener, str(tmp_path), recursive=True)
    both.start()
    (tmp_path / "a.yaml").write_text("new", encoding="utf-8")
    assert heard(listener)
    both.unschedule(watch)
    both.stop()
    both.join()
    assert both.told is None
    assert full is None or vars(full)["ended"]  # what it had begun to hear of would be gathered for nobody


def test_each_edit_of_what_a_link_leads_to_is_heard_of(tmp_path: Path, listener: Listener) -> None:
    file, link, shared = tmp_path / "mkdocs.yml", tmp_path / "link.yml", dict[str, Facts]()
    link.symlink_to(file)
    for text in ("one", "three", "fifteen"):
        file.write_text(text, encoding="utf-8")
        Once(listener, shared).dispatch(FileModifiedEvent(str(link)))
        Once(listener, shared).dispatch(FileModifiedEvent(str(file)))
    assert listener.heard == ["link.yml"] * 3


def test_that_a_file_may_be_read_again_is_heard_of(tmp_path: Path, listener: Listener) -> None:
    (tmp_path / "a.yaml").write_text("old", encoding="utf-8")
    for _ in watching(tmp_path, listener, SHORT):
        (tmp_path / "a.yaml").chmod(0o400)
        assert heard(listener)


def test_reading_a_file_is_no_change(tmp_path: Path, listener: Listener) -> None:
    (tmp_path / "a.yaml").write_text("old", encoding="utf-8")
    for _ in watching(tmp_path, listener, SHORT):
        for _again in range(3):
            assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "old"
        assert not heard(listener, 0.5)


def test_what_two_tell_of_is_heard_once_and_the_next_change_again(tmp_path: Path, listener: Listener) -> None:
    file, shared = tmp_path / "a.yaml", dict[str, Facts]()
    first, second = Once(listener, shared), Once(listener, shared)
    for text in ("one", "three"):
        file.write_text(text, encoding="utf-8")
        first.dispatch(FileModifiedEvent(str(file)))
        second.dispatch(FileModifiedEvent(str(file)))
    file.unlink()
    second.dispatch(FileModifiedEvent(str(file)))
    first.dispatch(FileModifiedEvent(str(file)))
    assert listener.heard == ["a.yaml"] * 3


def test_what_a_server_watched_before_and_what_it_will_watch_is_heard_of_at_once(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path), polling_interval=LONG)
    server.watch(str(before))
    hear_at_once(server, [str(before), str(after), str(tmp_path / "never")])
    server.watch(str(after))
    server.observer.start()
    for file in (before / "a.md", after / "b.md"):
        file.write_text("new", encoding="utf-8")
        assert within(lambda: server._want_rebuild)
        server._want_rebuild = False
    server.shutdown()


def test_a_template_is_compiled_once_and_anew_when_it_says_something_else() -> None:
    templates, texts = Templates(), {"main.html": "one"}

    def rendered() -> str:
        return (
            Environment(loader=DictLoader(texts), bytecode_cache=templates, autoescape=True)
            .get_template("main.html")
            .render()
        )

    assert [rendered(), rendered()] == ["one", "one"]
    kept = templates.kept.copy()
    texts["main.html"] = "two"
    assert rendered() == "two"
    assert templates.kept.keys() == kept.keys()
    assert templates.kept != kept
