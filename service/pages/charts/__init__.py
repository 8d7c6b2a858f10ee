"""Where the marks of a drawing are: numbers in, percentages and paths out.

Pure: imports nothing of the service. The templates below `templates/ui` write what is worked out
here as SVG, and the styles give it colour and size.
"""
