"""AI Occupational Exposure of Felten, Raj and Seamans, and its variant for language models."""
