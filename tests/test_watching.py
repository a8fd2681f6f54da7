"""Who waits for an edit hears of it at once, and once; where the system tells of nothing, looking is enough."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from generator.mkdocs_plugin.plugin import Templates
from generator.mkdocs_plugin.watching import Once, Watching, hear_at_once

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


def test_where_the_system_tells_of_nothing_looking_is_enough(
    tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    both = Watching(PollingObserver(timeout=SHORT))
    monkeypatch.setattr(both.told, "start", full)
    watch = both.schedule(listener, str(tmp_path), recursive=True)
    both.start()
    (tmp_path / "a.yaml").write_text("new", encoding="utf-8")
    assert heard(listener)
    both.unschedule(watch)
    both.stop()
    both.join()


def test_reading_a_file_is_no_change(tmp_path: Path, listener: Listener) -> None:
    (tmp_path / "a.yaml").write_text("old", encoding="utf-8")
    for _ in watching(tmp_path, listener, SHORT):
        for _again in range(3):
            assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "old"
        assert not heard(listener, 0.5)


def test_what_two_tell_of_is_heard_once_and_the_next_change_again(tmp_path: Path, listener: Listener) -> None:
    file, shared = tmp_path / "a.yaml", dict[str, tuple[int, int, int] | None]()
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
