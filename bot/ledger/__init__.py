"""What claims add up to: figures with their voices, comparisons, tables. Every figure keeps the claims it came from."""
