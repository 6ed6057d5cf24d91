"""The importer framework: recognise files by looking inside them, check every row, load facts in bulk."""
