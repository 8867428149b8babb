"""Facts about models from the models.dev catalogue: read, matched to our names, kept with their dates."""
