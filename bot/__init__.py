"""The guide: a question in Korean or English, a cited answer or a named refusal."""
