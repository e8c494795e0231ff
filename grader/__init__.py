"""What a student's typed answer is worth."""
