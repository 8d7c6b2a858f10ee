"""The flows of operators: credentials they give out, the clock of a sandbox."""
