"""What a file of the build may be called, so that every machine can keep it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from generator.diagnostic import Diagnostic, Span
from generator.files import DEVICES, blind, short_digest
from generator.publish.faults import NAME_TWINS, UNSAFE_NAME

BUILD, NEW, OLD, LOCK = "build", "build.new", "build.old", "build.lock"
MANIFEST = "manifest.json"

LONGEST_NAME = 120
LONGEST_NAME_BYTES = 200
LONGEST_PATH = 220
"""Of a name in characters and UTF-8 bytes (file systems take 255), of a path below ``build/`` (Windows takes 260)."""

PUNCTUATION = frozenset(" -_.,()+")


def safe_name(text: str, suffix: str = "") -> str:
    """Return a name for a file or folder that every machine can keep; *text* itself when it is one, else with its hash.

    Letters, digits, blanks and ``- _ . , ( ) +`` pass. Different texts get different names.

    Args:
        text: A number, a title, an id: whatever a person wrote.
        suffix: Ending of the file, ``.docx``; kept whole when the name is shortened.
    """
    if _is_safe(text + suffix):
        return text + suffix
    hashed = "-" + short_digest(text) + suffix
    kept = "".join(sign if _passes(sign) else "-" for sign in unicodedata.normalize("NFC", text))
    stem = re.sub("-{2,}", "-", kept).strip(" .-")
    if not stem or DEVICES.fullmatch(stem):
        stem = f"file {stem}"
    return _cut(stem, hashed).rstrip(" .-") + hashed


def _cut(stem: str, ending: str) -> str:
    """Return as much of *stem* as leaves room for *ending*, in characters and in bytes."""
    room = LONGEST_NAME_BYTES - len(ending.encode())
    return stem[: LONGEST_NAME - len(ending)].encode()[:room].decode(errors="ignore")


def _is_safe(name: str) -> bool:
    """Tell whether *name* can stand as it is: by an allow-list, neither hidden, option-like, a device, nor too long."""
    return (
        0 < len(name) <= LONGEST_NAME
        and all(map(_passes, name))
        and len(name.encode()) <= LONGEST_NAME_BYTES
        and unicodedata.is_normalized("NFC", name)
        and name[0] not in " .-"
        and name[-1] not in " ."
        and not DEVICES.fullmatch(name)
    )


def _passes(sign: str) -> bool:
    """Tell whether *sign* may stand in a name."""
    return sign in PUNCTUATION or unicodedata.category(sign)[0] in "LM" or unicodedata.category(sign) == "Nd"


def name_faults(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Report each of *paths* that some machine cannot keep, and each that meets another on a case-blind disk."""
    spelled: dict[str, str] = {}
    files = frozenset(paths)
    for path in sorted(files):
        if len(path) > LONGEST_PATH or not all(_is_safe(name) for name in path.split("/")):
            yield UNSAFE_NAME.at(span_of(path), f'"{path}" cannot be a file name everywhere')
        for prefix in prefixes(path):
            first = spelled.setdefault(blind(prefix), prefix)
            if first != prefix or (prefix != path and prefix in files):
                message = f'"{path}" and "{first}" would be one file on some machines'
                yield NAME_TWINS.at(span_of(path), message, seen=((span_of(first), "the other"),))
                break


def reserved_names(paths: Iterable[str]) -> list[Diagnostic]:
    """Report a file that would take the place of the manifest."""
    return [UNSAFE_NAME.at(span_of(path), "this name is the manifest's") for path in paths if blind(path) == MANIFEST]


def is_plain_step(name: str) -> bool:
    """Tell whether *name* is one step down: no way up, no drive, no device."""
    return name not in {"", ".", ".."} and not set(name) & set("\\:\0") and not DEVICES.fullmatch(name)


def prefixes(path: str) -> list[str]:
    """Return *path* and every folder above it, the topmost first."""
    names = path.split("/")
    return ["/".join(names[:count]) for count in range(1, len(names) + 1)]


def span_of(path: str) -> Span:
    """Return the place of *path* below ``build/``."""
    return Span(f"{BUILD}/{path}")
