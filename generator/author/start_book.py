"""A workbook that starts an agreement: the questions with room for answers, sheets for sites, products and contacts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from generator.author.answers import Answers, read_answers
from generator.author.book import letter
from generator.author.new import SIDES, named_apart
from generator.author.questions import QUESTIONS, Map, Question, joined, parse_answer
from generator.diagnostic import Diagnostic, Span, kind, nearest
from generator.model.book import Book, BookColumn, BookSheet
from generator.read.nodes_of_cells import Cells, marked
from generator.read.text import FORBIDDEN, name_of
from generator.read.yaml import MarkedList, MarkedMap
