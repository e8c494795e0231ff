"""The pages on which a teacher follows a course: the gradebook, who is working now, how questions went."""
