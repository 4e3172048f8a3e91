"""What tells of a course date and what is needed to give it, on paper, filled from the data."""
