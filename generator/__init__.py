"""Authoring and publishing of pharmaceutical quality agreements."""
