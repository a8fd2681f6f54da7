"""An agreement that others wrote, as read: its structure, definitions, references, parties and matrix.

Nothing here knows the library; what is guessed is said in what comes back.
"""
