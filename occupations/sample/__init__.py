"""The U.S. part of the built-in sample: plain text beside this file, and what makes official layouts from it."""
