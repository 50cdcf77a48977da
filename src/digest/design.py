"""How an owner wants the letters of one newsletter to look: what differs from a theme.

Values only; what they come to together with the theme's own is found when a letter is
rendered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: pixels of the column that a letter can have
NARROWEST, WIDEST = 480, 720
#: and of a logo
NARROWEST_LOGO, WIDEST_LOGO = 16, 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """[newsletters.NAME.design]; what is empty is as the theme has it.

    Colours are written as #rrggbb. Those of the dark scheme that are not given are
    made from the light ones, or are the theme's.
    """

    #: of links and buttons
    accent: str = ""
    #: of text, of what is less important, of lines between entries
    ink: str = ""
    soft: str = ""
    line: str = ""
    #: behind the text, and around it
    paper: str = ""
    ground: str = ""
    dark_accent: str = ""
    dark_ink: str = ""
    dark_soft: str = ""
    dark_line: str = ""
    dark_paper: str = ""
    dark_ground: str = ""
    #: of text: "serif", "sans", "mono", or names of fonts with commas between them
    font: str = ""
    #: of headings; "": as the theme has it
    heading_font: str = ""
    #: pixels of the column; 0: the theme's
    width: int = 0
    #: PNG, JPEG or GIF: a file of the content folder, or an https address; it stands in
    #: the place of the newsletter's name
    logo: str = ""
    #: pixels in which it is shown
    logo_width: int = 160
    #: one more paragraph at the end of each letter
    footer: str = ""
    #: other places to meet, each a name with its address
    social: Mapping[str, str] = field(default_factory=dict)
