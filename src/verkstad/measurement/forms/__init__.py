"""What is asked of staff: which enquiries, and what other systems tell."""
