"""Settings of a Word file: whether changes are recorded, and whether Word insists on that."""

from __future__ import annotations

import re
from enum import Enum

from generator.render.word.package import Packed, pack, unpack

SETTINGS = "word/settings.xml"


class Recording(Enum):
    """Whether Word records changes: not, from the first one on, or with no way to turn it off without a command."""

    OFF = "off"
    ON = "on"
    ENFORCED = "enforced"


_OWN = re.compile(rb"<w:(?:trackRevisions|documentProtection)\b[^>]*/>")
_BEFORE = (
    *(
        "writeProtection",
        "view",
        "zoom",
        "removePersonalInformation",
        "removeDateAndTime",
        "doNotDisplayPageBoundaries",
    ),
    *("displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData"),
    *("embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins"),
    *("alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop"),
    *("hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign"),
    *("attachedTemplate", "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge"),
    "revisionView",
)
"""What stands before these settings in the order of the schema."""
_PLACE = re.compile(
    rb"<w:settings\b[^>]*>(?:\s*<w:(?:" + "|".join(_BEFORE).encode() + rb")\b(?:[^>]*/>|[^>]*[^/]>.*?</w:mailMerge>))*",
    re.DOTALL,
)


def recording_part(part: Packed, recording: Recording) -> dict[str, Packed]:
    """Return the settings in which changes are recorded; nothing when they stay as the template has them."""
    if recording is Recording.OFF:
        return {}
    own = b"<w:trackRevisions/>"
    if recording is Recording.ENFORCED:
        own += b'<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>'
    bare = _OWN.sub(b"", unpack(part))
    place = _PLACE.search(bare)
    at = place.end() if place else 0
    return {SETTINGS: pack(bare[:at] + own + bare[at:])}
