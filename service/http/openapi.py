"""GET /openapi.json: the contract, without any page that loads from elsewhere."""

from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

CONFIG = OpenAPIConfig(
    title="Seedbank",
    version="1",
    path="/",
    render_plugins=[JsonRenderPlugin(path="/openapi.json")],
    use_handler_docstrings=True,
)
