"""Korean: the model and the translations by which a Korean question finds English words, and how they are made."""
