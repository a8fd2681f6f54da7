"""The site: pure functions from the model of the site to pages (``pages.py``) and to the scripts of its search."""
