"""The site's door: the only room that knows mkdocs."""

from generator.mkdocs_plugin.command import serve_site, write_site
from generator.mkdocs_plugin.plugin import AgreementsPlugin, SiteFault

__all__ = ["AgreementsPlugin", "SiteFault", "serve_site", "write_site"]
