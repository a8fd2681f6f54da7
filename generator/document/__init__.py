"""What a signatory reads: a small tree of numbered blocks that knows no format."""
