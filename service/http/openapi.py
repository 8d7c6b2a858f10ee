"""GET /openapi.json: the contract, without any page that loads from elsewhere."""

from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

# The document is the root of a path of its own: with "/" as the path, litestar would also serve it
# at the root of the whole site.
CONFIG = OpenAPIConfig(
    title="Seedbank",
    version="1",
    path="/openapi.json",
    render_plugins=[JsonRenderPlugin(path="/")],
    use_handler_docstrings=True,
)
