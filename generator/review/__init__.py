"""A Word file that came back, compared with the one that was sent: proposals, for a person to decide."""

from generator.review.comparison import Sent
from generator.review.places import Place, places_of
from generator.review.proposals import proposals

__all__ = ["Place", "Sent", "places_of", "proposals"]
