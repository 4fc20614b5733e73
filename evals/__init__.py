"""Evaluation: the guide answers the cases, then what it answered is scored; a folder of JSONL joins the two."""
