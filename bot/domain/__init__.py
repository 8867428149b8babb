"""The nouns that storage and services share: frozen data, no I/O, no clock."""
