"""A page with every component of the shell, for whoever builds pages. Sandboxes serve it."""
