"""Charts drawn on the server: plain geometry from plain inputs, rendered by the templates in templates/charts/.

Horizontal positions are percentages of the chart's width and vertical ones pixels, so one drawing serves a phone and a
desk with text and dots of constant size. Dodging is computed for `scales.NOMINAL_WIDTH`, the narrowest phone; wider
screens only spread the marks further apart.
"""
