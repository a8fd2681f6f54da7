"""What stands at a glance of an event: what, how soon where a step has a limit, and whom to call."""

from __future__ import annotations

import pytest

from generator.document.blocks import Cell, Printed, Row
from generator.prose import Definition, Text
from generator.render.site.urgent import call_buttons, glance


def row(step: tuple[Printed, ...]) -> Row:
    """Return an event with one step to take and one number to call."""
    cells = ((Text("Recall"),),), (step,), ((Definition("+49 40 555 0100"), Text(", Jens Beispiel")),), ((),)
    return Row("events/recall", tuple(Cell(f"events/recall/{at}", texts) for at, texts in enumerate(cells)))


@pytest.mark.parametrize(
    ("step", "limit", "clock"),
    [
        ((Definition("1 hour from Awareness"), Text(" Call the other side.")), "1 hour", "from Awareness"),
        ((Text("Call the other side."),), "", ""),
        ((), "", ""),
    ],
)
def test_how_soon_is_said_where_a_step_has_a_limit(step: tuple[Printed, ...], limit: str, clock: str) -> None:
    shown = str(glance(row(step)))
    assert (f'class="limit">{limit}</p>' in shown) is bool(limit)
    assert ('class="limit"' in shown, "from Awareness" in shown) == (bool(limit), bool(clock))
    assert 'href="tel:+49405550100"' in shown


def test_an_event_for_which_nobody_is_named_has_a_dash_and_no_number() -> None:
    assert "".join(call_buttons(Cell("x", ((Text("–"),),)))) == '<p class="small soft">–</p>'
