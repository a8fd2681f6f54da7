"""Model and answers to edits of files: a new workspace or agreement, overlays written and renewed, texts in form."""

from generator.author.answers import Answers, read_answers
from generator.author.new import new_agreement
from generator.author.questions import QUESTIONS, Question, ask

__all__ = ["QUESTIONS", "Answers", "Question", "ask", "new_agreement", "read_answers"]
