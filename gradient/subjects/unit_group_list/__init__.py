"""The whole gradient and its major groups: /gradient/ and /gradient/major-3.html."""
