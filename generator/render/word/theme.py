"""The theme that every Word file must have: one face, black and greys; our styles never refer to it."""

from __future__ import annotations

from generator.render.word.house import HEADER

_COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "1F1F1F",
    "lt2": "F2F2F2",
    "accent1": "404040",
    "accent2": "595959",
    "accent3": "7F7F7F",
    "accent4": "A6A6A6",
    "accent5": "BFBFBF",
    "accent6": "D9D9D9",
    "hlink": "000000",
    "folHlink": "000000",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme_part(font: str) -> bytes:
    """Return the part ``word/theme/theme1.xml`` with one face."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in _COLOURS.items())
    face = f'<a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>'
    formats = (
        f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
    )
    return (
        f'{HEADER}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="counsel">'
        "<a:themeElements>"
        f'<a:clrScheme name="counsel">{colours}</a:clrScheme>'
        f'<a:fontScheme name="counsel"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="counsel">{formats}</a:fmtScheme></a:themeElements></a:theme>'
    ).encode()
