"""The methodology page: the method in prose, worked through for an occupation of the reader's choice, what its choices
change, and the reference of measures and recipes."""
