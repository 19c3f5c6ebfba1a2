"""Commands that load the vocabulary and the gazetteer."""
