"""Documents to files: Word, Excel, JSON, plain text, the site; and findings for people and programs."""
