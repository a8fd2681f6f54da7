"""What may go wrong with a build on disk, and the words for what a disk refuses."""

from __future__ import annotations

import errno

from generator.diagnostic import Diagnostic, Severity, kind

UNSAFE_NAME = kind(
    "unsafe-file-name",
    "A file would have a name that not every machine can keep, or that leads elsewhere.",
    matters="It could be lost, renamed or written somewhere else on another machine.",
    cure="Shorten or simplify the id, number or title that the name is made of.",
)
NAME_TWINS = kind(
    "file-name-twins",
    "Two files of the build differ in nothing but capital letters, or one stands where the other needs a folder.",
    matters="On Windows and macOS one would overwrite the other.",
    cure="Give the two agreements numbers or ids that differ in more than capital letters.",
)
BUILD_RUNNING = kind(
    "build-running",
    "Another command is writing or checking the build of this workspace.",
    matters="Two builds at once would leave a mixture of both.",
    cure="Wait until it has ended, then run the command again.",
)
LINKED_BUILD = kind(
    "linked-build-folder",
    "A build folder is a symbolic link, or a file stands in its place.",
    matters="Whatever it leads to would be replaced or deleted.",
    cure="Remove the link or the file; the build needs a folder of its own inside the workspace.",
)
FOREIGN_BUILD = kind(
    "foreign-build-folder",
    "There is a folder named build that our commands did not make, or its manifest is damaged.",
    matters="Publishing replaces the folder as a whole; what is in it would be lost.",
    cure="Move the folder away, or delete it if nothing in it is needed, then build again.",
)
NO_BUILD = kind(
    "no-build",
    "There is no build to look at.",
    matters="Nothing can be verified.",
    cure="Run `agreements build` first.",
)
ALTERED_OUTPUT = kind(
    "altered-output",
    "A file of the build is no longer what the build wrote.",
    matters="Its text may have been changed; the next build would overwrite the change.",
    cure="Move the file out of build/ and take the change over into your texts, or delete the file; then build again.",
)
ADDED_OUTPUT = kind(
    "added-output",
    "There is a file in the build that the build did not write.",
    matters="It could be taken for an approved document; the next build would delete it.",
    cure="Move it out of build/, then build again.",
)
MISSING_OUTPUT = kind(
    "missing-output",
    "A file that the build wrote is not there any more.",
    matters="The set of documents is incomplete.",
    cure="Build again.",
)
REPACKED_OUTPUT = kind(
    "repacked-output",
    "A Word or Excel file was packed again: its bytes differ, each of its parts is the same.",
    matters="No text has changed; mail gateways and archives do this.",
    cure="Build again to have the same bytes, or leave it.",
    severity=Severity.WARNING,
)
READBACK_DIFFERS = kind(
    "readback-differs",
    "A file read back from the disk is not what was to be written.",
    matters="Something between us and the disk changes files; nothing was published.",
    cure="Look at virus scanners and synchronising folders, build into a local folder, and check the disk.",
)
CANNOT_WRITE = kind(
    "cannot-write",
    "The disk refused to write, read or rename.",
    matters="The build could not be published as a whole; there is the old one or the new one, never a mixture.",
    cure="Free space or mend the rights as the message says, then run the command again.",
)
OPEN_ELSEWHERE = kind(
    "open-elsewhere",
    "A file of the build is open in another program, probably Word or Excel.",
    matters="Windows does not let it be replaced; nothing was changed.",
    cure="Close it there, then run the command again.",
)
SOURCE_EXISTS = kind(
    "source-exists",
    "A file that a command would make is there already.",
    matters="Your own text would be overwritten.",
    cure="Choose another name, or move the file away.",
)

REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "there are no rights to write here",
    errno.EPERM: "there are no rights to write here",
    errno.EIO: "the disk reports a fault of its own",
    errno.ENAMETOOLONG: "the path of the workspace is too long",
    getattr(errno, "EDQUOT", errno.ENOSPC): "the quota of the disk is used up",
}
SHARING = {5, 32, 33}
"""What Windows reports for a file that another program holds open."""


class Halt(Exception):
    """Publishing stops here, for the reasons given."""

    def __init__(self, *found: Diagnostic) -> None:
        super().__init__(*found)
        self.found = found


def reason_of(error: OSError) -> str:
    """Return why the disk refused, in plain words where we have them."""
    return REASONS.get(error.errno or 0) or error.strerror or str(error)
