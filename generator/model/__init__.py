"""What people write: clauses, parties and matrices, in the terms of a quality unit."""
