"""One guarded door a format: bytes to neutral parts, without domain and without disk."""
