"""What holds for every test: no network, no skip in CI, and random tests that draw the same examples each time."""

from __future__ import annotations

import gc
import ipaddress
import os
import socket
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from generator import pipeline
from generator.load import records
from tests.once import read_once, taken_once
from tests.turns import turn, unit

gc.set_threshold(50_000, 20, 100)  # as our commands do

# A busy machine is no fault of the code: neither profile measures time.
settings.register_profile("quick", None, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("full", settings.get_profile("quick"), derandomize=False, max_examples=5_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--full``: the random tests run to their stated figures; and ``--renew``: golden files are written anew."""
    parser.addoption("--full", action="store_true", help="run the random tests to their stated figures")
    parser.addoption("--renew", action="store_true", help="write golden files anew instead of comparing with them")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how long random tests run: short and the same each time, or full."""
    settings.load_profile("full" if config.getoption("--full") else "quick")


# What takes long begins first, and what shares a site is run by one core.


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in their turn."""
    items.sort(key=lambda item: turn(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Return what deals the tests out by file, or by folder, in their turn."""
    from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]  # it ships no types

    if config.getoption("dist") != "loadfile":
        return None

    class InTurn(LoadFileScheduling):  # type: ignore[misc]  # for the same reason
        def _split_scope(self, nodeid: str) -> str:
            return unit(nodeid)

    config.option.loadscopereorder = False  # its order, most tests first, would begin the longest ones last
    return InTurn(config, log)


@pytest.fixture(scope="session")
def full(pytestconfig: pytest.Config) -> bool:
    """Tell whether the long figures were asked for."""
    return bool(pytestconfig.getoption("--full"))


@pytest.fixture(scope="session")
def renew(pytestconfig: pytest.Config) -> bool:
    """Tell whether golden files are to be written anew; read the difference before committing it."""
    return bool(pytestconfig.getoption("--renew"))


# In CI nothing is skipped: a test whose program is missing fails.


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one in CI."""
    report = yield
    fail_a_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a skipped module into a failed one in CI."""
    report = yield
    fail_a_skip(report)
    return report


def fail_a_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Make *report* a failure if it is a skip and this is CI; an expected failure is no skip."""
    in_ci = os.environ.get("CI", "").lower() not in {"", "0", "false"}
    if in_ci and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"


# What follows from the same bytes is made once; the site that is served makes no more either.


@pytest.fixture(scope="session", autouse=True)
def _same_bytes_are_read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "read_home", read_once(records.read_home))
        patch.setattr(pipeline, "line", taken_once(pipeline.line))
        yield


# What the files before have made and keep is not looked through again each time that rubbish is collected.


@pytest.fixture(scope="module", autouse=True)
def _kept_is_no_rubbish() -> None:
    gc.freeze()


# The network is cut: only this machine may be talked to.


@pytest.fixture(autouse=True)
def _network_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, only_here(getattr(socket.socket, name)))


def only_here(connect: Callable[..., Any]) -> Callable[..., Any]:
    """Return *connect*, refusing every address but this machine's own."""

    def guarded(connecting: socket.socket, address: Any) -> Any:
        if connecting.family != getattr(socket, "AF_UNIX", None) and not is_here(address[0]):
            raise PermissionError(f"a test wanted to talk to {address[0]}; tests use no network")
        return connect(connecting, address)

    return guarded


def is_here(host: str) -> bool:
    """Tell whether *host* names this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
