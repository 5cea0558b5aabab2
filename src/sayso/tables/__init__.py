"""What is laid side by side of an incident or an agreement, for whoever shows it: who says what of which fact, and when."""
