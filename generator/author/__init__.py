"""Model and answers to edits of files: a new workspace or agreement, overlays written and renewed, texts in form."""

from generator.author.adopt import adopt, moved_names
from generator.author.amend import amend
from generator.author.answers import Answers, read_answers
from generator.author.carry import carried, kept_places, unclear
from generator.author.clause_lines import restructured
from generator.author.confirm import confirm
from generator.author.decided import write_decided, write_from_sheet
from generator.author.definitions_in import definition_in, term_in
from generator.author.desk import Desk, Target, by_hand, outcome, wanted
from generator.author.format import format_clause, format_file
from generator.author.imported import imported_files
from generator.author.init import starter_files
from generator.author.libraries import layer_table, show, vendored
from generator.author.new import name_faults, new_agreement
from generator.author.questions import QUESTIONS, Question, ask
from generator.author.recitals import recitals_anew
from generator.author.start_book import answers_in, blank_book

__all__ = [
    "QUESTIONS",
    "Answers",
    "Desk",
    "Question",
    "Target",
    "adopt",
    "amend",
    "answers_in",
    "ask",
    "blank_book",
    "by_hand",
    "carried",
    "confirm",
    "definition_in",
    "format_clause",
    "format_file",
    "imported_files",
    "kept_places",
    "layer_table",
    "moved_names",
    "name_faults",
    "new_agreement",
    "outcome",
    "read_answers",
    "recitals_anew",
    "restructured",
    "show",
    "starter_files",
    "term_in",
    "unclear",
    "vendored",
    "wanted",
    "write_decided",
    "write_from_sheet",
]
