"""A link stands as long as both ends stay as somebody read them, in every layer that speaks at one end."""

from __future__ import annotations

from generator.author import confirm
from generator.load import load
from generator.model.link import LinkState, Standing
from tests.compose.small import Texts, clause, draft_of, files, rows

RULES = {"clauses/requirements.yaml": "- {id: R-1, says: Tell., topics: [DEV]}\n"}
NOTICE = clause("notice", "Tell all.", covers="[R-1]")
DUTY = rows("responsibilities", "- {id: RM-1, topic: DEV, activity: Tell., acceptor: R/A, covers: [R-1]}")
SINCE = "since Niamh Sample confirmed it on 2026-11-20"


def confirmed(*texts: Texts) -> Texts:
    """Return the files in which every link of *texts* is confirmed."""
    made = confirm(load(files(*texts))[0], files(*texts), ("R-1",), "Niamh Sample", "2026-11-20")
    assert isinstance(made, tuple)
    return {path: data.decode() for path, data in made[0].items()}


def states(*texts: Texts) -> dict[str, LinkState]:
    return {id_: state for (id_, _, _), state in draft_of(*texts).links.items()}


def doubts(*texts: Texts) -> dict[str, str]:
    return {id_: state.doubt for id_, state in states(*texts).items()}


def test_a_link_that_was_read_is_confirmed_and_one_that_nobody_keeps_is_new() -> None:
    texts = (RULES, NOTICE, DUTY)
    assert {one.standing for one in states(*texts).values()} == {Standing.NEW}
    assert {one.standing for one in states(*texts, confirmed(*texts)).values()} == {Standing.CONFIRMED}


def test_a_change_at_either_end_makes_the_link_suspect_and_says_which() -> None:
    kept = confirmed(RULES, NOTICE, DUTY)
    words = clause("notice", "Tell some.", covers="[R-1]")
    rule = {"clauses/requirements.yaml": "- {id: R-1, says: Tell twice., topics: [DEV]}\n"}
    assert doubts(RULES, words, DUTY, kept) == {"notice": f"the wording has changed {SINCE}", "RM-1": ""}
    assert set(doubts(rule, NOTICE, DUTY, kept).values()) == {f"the rule has changed {SINCE}"}
    assert doubts(rule, words, DUTY, kept)["notice"] == f"the wording and the rule have changed {SINCE}"


def test_what_binds_nobody_makes_no_link_suspect() -> None:
    kept = confirmed(RULES, NOTICE)
    margin = clause("notice", "Tell all.\n\n## guidance\nFor drafters.", covers="[R-1]")
    topics = {"clauses/requirements.yaml": "- {id: R-1, says: Tell., topics: [DEV, AUD]}\n"}
    assert not any(doubts(topics, margin, kept).values())


def test_a_new_link_of_a_layer_that_keeps_its_links_is_suspect() -> None:
    other = clause("other", "Tell all.", covers="[R-1]")
    assert doubts(RULES, NOTICE, other, confirmed(RULES, NOTICE)) == {"notice": "", "other": "nobody has confirmed it"}


def test_a_layer_above_that_says_otherwise_has_to_be_confirmed_too() -> None:
    kept = confirmed(RULES, NOTICE, DUTY)
    own = clause("notice", "Tell nobody.", "agreements/sample", covers="[R-1]")
    less = rows("responsibilities", "- {id: RM-1, acceptor: I}", "agreements/sample")
    changed = (RULES, NOTICE, DUTY, own, less)
    assert set(doubts(*changed, kept).values()) == {f"the wording has changed {SINCE}"}
    assert not any(doubts(*changed, confirmed(*changed)).values())


def test_a_line_edited_by_hand_confirms_nothing() -> None:
    kept = confirmed(RULES, NOTICE)
    forged = {path: text.replace("Niamh Sample", "Somebody Else") for path, text in kept.items()}
    assert states(RULES, NOTICE, forged)["notice"].standing is Standing.NEW
